"""What a TPT job moves: each APPLY told as the statement it runs, its host variables being the producer's columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName, fold
from teralineage.domain.model import ColumnEdge, DatasetDefinition, FieldDefinition, Reason, SourceType, Span
from teralineage.extract.conditions import applied
from teralineage.extract.load_jobs import fields_of, file_dataset, host_names
from teralineage.extract.mapped import MappedText
from teralineage.extract.session import Session, Source
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Lexis
from teralineage.extract.told import Told
from teralineage.extract.tpt import Apply, Job, Operator, Selection, parse_job
from teralineage.extract.writes import RESULT

Sources = tuple[Source, ...]
Read = Callable[[MappedText], list[Told]]


@dataclass(slots=True)
class _Rows:
    """What an APPLY reads: columns in order with their sources, and the query that selects them, if one does."""

    columns: list[tuple[str, Sources]] = field(default_factory=list)
    file: DatasetName | None = None
    query: Told | None = None
    copied: dict[str, str] = field(default_factory=dict)  # the query's outputs to the columns they are written to
    where: MappedText | None = None
    unselected: list[tuple[str, Sources]] = field(default_factory=list)


def read_job(text: MappedText, session: Session, read: Read, lexis: Lexis) -> Iterator[Told]:
    """Every SQL statement of a job's APPLYs with what it does.

    Args:
        text: the job, its variables filled in.
        session: what is known of tables; host variables are bound in it while a statement is read.
        read: reads the SQL in a string of the job.
        lexis: how strings and names are spelled.
    """
    job = parse_job(text, lexis)
    flow = _Flow(job, session, read, lexis)
    for apply in job.applies:
        yield from flow.apply(apply)


class _Flow:
    """Follows rows from producers to consumers."""

    def __init__(self, job: Job, session: Session, read: Read, lexis: Lexis) -> None:
        self._job = job
        self._session = session
        self._read = read
        self._lexis = lexis

    def apply(self, apply: Apply) -> Iterator[Told]:
        """What one APPLY does."""
        rows = []
        for selection in apply.selections:
            with self._working_in(selection.producer):
                rows.append(self._rows(selection))
        with self._working_in(apply.consumer):
            yield from self._consumed(apply, rows)

    @contextmanager
    def _working_in(self, operator: Operator | None) -> Iterator[None]:
        """The session as an operator's is: names without a database are in its WorkingDatabase."""
        before = self._session.default_database
        database = operator.database() if operator is not None else None
        self._session.default_database = database or before
        yield
        self._session.default_database = before

    def _consumed(self, apply: Apply, rows: Sequence[_Rows]) -> Iterator[Told]:
        consumer = apply.consumer
        for statement in apply.statements:
            for piece, reading in self._statement(statement.text, rows):
                yield piece, self._steered((piece, reading), rows, statement.conditions)
        if apply.statements or consumer is None:
            return
        target = consumer.attribute("targettable")
        name = consumer.file()
        if consumer.is_file() and name is not None:
            copied = self._copy(apply, rows, file_dataset(name))
        elif target is not None:
            copied = self._copy(apply, rows, self._table(target.text))
        else:
            return
        for piece, reading in copied:
            yield piece, self._steered((piece, reading), rows)

    def _steered(self, told: Told, rows: Sequence[_Rows], conditions: Sequence[MappedText] = ()) -> Reading:
        """A reading for those rows that the WHEN of its CASE, and the WHERE of each selection, let through."""
        text, reading = told
        if not reading.targets:
            return reading
        for row in rows:
            for condition in (*conditions, *([row.where] if row.where is not None else [])):
                known = row.columns + row.unselected
                known = known or self._fields(row, fields_of(condition.text, self._lexis))
                columns = {fold(name): sources for name, sources in known}
                reading = applied((text, reading), condition, columns, self._session)
        return _with_files(reading, rows)

    def _rows(self, selection: Selection) -> _Rows:
        """The columns that a selection offers to the statements of its APPLY."""
        rows = self._produced(selection.producer)
        rows.where = selection.where
        if selection.items is None:
            return rows
        before = self._session.bindings
        self._session.bindings = {**before, **{fold(name): sources for name, sources in rows.columns}}
        start = selection.items.origin(Span(0, 0))
        told = self._read(MappedText.joined((MappedText.standing_for("SELECT ", start), selection.items)))
        self._session.bindings = before
        found = told[0][1]
        selected = [(name, found.select_sources.get(fold(name), ())) for name in found.outputs]
        names = {fold(name) for name, _ in selected}
        # the condition may still ask for columns that are not selected; they come behind, out of the way of positions
        rows.unselected = [column for column in rows.columns if fold(column[0]) not in names]
        rows.columns = selected
        return rows

    def _produced(self, producer: Operator) -> _Rows:
        names = self._schema(producer)
        name = producer.file()
        select = producer.attribute("selectstmt")
        if select is not None and not producer.is_file():
            told = self._read(select)
            if told:
                reading = told[0][1]
                values = [reading.select_sources.get(fold(output), ()) for output in reading.outputs]
                names = names if len(names) == len(values) else reading.outputs
                return _Rows(list(zip(names, values, strict=False)), query=told[0])
        if name is not None:
            file = file_dataset(name)
            return _Rows([(column, (Source(FieldName(file, column)),)) for column in names], file=file)
        return _Rows([(column, ()) for column in names])

    def _schema(self, operator: Operator) -> tuple[str, ...]:
        """The column names of an operator's schema; that of another operator where it says `*` cannot be known here."""
        table = self._job.schema_tables.get(operator.schema)
        if table is not None:
            known = self._session.find(self._table(table))
            return tuple(item.name for item in known.fields) if known is not None else ()
        schemas = self._job.schemas
        if operator.schema in schemas:
            return schemas[operator.schema]
        return next(iter(schemas.values())) if len(schemas) == 1 else ()

    def _table(self, text: str) -> DatasetName:
        database, dot, name = text.strip().strip(";").rpartition(".")
        return self._session.qualify(database.strip('" ') if dot else None, name.strip('" '))

    def _statement(self, statement: MappedText, rows: Sequence[_Rows]) -> Iterator[Told]:
        before = self._session.hosts
        bound: dict[str, Sources] = dict(before)
        for row in rows:
            columns = row.columns or self._host_columns(statement, row)
            for name, sources in columns:
                bound[fold(name)] = tuple(dict.fromkeys((*bound.get(fold(name), ()), *sources)))
        self._session.hosts = bound
        told = self._read(statement)
        self._session.hosts = before
        for piece, reading in told:
            yield _with_queries(piece, _with_files(reading, rows), rows)

    def _host_columns(self, statement: MappedText, row: _Rows) -> list[tuple[str, Sources]]:
        """Without a schema, a file has the fields that the statement asks of it."""
        return self._fields(row, host_names(statement.text, self._lexis))

    @staticmethod
    def _fields(row: _Rows, names: Sequence[str]) -> list[tuple[str, Sources]]:
        return [(name, (Source(FieldName(row.file, name)),)) for name in names] if row.file is not None else []

    def _copy(self, apply: Apply, rows: Sequence[_Rows], target: DatasetName) -> Iterator[Told]:
        """Rows written as they are: to a file, or to a table by position."""
        known = self._session.find(target)
        edges: list[ColumnEdge] = []
        sources: list[DatasetName] = []
        whole = Span(0, len(apply.text.text))
        outputs: list[str] = []
        for row in rows:
            if not row.columns and row.file is not None:
                row.columns = _same_columns(row.file, [item.name for item in known.fields] if known is not None else [])
            names = [name for name, _ in row.columns]
            fields = [item.name for item in known.fields] if known is not None and known.fields else names
            outputs = outputs or fields[: len(names)]
            if row.query is not None:
                row.copied = {fold(o): name for o, name in zip(row.query[1].outputs, fields, strict=False)}
                continue
            for (_, column), name in zip(row.columns, fields, strict=False):
                edges.extend(
                    ColumnEdge(s.field, FieldName(target, name), s.subtype, whole, s.reason, s.masking, s.candidates)
                    for s in column
                )
            sources += [row.file] if row.file is not None else []
        is_file = target.name.startswith("file:")
        definition = DatasetDefinition(target, SourceType.FILE, tuple(map(FieldDefinition, outputs)))
        reading = Reading(
            "EXPORT" if is_file else "INSERT",
            tuple(dict.fromkeys(sources)),
            (target,),
            tuple(edges),
            defines=(definition,) if is_file else (),
        )
        yield _with_queries(apply.text, _with_files(reading, rows), rows)


