"""Reads `cases/*.sql`: SQL with the edges it must give, and no others.

-- title: what rule it protects              begins a case
-- schema: db.t(a INTEGER, b)                a table the catalog knows; any number of them
-- default: db                               the session's default database
-- bind: v = db.t.a AGGREGATION              what stands behind a variable
-- dialect: duckdb                           other than teradata
SELECT …;                                    statements, each ended by a semicolon at a line's end (or the case's)
-- expect: t.a -> <result>.a DIRECT IDENTITY [reason]      complete, over all statements of the case
-- sources: t, u  /  -- targets: x  /  -- outputs: a, b  /  -- skipped: reason   only where they stand, of the last
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from teralineage.domain.ids import DatasetName, FieldName, fold
from teralineage.domain.model import ColumnEdge, DatasetDefinition, FieldDefinition, SourceType, Subtype
from teralineage.extract.session import Session, Source
from teralineage.extract.statement import Reading, read_statement

CASES = Path(__file__).parent / "cases"


class DictCatalog:
    """A catalog that knows what it is given."""

    def __init__(self, definitions: list[DatasetDefinition]) -> None:
        self.known = {definition.name: definition for definition in definitions}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        return self.known.get(name)

    def datasets(self) -> list[DatasetDefinition]:
        return list(self.known.values())


@dataclass
class Case:
    title: str
    place: str
    schema: list[DatasetDefinition] = field(default_factory=list)
    default: str | None = None
    dialect: str = "teradata"
    binds: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    sql: str = ""
    expect: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def statements(self) -> list[str]:
        return [s.strip() for s in self.sql.replace(";\n", "\0").split("\0") if s.strip(" \n;")]

    def read(self) -> list[Reading]:
        session = Session(DictCatalog(self.schema), self.default, dict(self.binds))
        return [read_statement(statement, session, self.dialect) for statement in self.statements()]


def plain(name: DatasetName | FieldName) -> str:
    """A name as the command line prints it: lower case, unquoted, no empty database."""
    dataset = name.dataset if isinstance(name, FieldName) else name
    parts = [dataset.database, dataset.name] if dataset.database else [dataset.name]
    if isinstance(name, FieldName):
        parts.append(name.name)
    return ".".join(parts).lower()


def render(edge: ColumnEdge) -> str:
    return f"{plain(edge.source)} -> {plain(edge.target)} {edge.subtype.type} {edge.subtype} {edge.reason}"


def parse_table(text: str) -> DatasetDefinition:
    name, _, columns = text.partition("(")
    database, _, table = name.strip().rpartition(".")
    fields = []
    for column in columns.rstrip(") \n").split(","):
        words = column.split()
        if words:
            fields.append(FieldDefinition(words[0], " ".join(words[1:]) or None))
    return DatasetDefinition(DatasetName(database, table), SourceType.TABLE, tuple(fields))


def parse_bind(text: str) -> tuple[str, tuple[Source, ...]]:
    name, _, rest = text.partition("=")
    sources = []
    for part in rest.split(","):
        words = part.split()
        if words:
            database, _, table = words[0].rpartition(".")[0].rpartition(".")
            column = FieldName(DatasetName(database, table), words[0].rpartition(".")[2])
            sources.append(Source(column, Subtype(words[1] if len(words) > 1 else "IDENTITY")))
    return fold(name.strip()), tuple(sources)


def load_cases() -> list[Case]:
    cases: list[Case] = []
    for path in sorted(CASES.glob("*.sql")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            word, _, rest = line[3:].partition(":") if line.startswith("-- ") else ("", "", "")
            if word == "title":
                cases.append(Case(rest.strip(), f"{path.stem}:{number}"))
            elif cases:
                add_line(cases[-1], line, word, rest.strip())
    return cases


def add_line(case: Case, line: str, word: str, rest: str) -> None:
    if word == "schema":
        case.schema.append(parse_table(rest))
    elif word in ("default", "dialect"):
        setattr(case, word, rest)
    elif word == "bind":
        case.binds.update([parse_bind(rest)])
    elif word == "expect":
        case.expect.append(" ".join(rest.split()))
    elif word in ("sources", "targets", "outputs", "skipped", "kind"):
        case.last[word] = rest
    else:
        case.sql += line + "\n"
