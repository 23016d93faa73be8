"""The table of rules for table operators and table functions: from a call to the columns it yields.

A rule answers None where the call does not say enough; then it counts as unknown. Add a rule by adding a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.domain.model import Span
from teralineage.extract.flows import Column, Output
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import NOWHERE


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its options by upper-case name, the columns of all inputs, its arguments, the outputs it names."""

    options: dict[str, list[str]]
    inputs: list[Output]
    inside: Scope
    arguments: list[Column]
    names: list[str]
    span: Span

    def column(self, name: str) -> Column:
        """The input column of a name."""
        return self.inside.locate(exp.column(name, quoted=True))[0]


def _split(call: Call) -> list[Output] | None:
    """`STRTOK_SPLIT_TO_TABLE(key, text, delimiter)`: the key, and number and text of each piece."""
    if len(call.arguments) < 2:  # noqa: PLR2004 - a key and a text
        return None
    names = call.names or ["outkey", "tokennum", "token"]
    return [
        Output(name, call.arguments[min(index, 1)].changed(call.span), call.span) for index, name in enumerate(names)
    ]


def _json_table(call: Call) -> list[Output] | None:
    """JSON_TABLE's input is a key and a document: the first output is the key, the others come from the document."""
    if len(call.inputs) < 2 or not call.names:  # noqa: PLR2004 - a key and a document
        return None
    columns = [call.inputs[0].column] + [call.inputs[1].column.changed(call.span)] * (len(call.names) - 1)
    return [Output(name, column, call.span) for name, column in zip(call.names, columns, strict=True)]


def _unpivot(call: Call) -> list[Output] | None:
    """Columns turned into rows: the rest stays, a label column holds names, value columns hold what they held."""
    values = call.options.get("VALUE_COLUMNS")
    if not values:
        return None
    rows = [[name.strip() for name in text.split(",")] for text in call.options.get("COLUMN_LIST", [])]
    turned = {fold(name) for row in rows for name in row}
    made = [Output(label, Column(), NOWHERE) for label in call.options.get("UNPIVOT_COLUMN", [])[:1]]
    for index, value in enumerate(values):
        column = Column()
        for row in rows:
            if index < len(row):
                column.add(call.column(row[index]))
        made.append(Output(value, column, call.span))
    return [output for output in call.inputs if fold(output.name) not in turned] + made


def _antiselect(call: Call) -> list[Output] | None:
    """All columns but those of EXCLUDE."""
    left_out = {fold(name) for name in call.options.get("EXCLUDE", [])}
    return [output for output in call.inputs if fold(output.name) not in left_out]


def _sessionize(call: Call) -> list[Output] | None:
    """All columns, and a session's number, made of the time column."""
    number = Column()
    for name in call.options.get("TIMECOLUMN", []):
        number.add(call.column(name).changed(call.span))
    return [*call.inputs, Output("SESSIONID", number, call.span)]


RULES: dict[str, Callable[[Call], list[Output] | None]] = {
    "STRTOK_SPLIT_TO_TABLE": _split,
    "REGEXP_SPLIT_TO_TABLE": _split,
    "JSON_TABLE": _json_table,
    "TD_UNPIVOT": _unpivot,
    "UNPIVOT": _unpivot,
    "ANTISELECT": _antiselect,
    "SESSIONIZE": _sessionize,
}