def _same_columns(file: DatasetName, names: Sequence[str]) -> list[tuple[str, Sources]]:
    """The columns of a file whose schema is said to be its target's; all of them as one where those are unknown."""
    if not names:
        return [(EVERY_FIELD, (Source(FieldName(file, EVERY_FIELD), reason=Reason.INFERRED),))]
    return [(name, (Source(FieldName(file, name)),)) for name in names]


def _with_files(reading: Reading, rows: Sequence[_Rows]) -> Reading:
    used = {edge.source.dataset for edge in reading.edges}
    files = [row for row in rows if row.file is not None and row.file in used]
    sources = tuple(dict.fromkeys((*reading.sources, *(row.file for row in files if row.file is not None))))
    defines = tuple(
        DatasetDefinition(row.file, SourceType.FILE, tuple(FieldDefinition(name) for name, _ in row.columns))
        for row in files
        if row.file is not None
    )
    return replace(reading, sources=sources, defines=(*reading.defines, *defines))


def _with_queries(piece: MappedText, reading: Reading, rows: Sequence[_Rows]) -> Told:
    """A statement together with the queries that feed it: what steers their rows, or is copied, is told as well."""
    for row in rows:
        if row.query is None or not reading.targets:
            continue
        text, query = row.query
        names = {EVERY_FIELD: EVERY_FIELD, **row.copied}
        steering = tuple(
            replace(edge, target=FieldName(reading.targets[0], names[fold(edge.target.name)]))
            for edge in query.edges
            if edge.target.dataset == RESULT and fold(edge.target.name) in names
        )
        shift = len(text.text)
        own = tuple(replace(edge, span=Span(edge.span.start + shift, edge.span.end + shift)) for edge in reading.edges)
        sources = tuple(dict.fromkeys((*reading.sources, *query.sources)))
        piece = MappedText.joined((text, piece))
        reading = replace(reading, edges=(*steering, *own), sources=sources)
    return piece, reading
