"""The dictionary (`DBC` views) as datasets. What may not be read is noted with what to GRANT; the rest goes on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from teralineage.adapters.teradata import catalog_sql as sql
from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import Row, Session, plain_lines
from teralineage.adapters.teradata.errors import Meaning, TeradataError, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.texts import defines, read_text
from teralineage.adapters.teradata.view_types import field_of, help_fields, text
from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.ports import CatalogObject, Refusal

T = TypeVar("T")
Refused = TeradataError | TeradataUnavailableError

KINDS = {
    "T": SourceType.TABLE,
    "O": SourceType.TABLE,  # without a primary index
    "Q": SourceType.TABLE,  # a queue
    "V": SourceType.VIEW,
    "I": SourceType.MATERIALIZED_VIEW,
    "M": SourceType.MACRO,
    "P": SourceType.PROCEDURE,
}
"""Letters of TableKind that are read."""

REFUSALS = (TeradataError, TeradataUnavailableError)
"""What a request may meet; `_refuse` raises again those that are about the system, not about what was asked."""

QVCI = "An administrator may switch QVCI on; without it, view columns are read one view at a time."
_NO_COLUMNS = (SourceType.MACRO, SourceType.PROCEDURE)


class TeradataDictionary:
    """`ports.Dictionary` over the sessions of a pool; `view_types` counts which way gave the types of a view."""

    def __init__(self, pool: Pool, config: TeradataConfig) -> None:
        self.namespace_uri = config.namespace_uri
        self.view_types: Counter[str] = Counter()
        self._pool = pool
        self._permitted = config.only_permitted
        self._excluded = config.excluded
        self._user = config.user or "<user>"
        self._refusals: dict[str, Refusal] = {}
        self._long: set[DatasetName] = set()
        self._qvci: bool | None = None
        self._base_tables: bool | None = None

    def databases(self) -> list[str]:
        """The databases that are looked at, in the order of their names."""
        names: list[str] = []
        after = ""
        while page := self._pool.transact(lambda s, a=after: s.rows(sql.databases(self._permitted), [a])):  # type: ignore[misc]
            names += [row[0] for row in page]
            after = page[-1][0]
        return [name.rstrip() for name in names if fold(name.rstrip()) not in self._excluded]

    def objects(self, databases: Collection[str] = ()) -> Iterator[CatalogObject]:
        """See `ports.Dictionary`; systems' own databases are left out unless they are named."""
        wanted = {fold(name) for name in databases}
        position = ["", "", ""]
        while page := self._page(position):
            for row in page:
                found = self._object(row)
                folded = fold(found.name.database)
                if folded in wanted if wanted else folded not in self._excluded:
                    yield found
            position = [page[-1][0], page[-1][0], page[-1][1]]

    def _page(self, position: list[str]) -> list[Row]:
        return self._pool.transact(lambda session: session.rows(sql.tables(self._permitted), position))

    def _object(self, row: Row) -> CatalogObject:
        database, table, kind, creator, comment, created, altered, overflowed = row
        name = DatasetName(database.rstrip(), table.rstrip())
        if text(overflowed) == "R":
            self._long.add(name)
        source_type = KINDS[(text(kind) or "T").upper()]
        return CatalogObject(name, source_type, utc(altered), utc(created), text(creator), text(comment))

    def definitions(
        self, objects: Collection[CatalogObject], changed: Collection[DatasetName]
    ) -> tuple[DatasetDefinition, ...]:
        """See `ports.Dictionary`."""
        if not objects:
            return ()
        database = next(iter(objects)).name.database
        columns = self._columns(database)
        keys = self._keys(database)
        counts = {row[0].rstrip(): row[1:] for row in self._rows("DBC.TableStatsV", sql.row_counts(), database)}
        sizes = {row[0].rstrip(): row[1] for row in self._rows("DBC.TableSizeV", sql.sizes(self._permitted), database)}
        made = []
        for one in objects:
            table = one.name.name
            fields = tuple(
                replace(field, primary_key=field.name in keys.get(table, ())) for field in columns.get(table, ())
            )
            count, counted = counts.get(table, (None, None))
            definition = DatasetDefinition(
                one.name,
                one.source_type,
                fields,
                description=one.description,
                creator=one.creator,
                created_at=one.created_at,
                altered_at=one.altered_at,
                row_count=_whole(count),
                row_counted_at=utc(counted),
                size_bytes=_whole(sizes.get(table)),
            )
            made.append(self._in_full(definition) if one.name in changed else definition)
        return tuple(made)

    def qualified_text(self, name: DatasetName) -> str | None:
        """See `ports.Dictionary`. The request's own text does not say what the creator's default database was."""
        if self._base_tables is False:
            return None
        try:
            rows = self._pool.transact(lambda session: session.rows(sql.create_text(), [name.database, name.name]))
        except TeradataError as error:
            self._base_tables = False
            for table in ("DBC.TVM", "DBC.DBase"):
                self._refuse(table, error, f"GRANT SELECT ON {table} TO {self._user};")
            return None
        found = plain_lines(rows[0][0]) if rows and rows[0][0] else ""
        return found if defines(found, "VIEW", name) else None

    def type_sources(self) -> dict[str, int]:
        """See `ports.Dictionary`."""
        return dict(self.view_types)

    def refusals(self) -> tuple[Refusal, ...]:
        """See `ports.Dictionary`."""
        return tuple(self._refusals.values())

    def _columns(self, database: str) -> dict[str, list[FieldDefinition]]:
        rows = self._view_columns(database)
        if rows is None:
            rows = self._rows("DBC.ColumnsV", sql.columns(self._permitted), database)
        columns: dict[str, list[FieldDefinition]] = {}
        for row in rows:
            columns.setdefault(row[0].rstrip(), []).append(field_of(row[1:]))
        return columns

    def _view_columns(self, database: str) -> list[Row] | None:
        """Columns with the types of view columns; None once the feature proved to be off."""
        if self._qvci is False:
            return None
        try:
            rows = self._pool.transact(lambda session: session.rows(sql.view_columns(), [database]))
        except REFUSALS as error:
            self._qvci = False if error.fault.meaning is not Meaning.OUT_OF_SPOOL else self._qvci
            off = error.fault.meaning is Meaning.TYPES_OFF
            self._refuse("DBC.ColumnsJQV", error, QVCI if off else self._grant("DBC.ColumnsJQV", error))
            return None
        self._qvci = True
        return rows

    def _keys(self, database: str) -> dict[str, set[str]]:
        """Columns of the declared key of each table, else of its unique primary index."""
        found: dict[str, dict[str, set[str]]] = {}
        for table, column, kind in self._rows("DBC.IndicesV", sql.keys(self._permitted), database):
            found.setdefault(table.rstrip(), {}).setdefault(text(kind) or "", set()).add(column.rstrip())
        return {table: kinds.get("K") or set().union(*kinds.values()) for table, kinds in found.items()}

    def _rows(self, view: str, statement: Sql, database: str) -> list[Row]:
        try:
            return self._pool.transact(lambda session: session.rows(statement, [database]))
        except REFUSALS as error:
            self._refuse(view, error, self._grant(view, error))
            return []

    def _in_full(self, definition: DatasetDefinition) -> DatasetDefinition:
        """The definition with its text, and a view's with the types of its columns."""
        name, kind = definition.name, definition.source_type
        ddl = self._tried(
            f"{kind.lower()} {name}",
            lambda session: read_text(session, name, kind, long=name in self._long, permitted=self._permitted),
        )
        definition = replace(definition, ddl=ddl)
        if kind in _NO_COLUMNS or (definition.fields and all(field.type is not None for field in definition.fields)):
            if kind is SourceType.VIEW:
                self.view_types["ColumnsJQV"] += 1
            return definition
        told = self._tried(f"{kind.lower()} {name}", lambda session: help_fields(session, name))
        if told is None:
            self.view_types["unknown"] += 1
            return definition
        self.view_types["HELP COLUMN"] += 1
        types = {fold(field.name): field for field in told}
        fields = tuple(_typed(field, types.get(fold(field.name))) for field in definition.fields) or told
        return replace(definition, fields=fields)

    def _tried(self, subject: str, work: Callable[[Session], T]) -> T | None:
        """What an object tells; a broken or forbidden one is noted, and is no reason to stop."""
        try:
            return self._pool.transact(work)
        except REFUSALS as error:
            self._refuse(subject, error, self._grant_on(subject, error))
            return None

    def _refuse(self, subject: str, error: Refused, remedy: str | None) -> None:
        if isinstance(error, TeradataUnavailableError) and error.fault.meaning is not Meaning.OUT_OF_SPOOL:
            raise error
        self._refusals.setdefault(subject, Refusal(subject, str(error.fault), remedy))

    def _grant(self, view: str, error: Refused) -> str | None:
        hidden = error.fault.meaning in (Meaning.PRIVILEGE, Meaning.OBJECT_MISSING)
        return f"GRANT SELECT ON {view}{_twin(view, self._permitted)} TO {self._user};" if hidden else None

    def _grant_on(self, subject: str, error: Refused) -> str | None:
        if error.fault.meaning is not Meaning.PRIVILEGE:
            return None
        return f"GRANT SHOW ON {subject.partition(' ')[2]} TO {self._user};"


def _twin(view: str, permitted: bool) -> str:  # noqa: FBT001 - passed on
    return "X" if permitted and view not in ("DBC.TableStatsV", "DBC.ColumnsJQV") else ""


def _typed(field: FieldDefinition, told: FieldDefinition | None) -> FieldDefinition:
    if told is None or field.type is not None:
        return field
    nullable = told.nullable if field.nullable is None else field.nullable
    return replace(field, type=told.type, nullable=nullable)


def _whole(number: Any) -> int | None:
    return None if number is None else int(number)


def utc(value: datetime | None) -> datetime | None:
    """A time of the dictionary; one without a zone is taken as UTC."""
    if value is None:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
