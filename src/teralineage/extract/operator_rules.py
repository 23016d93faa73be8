"""The table of rules for table operators and table functions: from a call to the columns it yields.

A rule answers None where the call does not say enough; then it counts as unknown. Add a rule by adding a row.
"""

from __future__ import annotations

from collections.abc import Callable

from teralineage.domain.ids import fold
from teralineage.domain.model import Subtype
from teralineage.extract.analytic_rules import ANALYTIC_RULES
from teralineage.extract.flows import AGGREGATION, IDENTITY, Column, Output
from teralineage.extract.operator_calls import Call, Open
from teralineage.extract.spans import NOWHERE


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
    """All columns, a session's number, and with ClickLag whether it came too fast; both made of the time column."""
    number = Column()
    for name in call.options.get("TIMECOLUMN", []):
        number.add(call.column(name).changed(call.span))
    lag = [Output("CLICKLAG", number, call.span)] if "CLICKLAG" in call.options else []
    return [*call.inputs, Output("SESSIONID", number, call.span), *lag]


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
    """Columns packed into one; what is not packed is handed on, unless Accumulate says what is."""
    targets, kept = call.named("TARGETCOLUMNS", "INPUTCOLUMNS"), call.others("TARGETCOLUMNS", "INPUTCOLUMNS")
    if not targets or kept is None:
        return None
    packed = Column()
    for name in targets:
        packed.add(call.column(name).changed(call.span))
    return [Output((call.options.get("OUTPUTCOLUMN") or ["packed_data"])[0], packed, call.span), *kept]


def _unpack(call: Call) -> list[Output] | None:
    """One column unpacked into several; the others are handed on, unless Accumulate says which are."""
    source, names = call.named("TARGETCOLUMN", "TEXTCOLUMN"), call.options.get("OUTPUTCOLUMNS")
    kept = call.others("TARGETCOLUMN", "TEXTCOLUMN")
    if not source or not names or kept is None:
        return None
    return [*(Output(name, call.column(source[0]).changed(call.span), call.span) for name in names), *kept]


def _ngrams(call: Call) -> list[Output] | None:
    """A text's pieces, their length and number, beside all columns or those that Accumulate names."""
    source, kept = call.named("TEXTCOLUMN"), call.others()
    if not source or kept is None:
        return None
    names = [
        (call.options.get(option) or [usual])[0]
        for option, usual in (("NGRAMCOLNAME", "ngram"), ("NUMGRAMSCOLNAME", "n"), ("FREQUENCYCOLNAME", "frequency"))
    ]
    if (call.options.get("TOTALGRAMCOUNT") or ["f"])[0].lower() in {"true", "t", "yes", "y", "1"}:
        names += call.options.get("TOTALCOUNTCOLNAME") or ["totalcnt"]
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


def _normalized(call: Call) -> list[Output] | None:
    """`TD_NORMALIZE_MEET(NEW VARIANT_TYPE(a, b), p) RETURNS (a, b, p[, n])`: by position; a count has no source."""
    if len(call.names) < len(call.arguments):
        return None
    columns = [column.changed(call.span) for column in call.arguments]
    columns += [Column()] * (len(call.names) - len(columns))
    return [Output(name, column, call.span) for name, column in zip(call.names, columns, strict=True)]


def _normalized_sum(call: Call) -> list[Output] | None:
    """`TD_SUM_NORMALIZE_MEET(NEW VARIANT_TYPE(a), NEW VARIANT_TYPE(b), p) RETURNS (a, b, p)`: `b` is summed up."""
    if len(call.names) != len(call.arguments) or len(call.names) < 3:  # noqa: PLR2004 - a group, a sum and a period
        return None
    outputs = _normalized(call) or []
    outputs[-2] = Output(call.names[-2], call.arguments[-2].changed(call.span, AGGREGATION), call.span)
    return outputs


_OBJECT = ("NodeId", "AmpId", "Sequence", "ObjectName", "ObjectSize", "RecordCount")


def _objects(call: Call) -> list[Output]:  # noqa: ARG001 - every call yields the same
    """What WRITE_NOS tells of the objects that it wrote comes from no column."""
    return [Output(name, Column(), NOWHERE) for name in _OBJECT]


RULES: dict[str, Callable[[Call], list[Output] | Open | None]] = {
    **ANALYTIC_RULES,
    "WRITE_NOS": _objects,
    "TD_NORMALIZE_OVERLAP": _normalized,
    "TD_NORMALIZE_MEET": _normalized,
    "TD_NORMALIZE_OVERLAP_MEET": _normalized,
    "TD_SUM_NORMALIZE_OVERLAP": _normalized_sum,
    "TD_SUM_NORMALIZE_MEET": _normalized_sum,
    "TD_SUM_NORMALIZE_OVERLAP_MEET": _normalized_sum,
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
