"""TPT jobs: what a producer operator reads, an APPLY writes through a consumer operator.

DEFINE SCHEMA s (k CHAR(3), v CHAR(9));
DEFINE OPERATOR reader TYPE DATACONNECTOR PRODUCER SCHEMA s ATTRIBUTES (VARCHAR FileName = 'in.txt', …);
APPLY ('INSERT INTO d.t (a, b) VALUES (:k, :v);') TO OPERATOR (loader)
SELECT * FROM OPERATOR (reader);                              gives     file:in.txt.k → d.t.a, file:in.txt.v → d.t.b
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from teralineage.domain.ids import fold
from teralineage.extract.mapped import MappedText
from teralineage.extract.sqltext import texts_of
from teralineage.extract.tokens import Kind, Lexis, Token, name_of, tokens_of, words
from teralineage.extract.variables import spelled

_ATTRIBUTES = words("ATTRIBUTES ATTRIBUTE ATTR ATTRS")
_FILE_TYPES = words("DATACONNECTOR FILE_READER FILE_WRITER DATACONNECTOR_PRODUCER DATACONNECTOR_CONSUMER OS_COMMAND")
_DML_BEFORE = words("( , APPLY THEN ELSE")


@dataclass(slots=True)
class Operator:
    """An operator: its type in capitals, the schema it names, its attributes by folded name."""

    name: str
    type: str = ""
    schema: str = ""
    attributes: dict[str, MappedText] = field(default_factory=dict)

    def is_file(self) -> bool:
        """Whether it reads or writes a file."""
        return self.type in _FILE_TYPES

    def file(self) -> str | None:
        """The file it reads or writes, with the directory that an attribute of its own names."""
        name, directory = self.attribute("filename"), self.attribute("directorypath")
        if name is None or directory is None or not directory.text.strip() or name.text[:1] in {"/", "\\"}:
            return name.text if name is not None else None
        between = "" if directory.text.strip()[-1] in "/\\" else "\\" if "\\" in directory.text else "/"
        return f"{directory.text.strip()}{between}{name.text.strip()}"

    def database(self) -> str | None:
        """The default database of its sessions, where an attribute names one."""
        working = self.attribute("workingdatabase")
        return working.text.strip().strip('"') or None if working is not None else None

    def attribute(self, *names: str) -> MappedText | None:
        """The first attribute of these names that has a value."""
        return next((self.attributes[name] for name in names if name in self.attributes), None)


@dataclass(frozen=True, slots=True)
class Selection:
    """`SELECT items FROM OPERATOR (producer) WHERE where` of an APPLY; `items` is None for `*`."""

    items: MappedText | None
    producer: Operator
    where: MappedText | None = None


@dataclass(frozen=True, slots=True)
class Dml:
    """An SQL statement of an APPLY, and the conditions of the CASE that chooses the rows it is run for."""

    text: MappedText
    conditions: tuple[MappedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Apply:
    """An APPLY: the SQL it runs for each row, the `$INSERT` templates, who writes, who reads."""

    text: MappedText
    statements: tuple[Dml, ...]
    templates: tuple[str, ...]
    consumer: Operator | None
    selections: tuple[Selection, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """A TPT job: the columns of its schemas by folded name, and its APPLYs in order."""

    schemas: dict[str, tuple[str, ...]]
    schema_tables: dict[str, str]  # DEFINE SCHEMA s FROM TABLE 'db.t'
    applies: tuple[Apply, ...]


def parse_job(text: MappedText, lexis: Lexis) -> Job:
    """The parts of a job that move data; whatever else it says is passed over."""
    return _Parser(text, lexis).job()


class _Parser:
    """Reads a job's tokens from left to right."""

    def __init__(self, text: MappedText, lexis: Lexis) -> None:
        self._mapped = text
        self._text = text.text
        self._lexis = lexis
        self._tokens = [*tokens_of(text.text, 0, len(text.text), lexis)]
        self._upper = [spelled(token.upper) for token in self._tokens]
        self._operators: dict[str, Operator] = {}
        self._schemas: dict[str, tuple[str, ...]] = {}
        self._schema_tables: dict[str, str] = {}

    def job(self) -> Job:
        applies: list[Apply] = []
        index = 0
        while index < len(self._tokens):
            word, second = self._upper[index], self._upper[index + 1] if index + 1 < len(self._upper) else ""
            if word == "APPLY" or (word == "DEFINE" and second in {"SCHEMA", "OPERATOR"}):
                end = self._statement_end(index)
                if word == "APPLY":
                    applies.append(self._apply(index, end))
                elif second == "SCHEMA":
                    self._schema(index, end)
                else:
                    self._define(index, end)
                index = end
            index += 1
        return Job(self._schemas, self._schema_tables, tuple(applies))

    def _statement_end(self, index: int) -> int:
        """The semicolon that ends the statement at `index`, or the parenthesis around it."""
        depth = 0
        for position in range(index, len(self._tokens)):
            depth += (self._upper[position] == "(") - (self._upper[position] == ")")
            if depth < 0 or (depth == 0 and self._upper[position] == ";"):
                return position
        return len(self._tokens)

    def _closing(self, opening: int) -> int:
        depth = 0
        for position in range(opening, len(self._tokens)):
            depth += (self._upper[position] == "(") - (self._upper[position] == ")")
            if depth == 0:
                return position
        return len(self._tokens)

    def _schema(self, start: int, end: int) -> None:
        name = fold(name_of(self._tokens[start + 2], self._text)) if start + 2 < end else ""
        opening = next((i for i in range(start + 2, end) if self._upper[i] == "("), None)
        if opening is None:
            # DEFINE SCHEMA s FROM TABLE 'db.t', and DEFINE SCHEMA s @Table
            if end - start > 3 and self._upper[end - 2] != "DESCRIPTION":  # noqa: PLR2004 - DEFINE SCHEMA name
                value = self._value(self._tokens[end - 1].start, self._tokens[end - 1].end)
                self._schema_tables[name] = value.text if value is not None else ""
            return
        columns = [
            name_of(items[0], self._text).strip('"') for items in self._items(opening + 1, self._closing(opening))
        ]
        self._schemas[name] = tuple(columns)

    def _items(self, start: int, end: int) -> Iterator[list[Token]]:
        """The parts between commas, outside of inner parentheses."""
        item: list[Token] = []
        depth = 0
        for position in range(start, min(end, len(self._tokens))):
            depth += (self._upper[position] == "(") - (self._upper[position] == ")")
            if self._upper[position] == "," and depth == 0:
                if item:
                    yield item
                item = []
            else:
                item.append(self._tokens[position])
        if item:
            yield item

    def _define(self, start: int, end: int) -> None:
        operator = Operator(spelled(name_of(self._tokens[start + 2], self._text)) if start + 2 < end else "")
        for index in range(start + 3, end):
            word = self._upper[index]
            following = self._upper[index + 1] if index + 1 < end else ""
            if word == "TYPE" and not operator.type:
                operator.type = following
            elif word == "SCHEMA" and not operator.schema:
                operator.schema = fold(name_of(self._tokens[index + 1], self._text)) if index + 1 < end else ""
            elif word in _ATTRIBUTES and following == "(":
                self._attributes(operator, index + 1)
                break
        self._operators[fold(operator.name)] = operator

    def _attributes(self, operator: Operator, opening: int) -> None:
        for item in self._items(opening + 1, self._closing(opening)):
            upper = [token.upper for token in item]
            if "=" not in upper or upper.index("=") + 1 >= len(item):
                continue
            equals = upper.index("=")
            name = fold(name_of(item[equals - 1], self._text))
            value = self._value(item[equals + 1].start, item[-1].end)
            if value is not None:
                operator.attributes[name] = value

    def _value(self, start: int, end: int) -> MappedText | None:
        values = texts_of(self._mapped.slice(start, end), {}, self._lexis)
        return values[0] if values else None

    def _apply(self, start: int, end: int) -> Apply:
        to = next((i for i in range(start, end) if self._upper[i : i + 2] == ["TO", "OPERATOR"]), end)
        consumer = self._operator_at(to + 2) if to < end else None
        selections = [
            Selection(self._select_items(to, index), self._operator_at(index + 2), self._where(index + 2, end))
            for index in range(to, end)
            if self._upper[index : index + 3] == ["FROM", "OPERATOR", "("]
        ]
        return Apply(
            self._mapped.slice(self._tokens[start].start, self._tokens[max(start, end - 1)].end),
            tuple(self._statements(start, to)),
            tuple(word for word in self._upper[start:to] if word in {"$INSERT", "$UPSERT", "$UPDATE"}),
            consumer,
            tuple(selections),
        )

    def _where(self, opening: int, end: int) -> MappedText | None:
        """The condition behind the operator in parentheses, up to another SELECT."""
        start = self._closing(opening) + 1
        if start >= end or self._upper[start] != "WHERE":
            return None
        stop = next((i for i in range(start, end) if self._upper[i] in {"UNION", "SELECT", "SEL"}), end)
        return self._between(start, stop)

    def _between(self, start: int, end: int) -> MappedText | None:
        """The text between two tokens, neither of them counted."""
        if start + 1 >= end:
            return None
        return self._mapped.slice(self._tokens[start + 1].start, self._tokens[end - 1].end)

    def _statements(self, start: int, end: int) -> Iterator[Dml]:
        """The SQL strings of an APPLY, each with what `||` joins to it; in a CASE with the conditions up to it."""
        conditions: list[MappedText] = []
        index = start
        while index < end:
            token = self._tokens[index]
            if self._upper[index] == "WHEN":
                then = next((i for i in range(index, end) if self._upper[i] == "THEN"), end)
                condition = self._between(index, then)
                conditions += [] if condition is None else [condition]
                index = then
                continue
            if token.kind == Kind.STRING and self._upper[index - 1] in _DML_BEFORE:
                last = index
                while last + 2 < end and self._upper[last + 1] == "||":
                    last += 2
                value = self._value(token.start, self._tokens[last].end)
                if value is not None:
                    yield Dml(value, tuple(conditions))
                index = last
            index += 1

    def _select_items(self, start: int, end: int) -> MappedText | None:
        select = max((i for i in range(start, end) if self._upper[i] in {"SELECT", "SEL"}), default=end - 1)
        items = self._tokens[select + 1 : end]
        if not items or items[0].upper == "*":
            return None
        return self._mapped.slice(items[0].start, items[-1].end)

    def _operator_at(self, opening: int) -> Operator:
        """The operator named in parentheses, with the attributes given there over those it was defined with."""
        closing = self._closing(opening)
        name = spelled(name_of(self._tokens[opening + 1], self._text)) if opening + 1 < len(self._tokens) else ""
        known = self._operators.get(fold(name))
        if known is None:
            known = Operator(name, name.lstrip("$").upper()) if name.startswith("$") else Operator(name)
        operator = replace(known, attributes=dict(known.attributes))
        for index in range(opening + 2, closing):
            if self._upper[index] == "(" and self._upper[index - 1] in _ATTRIBUTES | {fold(name).upper()}:
                self._attributes(operator, index)
        return operator
