"""Reads `scripts/*`: whole scripts beside a file `NAME.expect` that says what they do, statement by statement.

    LINE KIND targets <- sources | how the statement's text begins
        source -> target SUBTYPE [reason] | the text of the edge's span
        ! reason of what was skipped

A first line `-- variables: A=x B=y` in a script gives values to its template variables. To write a new expectation,
print `tell(path)`, read every line of it, and only then keep it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from teralineage.cli.names import plain
from teralineage.domain.model import Extraction, Reason
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract

SCRIPTS = Path(__file__).parent / "scripts"


def script_paths() -> list[Path]:
    return sorted(path for path in SCRIPTS.iterdir() if path.suffix != ".expect")


def variables_of(script: str) -> dict[str, str]:
    head, _, rest = script.partition("variables:")
    if "\n" in head or not rest:
        return {}
    return dict(word.split("=", 1) for word in rest.splitlines()[0].split())


def read(path: Path) -> tuple[str, Extraction]:
    script = decode(path.read_bytes())
    return script, extract(script, InMemoryCatalog(), variables=variables_of(script))


def tell(path: Path) -> str:
    script, extraction = read(path)
    return "\n".join(_lines(script, extraction)) + "\n"


def _lines(script: str, extraction: Extraction) -> Iterator[str]:
    for statement in extraction.statements:
        assert script[statement.span.start : statement.span.end] == statement.text
        flow = " ".join(
            [
                statement.kind,
                ", ".join(map(plain, statement.targets)),
                "<- " + ", ".join(map(plain, statement.sources)) if statement.sources else "",
            ]
        )
        yield f"{statement.line} {' '.join(flow.split())} | {_short(statement.text)}"
        for edge in statement.edges:
            reason = "" if edge.reason in {Reason.INFERRED, Reason.SCHEMA} else f" {edge.reason}"
            text = _short(script[edge.span.start : edge.span.end])
            yield f"    {plain(edge.source)} -> {plain(edge.target)} {edge.subtype}{reason} | {text}"
        if statement.skipped is not None:
            yield f"    ! {statement.skipped.reason} in line {statement.skipped.line}"


def _short(text: str) -> str:
    return " ".join(text.split())[:60].strip()
