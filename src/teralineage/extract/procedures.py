"""What the body of a macro, procedure or trigger does when it runs.

A definition counts as run. Values are followed through variables, SELECT INTO, cursors and FOR loops: all branches
count, loops are run until no variable gains a source, and SQL text is read where literals and variables tell it.

    DECLARE v …; SELECT MAX(a) INTO :v FROM t; UPDATE x SET a = :v        gives        t.a → x.a AGGREGATION
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from teralineage.domain.ids import fold
from teralineage.domain.model import Skipped, Span
from teralineage.extract import bodies
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import ROW_FIELD
from teralineage.extract.row_fields import with_row_fields, with_values
from teralineage.extract.session import Session
from teralineage.extract.sqltext import texts_of
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Lexis
from teralineage.extract.told import Told, columns_of, distinct, says_something
from teralineage.extract.values import Sources, Values, union

ReadText = Callable[[MappedText], list[Told]]
"""Reads text that holds one statement, or several where it was put together at run time."""

_ROUNDS = 6
"""How often a loop is run again for values that go round in it."""

_DEEP = 5
"""From this depth on, a loop within loops is run but once each time; every round multiplies those around it."""


def run_body(
    body: bodies.Block, text: MappedText, parameters: Iterable[str], session: Session, reader: Reader
) -> list[Told]:
    """Every statement of a body with what it does, in the order they are written."""
    before = session.bindings
    interpreter = _Interpreter(text, session, reader)
    interpreter.values.sources.update({fold(name): () for name in parameters})
    interpreter.run(body)
    session.bindings = before
    return [told for _, told in sorted(interpreter.told, key=lambda item: item[0])]


@dataclass(frozen=True, slots=True)
class Reader:
    """How SQL is read: text as it stands in the body, and text that was put together at run time."""

    static: ReadText
    dynamic: ReadText
    lexis: Lexis


class _Interpreter:
    """Runs one body; `quiet` while a loop only looks for the values that go round."""

    def __init__(self, text: MappedText, session: Session, reader: Reader) -> None:
        self._text = text
        self._session = session
        self._around = session.bindings
        self._reader = reader
        self._quiet = 0
        self._loops = 0
        self._prepared: dict[str, tuple[MappedText, ...]] = {}
        self._declared: dict[str, bodies.Cursor] = {}
        self._rows: set[str] = set()  # names of FOR loops around, whose columns are written `name.column`
        self.values = Values()
        self.told: list[tuple[int, Told]] = []  # each with the place of the statement that runs it

    def run(self, block: bodies.Block) -> None:
        """The statements of a block, then the handlers, which may have run or not."""
        for node in block.nodes:
            self._node(node)
        for handler in block.handlers:
            self._either([handler], complete=False)

    def _node(self, node: bodies.Node) -> None:
        match node:
            case bodies.Sql(span):
                self._sql(span)
            case bodies.Assign(name, value):
                self._assign(name, value)
            case bodies.Condition(kind, value):
                self._tell([self._value(value, kind)[0]], value)
            case bodies.Declare(names):
                for name in names:
                    self._put(name, ())
            case bodies.Branch(arms, complete):
                self._either(arms, complete=complete)
            case bodies.Loop(body):
                self._loop(body)
            case bodies.For():
                self._for(node)
            case bodies.Block():
                self._nested(node)
            case _:
                self._cursor_or_text(node)

    def _cursor_or_text(self, node: bodies.Node) -> None:
        match node:
            case bodies.Cursor(name, query, prepared, returns):
                self._declared[fold(name)] = node
                if prepared is None:
                    self._open(name, [self._slice(query)], query, returns=returns)
            case bodies.Open(cursor, span):
                declared = self._declared.get(fold(cursor))
                if declared is not None and declared.prepared is not None:
                    texts = self._prepared.get(fold(declared.prepared), ())
                    self._open(cursor, texts, span, returns=declared.returns)
            case bodies.Fetch(cursor, names):
                columns = self.values.cursors.get(fold(cursor), ())
                padded = (*columns, *((),) * len(names))
                for name, sources in zip(names, padded, strict=False):
                    self._put(name, sources)
            case bodies.Prepare(name, text):
                self._prepared[fold(name)] = self._texts(text)
            case bodies.Execute(span, text, prepared, given):
                texts = self._texts(text) if prepared is None else self._prepared.get(fold(prepared), ())
                self._execute(span, tuple(with_values(text, given, self._reader.lexis) for text in texts))
            case _:
                pass

    # --- control

    def _nested(self, block: bodies.Block) -> None:
        """A block of its own: behind its END, the names that it declares mean again what they meant before."""
        before = self.values.copy()
        self.run(block)
        for name in (fold(name) for node in block.nodes if isinstance(node, bodies.Declare) for name in node.names):
            self.values.sources.pop(name, None)
            self.values.texts.pop(name, None)
            if name in before.sources:
                self.values.sources[name] = before.sources[name]
            if name in before.texts:
                self.values.texts[name] = before.texts[name]

    def _either(self, arms: Iterable[bodies.Block], *, complete: bool) -> None:
        before = self.values
        after: Values | None = None if complete else before.copy()
        for arm in arms:
            self.values = before.copy()
            self.run(arm)
            if after is None:
                after = self.values
            else:
                after.join(self.values)
        self.values = after if after is not None else before

    def _loop(self, body: bodies.Block) -> None:
        """Run a body until nothing new goes round in it, then once more to tell it; loops inside run fewer times."""
        rounds = _ROUNDS if self._loops == 0 else int(self._loops < _DEEP)
        self._loops += 1
        self._quiet += 1
        for _ in range(rounds):
            before = self.values.copy()
            self.run(body)
            self.values.join(before)
            if self.values.state() == before.state():
                break
        self._quiet -= 1
        before = self.values.copy()
        self.run(body)
        self.values.join(before)
        self._loops -= 1

    def _for(self, node: bodies.For) -> None:
        found = self._read(self._slice(node.query))
        columns = columns_of(found)
        self._tell_rows(found, node.query)
        row = fold(node.name)
        for name, sources in columns.items():
            self.values.sources[f"{row}{ROW_FIELD}{name}"] = sources
        self._rows.add(row)
        self._loop(node.body)
        self._rows.discard(row)

    # --- statements

    def _sql(self, span: Span) -> None:
        text = self._slice(span)
        if self._quiet and " INTO " not in f" {' '.join(text.text.upper().split())} ":
            return
        found = self._read(text)
        for _, reading in found:
            for name, sources in reading.binds.items():
                self._put(name, sources)
        self._tell(found, span)

    def _assign(self, name: str, value: Span) -> None:
        told, sources = self._value(value, "SET")
        if told[1].sources:
            self._tell([told], value)
        texts = self._texts(value)
        self._put(name, sources)
        if texts:
            self.values.texts[fold(name)] = texts

    def _value(self, value: Span, kind: str) -> tuple[Told, Sources]:
        """What an expression reads, told as a statement of that kind, and the sources behind its value."""
        text = self._slice(value)
        origin = text.origin(Span(0, len(text.text)))
        before = MappedText.standing_for("SELECT ", Span(origin.start, origin.start))
        after = MappedText.standing_for(" AS value_", Span(origin.end, origin.end))
        self._bind()
        read = self._reader.static(MappedText.joined((before, self._rewritten(text), after)))[0][1]
        sources: Sources = ()
        for column in read.select_sources.values():
            sources = union(sources, column)
        return (text, replace(read, kind=kind, edges=(), outputs=())), sources

    def _open(self, cursor: str, texts: Iterable[MappedText], place: Span, *, returns: bool) -> None:
        columns: list[Sources] = []
        for text in texts:
            found = self._read(text)
            if returns:
                self._tell(found, place)
            else:
                self._tell_rows(found, place)
            values = [columns_of([told]).get(fold(name), ()) for told in found for name in told[1].outputs]
            columns += [()] * (len(values) - len(columns))
            columns = [union(one, two) for one, two in zip(columns, values + [()] * len(columns), strict=False)]
        self.values.cursors[fold(cursor)] = tuple(columns)

    def _execute(self, span: Span, texts: tuple[MappedText, ...]) -> None:
        if self._quiet:
            return
        if not texts or not any(says_something(text.text) for text in texts):
            skipped = Skipped("dynamic-sql", "the text of this statement is only known when it runs", 1)
            self._tell([(self._slice(span), Reading("EXECUTE IMMEDIATE", skipped=skipped))], span)
            return
        self._bind()
        self._tell(distinct(told for text in texts for told in self._reader.dynamic(text)), span)

    # --- reading

    def _slice(self, span: Span) -> MappedText:
        return self._text.slice(span.start, span.end)

    def _texts(self, span: Span) -> tuple[MappedText, ...]:
        return texts_of(self._slice(span), self.values.texts, self._reader.lexis)

    def _put(self, name: str, sources: Sources) -> None:
        self.values.sources[fold(name)] = sources
        self.values.texts.pop(fold(name), None)

    def _bind(self) -> None:
        self._session.bindings = {**self._around, **self.values.sources}

    def _read(self, text: MappedText) -> list[Told]:
        self._bind()
        return self._reader.static(self._rewritten(text))

    def _rewritten(self, text: MappedText) -> MappedText:
        return with_row_fields(text, self._rows, self._reader.lexis)

    def _tell(self, told: Iterable[Told], place: Span) -> None:
        if not self._quiet:
            self.told.extend((place.start, item) for item in told)

    def _tell_rows(self, told: Iterable[Told], place: Span) -> None:
        """A query whose rows go into variables: its tables are read, but it shows nobody a result."""
        self._tell(((text, replace(reading, edges=(), outputs=())) for text, reading in told), place)
