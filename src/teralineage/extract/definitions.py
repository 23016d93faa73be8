"""Definitions of macros, procedures, triggers and functions: the thing defined, then what its body does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, SourceType
from teralineage.extract.body_parser import parse_body
from teralineage.extract.mapped import MappedText
from teralineage.extract.procedures import Reader, run_body
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Token, name_of, tokens_of, words
from teralineage.extract.told import Told
from teralineage.extract.triggers import read_trigger
from teralineage.extract.variables import spelled

_KINDS = words("PROCEDURE PROC MACRO TRIGGER FUNCTION METHOD")
_MODES = words("IN OUT INOUT")
_BODY_STARTS = words(
    "BEGIN INSERT INS UPDATE UPD DELETE DEL SELECT SEL MERGE CALL DECLARE LOCKING LOCK WITH CREATE DROP EXECUTE IF FOR"
    " WHILE LOOP ABORT ROLLBACK"
)
_SOURCE_TYPES = {"PROCEDURE": SourceType.PROCEDURE, "PROC": SourceType.PROCEDURE, "MACRO": SourceType.MACRO}


@dataclass(frozen=True, slots=True)
class _Header:
    kind: str
    database: str | None
    name: str
    rest: int  # the index of the token behind the name


def read_definition(text: MappedText, session: Session, reader: Reader) -> list[Told]:
    """The definition itself, then every statement of its body."""
    tokens = [*tokens_of(text.text, 0, len(text.text), reader.lexis)]
    header = _header(tokens, text.text)
    if header is None:
        return run_body(parse_body(tokens, text.text), text, (), session, reader)
    name = DatasetName(header.database or session.default_database or "", header.name)
    source_type = _SOURCE_TYPES.get(header.kind)
    defines = (DatasetDefinition(name, source_type, ddl=spelled(text.text)),) if source_type else ()
    kind = "PROCEDURE" if header.kind == "PROC" else header.kind
    told: list[Told] = [(text, Reading(f"CREATE {kind}", defines=defines))]
    if kind == "MACRO":
        told += _macro(text, tokens, header, session, reader)
    elif kind == "PROCEDURE":
        told += _procedure(text, tokens, header, session, reader)
    elif kind == "TRIGGER":
        told += read_trigger(text, tokens[header.rest :], session, reader)
    return told


def _header(tokens: Sequence[Token], text: str) -> _Header | None:
    index = next((i for i, token in enumerate(tokens[:6]) if token.upper in _KINDS), None)
    if index is None or index + 1 >= len(tokens):
        return None
    parts = [name_of(tokens[index + 1], text)]
    rest = index + 2
    while rest + 1 < len(tokens) and tokens[rest].upper == ".":
        parts.append(name_of(tokens[rest + 1], text))
        rest += 2
    return _Header(tokens[index].upper, parts[-2] if len(parts) > 1 else None, parts[-1], rest)


def _macro(text: MappedText, tokens: Sequence[Token], header: _Header, session: Session, reader: Reader) -> list[Told]:
    """`MACRO m (p INTEGER, …) AS ( statement; statement; )`."""
    _, index = _parameters(tokens, header.rest, text.text)
    while index < len(tokens) and tokens[index].upper != "AS":
        index += 1
    body = tokens[index + 1 :]
    if not body or body[0].upper != "(":
        return []  # another dialect's macro: an expression
    body = body[1 : len(body) - 1 if body[-1].upper == ")" else len(body)]
    return run_body(parse_body(body, text.text), text, (), session, reader)  # only `:p` means a parameter


def _procedure(
    text: MappedText, tokens: Sequence[Token], header: _Header, session: Session, reader: Reader
) -> list[Told]:
    """`PROCEDURE p (IN a INTEGER, …) characteristics label: BEGIN … END`."""
    parameters, index = _parameters(tokens, header.rest, text.text)
    while index < len(tokens) and tokens[index].upper not in _BODY_STARTS:
        if tokens[index].upper == "EXTERNAL":
            return []
        # `DYNAMIC RESULT SETS 1 SQL SECURITY INVOKER` and the like hold no word that begins a body
        index += 1
    return run_body(parse_body(tokens[index:], text.text), text, parameters, session, reader)


def _parameters(tokens: Sequence[Token], index: int, text: str) -> tuple[list[str], int]:
    """The names in a parameter list at `index`, and the index behind it."""
    if index >= len(tokens) or tokens[index].upper != "(":
        return [], index
    names: list[str] = []
    depth = 0
    fresh = False
    for position in range(index, len(tokens)):
        token = tokens[position]
        depth += (token.upper == "(") - (token.upper == ")")
        if depth == 0:
            return names, position + 1
        if depth == 1 and token.upper in {"(", ","}:
            fresh = True
        elif fresh and token.upper not in _MODES:
            names.append(name_of(token, text))
            fresh = False
    return names, len(tokens)
