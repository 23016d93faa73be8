"""The table of rules for table operators and table functions: from a call to the columns it yields.

A rule answers None where the call does not say enough; then it counts as unknown. Add a rule by adding a row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.domain.model import Span, Subtype
from teralineage.extract.flows import AGGREGATION, IDENTITY, Column, Output
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import NOWHERE, SPAN

_RANGES = frozenset("[]:-*")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its options by upper-case name, the columns of all inputs, its arguments, the outputs it names."""

    options: dict[str, list[str]]
    inputs: list[Output]
    inside: Scope
    arguments: list[Column]
    names: list[str]
    span: Span
    parts: dict[str, list[Output]] = field(default_factory=dict)

    def named(self, *options: str) -> list[str] | None:
        """The column names that the first of these options lists; None where it says a range or a pattern."""
        names = next((self.options[option] for option in options if option in self.options), [])
        return None if any(set(name) & _RANGES for name in names) else names

    def kept(self) -> list[Output] | None:
        """The columns that Accumulate hands on as they are; None where it says a range or a pattern."""
        names = self.named("ACCUMULATE")
        return None if names is None else [Output(name, self.column(name), self.span) for name in names]

    def column(self, name: str) -> Column:
        """The input column of a name."""
        node = exp.column(name, quoted=True)
        node.meta[SPAN] = self.span
        return self.inside.locate(node)[0]


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
    names = call.named("EXCLUDE")
    if names is None:
        return None
    left_out = {fold(name) for name in names}
    return [output for output in call.inputs if fold(output.name) not in left_out]


def _sessionize(call: Call) -> list[Output] | None:
    """All columns, and a session's number, made of the time column."""
    number = Column()
    for name in call.options.get("TIMECOLUMN", []):
        number.add(call.column(name).changed(call.span))
    return [*call.inputs, Output("SESSIONID", number, call.span)]


def _npath(call: Call) -> list[Output] | None:
    """Result says each output; the predicates of Symbols, and Filter, choose the rows."""
    results = call.parts.get("RESULT")
    if not results or not all(output.name for output in results):
        return None
    for name in ("SYMBOLS", "FILTER"):
        for output in call.parts.get(name, []):
            for leaf, how in output.column.direct.items():
                call.inside.steer(leaf, Subtype.FILTER, how._replace(strength=IDENTITY))
    return results


def _unpivoting(call: Call) -> list[Output] | None:
    """Target columns turned into rows: the attribute's name has no source, its value is one of the targets."""
    targets, kept = call.named("TARGETCOLUMNS"), call.kept()
    if not targets or kept is None:
        return None
    value = Column()
    for name in targets:
        value.add(call.column(name))
    identity = [Output(name, call.column(name), call.span) for name in call.named("IDCOLUMN") or []]
    label = Output((call.options.get("ATTRIBUTECOLUMN") or ["AttributeName"])[0], Column(), NOWHERE)
    made = Output((call.options.get("VALUECOLUMN") or ["AttributeValue"])[0], value, call.span)
    return [*identity, label, made, *kept]


def _targets_changed(call: Call) -> list[Output] | None:
    """Each target made into another value, under its own name or that of OutputColumns; the rest is handed on."""
    targets, kept = call.named("TARGETCOLUMNS"), call.kept()
    if not targets or kept is None:
        return None
    names = call.options.get("OUTPUTCOLUMNS") or targets
    changed = [
        Output(name, call.column(target).changed(call.span), call.span)
        for name, target in zip(names, targets, strict=False)
    ]
    return [*kept, *changed]


def _pack(call: Call) -> list[Output] | None:
    """Columns packed into one."""
    targets, kept = call.named("TARGETCOLUMNS", "INPUTCOLUMNS"), call.kept()
    if not targets or kept is None:
        return None
    packed = Column()
    for name in targets:
        packed.add(call.column(name).changed(call.span))
    return [Output((call.options.get("OUTPUTCOLUMN") or ["packed_data"])[0], packed, call.span), *kept]


def _unpack(call: Call) -> list[Output] | None:
    """One column unpacked into several."""
    source, names, kept = call.named("TARGETCOLUMN", "TEXTCOLUMN"), call.options.get("OUTPUTCOLUMNS"), call.kept()
    if not source or not names or kept is None:
        return None
    return [*(Output(name, call.column(source[0]).changed(call.span), call.span) for name in names), *kept]


def _ngrams(call: Call) -> list[Output] | None:
    """A text's pieces, their length and number."""
    source, kept = call.named("TEXTCOLUMN"), call.kept()
    if not source or kept is None:
        return None
    names = [
        (call.options.get(option) or [usual])[0]
        for option, usual in (("NGRAMCOLNAME", "ngram"), ("NUMGRAMSCOLNAME", "n"), ("FREQUENCYCOLNAME", "frequency"))
    ]
    return [*kept, *(Output(name, call.column(source[0]).changed(call.span), call.span) for name in names)]


def _numbered(call: Call) -> list[Output] | None:
    """All columns, and a number of the row that comes from none."""
    return [*call.inputs, Output((call.options.get("ROWIDCOLUMNNAME") or ["row_id"])[0], Column(), NOWHERE)]


def _moving_average(call: Call) -> list[Output] | None:
    """All columns, and the moving average of each target, named for its kind."""
    targets, kind = call.named("TARGETCOLUMNS"), call.options.get("MAVGTYPE") or ["C"]
    if not targets:
        return None
    made = [
        Output(f"{name}_{kind[0].lower()}mavg", call.column(name).changed(call.span, AGGREGATION), call.span)
        for name in targets
    ]
    return [*call.inputs, *made]


def _shredded(call: Call) -> list[Output] | None:
    """TD_JSONSHRED's input is a key and a document; the outputs behind the key come from the document."""
    paths = call.options.get("COLEXPR")
    if len(call.inputs) < 2 or not paths:  # noqa: PLR2004 - a key and a document
        return None
    names = call.names or [call.inputs[0].name, *(path.rpartition(".")[2] for path in paths)]
    columns = [call.inputs[0].column] + [call.inputs[1].column.changed(call.span)] * (len(names) - 1)
    return [Output(name, column, call.span) for name, column in zip(names, columns, strict=True)]


RULES: dict[str, Callable[[Call], list[Output] | None]] = {
    "STRTOK_SPLIT_TO_TABLE": _split,
    "REGEXP_SPLIT_TO_TABLE": _split,
    "JSON_TABLE": _json_table,
    "TD_UNPIVOT": _unpivot,
    "UNPIVOT": _unpivot,
    "ANTISELECT": _antiselect,
    "SESSIONIZE": _sessionize,
    "NPATH": _npath,
    "TD_UNPIVOTING": _unpivoting,
    "TD_CONVERTTO": _targets_changed,
    "TD_STRAPPLY": _targets_changed,
    "TD_NUMAPPLY": _targets_changed,
    "TD_ROUNDCOLUMNS": _targets_changed,
    "TD_FILLROWID": _numbered,
    "PACK": _pack,
    "UNPACK": _unpack,
    "NGRAMSPLITTER": _ngrams,
    "TD_NGRAMSPLITTER": _ngrams,
    "MOVINGAVERAGE": _moving_average,
    "TD_JSONSHRED": _shredded,
}
