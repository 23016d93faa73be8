"""What the body of a stored procedure, macro or trigger is made of.

Only the control language has a shape here; SQL statements and expressions are spans of the routine's text.
"""

from __future__ import annotations

from dataclasses import dataclass

from teralineage.domain.model import Span


@dataclass(frozen=True, slots=True)
class Sql:
    """A statement of SQL, without its semicolon."""

    span: Span


@dataclass(frozen=True, slots=True)
class Assign:
    """`SET name = value`, and `DECLARE name type DEFAULT value`."""

    name: str
    value: Span


@dataclass(frozen=True, slots=True)
class Condition:
    """The condition of IF, CASE, WHILE or REPEAT, where it holds a query."""

    kind: str
    value: Span


@dataclass(frozen=True, slots=True)
class Declare:
    """Variables that begin without a value."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cursor:
    """`DECLARE name CURSOR FOR query`; `prepared` names a prepared statement instead. `returns`: a result set."""

    name: str
    query: Span
    prepared: str | None
    returns: bool


@dataclass(frozen=True, slots=True)
class Open:
    """`OPEN cursor`."""

    cursor: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fetch:
    """`FETCH cursor INTO names`."""

    cursor: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prepare:
    """`PREPARE name FROM text`."""

    name: str
    text: Span


@dataclass(frozen=True, slots=True)
class Execute:
    """SQL text run: `EXECUTE IMMEDIATE text`, `CALL DBC.SysExecSQL(text)`, or `EXECUTE name USING …`."""

    span: Span
    text: Span
    prepared: str | None = None
    given: tuple[str, ...] = ()  # the variables that its question marks stand for


@dataclass(frozen=True, slots=True)
class Branch:
    """IF and CASE: one of the arms runs, or none where `complete` is not set."""

    arms: tuple[Block, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Loop:
    """LOOP, WHILE and REPEAT: the body runs any number of times."""

    body: Block


@dataclass(frozen=True, slots=True)
class For:
    """`FOR name AS cursor CURSOR FOR query DO body END FOR`."""

    name: str
    query: Span
    body: Block


@dataclass(frozen=True, slots=True)
class Block:
    """Statements in order, and the handlers that may run at any point between them."""

    nodes: tuple[Node, ...]
    handlers: tuple[Block, ...] = ()


Node = Sql | Assign | Condition | Declare | Cursor | Open | Fetch | Prepare | Execute | Branch | Loop | For | Block
