"""Rules for the analytic functions: cleaning, summaries, fitting and transforming, text.

What they have in common: options name the columns they work on, Accumulate hands others on, and a table that was
fitted or trained before comes in beside the rows, by DIMENSION.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from teralineage.domain.ids import fold
from teralineage.domain.model import Reason, Subtype
from teralineage.extract.flows import AGGREGATION, IDENTITY, Column, Contribution, Output, merge
from teralineage.extract.operator_calls import Call, Open
from teralineage.extract.spans import NOWHERE

_WORKED_ON = (
    "TARGETCOLUMNS",
    "TARGETCOLUMN",
    "INPUTCOLUMNS",
    "CATEGORICALCOLUMNS",
    "RESPONSECOLUMN",
    "RESPONSECOLUMNS",
    "VALUECOLUMN",
    "ATTRIBUTENAMECOLUMN",
    "ATTRIBUTEVALUECOLUMN",
    "OBSERVATIONCOLUMN",
    "PREDICTIONCOLUMN",
    "LABELSCOLUMN",
)
_GROUPS = ("GROUPCOLUMNS", "GROUPBYCOLUMNS", "PARTITIONCOLUMNS", "GROUPBYCOLUMN")


def _summed_up(call: Call) -> Open | None:
    """Statistics, fits and models: groups as they are, all the rest aggregated from the columns that are worked on."""
    names: list[str] = []
    for option in _WORKED_ON:
        listed = call.named(option)
        if listed is None:
            return None
        names += listed
    groups = call.copied(*_GROUPS)
    if not names or groups is None:
        return None
    return Open(groups, call.made_of(names, AGGREGATION))


def _fitted(call: Call) -> Open | None:
    """A fit has a column of each target's name, with what was learnt of that one."""
    found = _summed_up(call)
    targets = call.named("TARGETCOLUMNS", "TARGETCOLUMN")
    if found is None or targets is None:
        return None
    known = [Output(name, call.column(name).changed(call.span, AGGREGATION), call.span) for name in targets]
    return Open([*found.known, *known], found.rest)


def _rows_chosen(call: Call) -> list[Output] | None:
    """Rows with or without missing values: their columns as they are; the targets choose the rows."""
    targets, kept = call.named("TARGETCOLUMNS"), call.copied("TARGETCOLUMNS", "ACCUMULATE")
    if targets is None or kept is None:
        return None
    chosen = [call.column(name) for name in targets] or [output.column for output in call.inputs]
    for column in chosen:
        for leaf, how in column.direct.items():
            call.inside.steer(leaf, Subtype.FILTER, how._replace(strength=IDENTITY, span=call.span))
    return kept if targets else list(call.inputs)


def _split_rows(call: Call) -> list[Output]:
    """All columns, and before them whether a row is one to train by, which comes from none."""
    return [Output("TD_IsTrainRow", Column(), NOWHERE), *call.inputs]


def _transformed(call: Call) -> list[Output] | Open | None:
    """Each column that is not handed on is made of the input's column of its name, in a way that the fit says.

    The fitted table's columns tell which columns these are, where they are known.
    """
    kept = call.kept()
    if kept is None:
        return None
    names = {fold(output.name) for output in kept}
    others = [output for output in call.inputs if fold(output.name) not in names]
    fitted = {fold(output.name) for output in call.models}
    if not call.models or any(output.star for output in (*call.models, *others)):
        return Open(kept, _by_fit(call, _all_of(others, call)), _namesake(call))
    return [*kept, *(_changed(output, call) for output in others if fold(output.name) in fitted)]


def _mended(call: Call) -> list[Output] | Open:
    """All columns, some of which a fit has changed: which ones it alone knows."""
    if any(output.star for output in call.inputs):
        return Open([], _by_fit(call, _all_of(call.inputs, call)), _namesake(call))
    return [_changed(output, call, Reason.INFERRED) for output in call.inputs]


def _encoded(call: Call) -> Open:
    """All columns, and for each value of some of them another one."""
    known = [] if any(output.star for output in call.inputs) else list(call.inputs)
    return Open(known, _by_fit(call, _all_of(call.inputs, call)))


def _changed(output: Output, call: Call, doubt: Reason | None = None) -> Output:
    return Output(output.name, _by_fit(call, output.column.changed(call.span, doubt=doubt)), output.span)


def _namesake(call: Call) -> Callable[[str], Column]:
    """The input's column of a name, changed; for a name that no input has, any of them."""

    def find(name: str) -> Column:
        known = [output.column for output in call.inputs if fold(output.name) == fold(name)]
        if not known and any(output.star for output in call.inputs):
            known = [call.column(name)]
        return _by_fit(call, known[0].changed(call.span) if known else _all_of(call.inputs, call))

    return find


def _all_of(outputs: list[Output], call: Call) -> Column:
    """Whatever these columns hold."""
    every = Column()
    for output in outputs:
        every.add(output.column.changed(call.span))
    return every


def _by_fit(call: Call, column: Column) -> Column:
    """A column together with the table that was fitted, of which nobody knows what bears on it."""
    column = column.copy()
    for output in call.models:
        for leaf, how in output.column.leaves().items():
            doubtful = Contribution(max(how.strength, 1), call.span, how.masking, Reason.TABLE_OPERATOR_UNKNOWN)
            merge(column.direct, leaf, doubtful)
    return column


def _text(call: Call) -> Open | None:
    """What is read out of a text."""
    source, kept = call.named("TEXTCOLUMN", "TEXTCOLUMNS", "TARGETCOLUMN", "WORDCOLUMN"), call.kept()
    if not source or kept is None:
        return None
    return Open([*kept, *(call.copied("DOCIDCOLUMN", "IDCOLUMN") or [])], call.made_of(source))


_PAIR = re.compile(
    r"\s*[\w-]+\s*\(\s*(?P<one>[^,()]+?)\s*,\s*(?P<two>[^,()]+?)\s*(?:,[^()]*)?\)\s*(?:(?i:AS)\s+(?P<name>\S+))?\s*"
)


def _similarity(call: Call) -> list[Output] | None:
    """`ComparisonColumnPairs('jaro (a, b) AS sim', …)`: each pair makes a column; without a name it is `sim_n`."""
    pairs = [_PAIR.fullmatch(pair) for pair in call.options.get("COMPARISONCOLUMNPAIRS", [])]
    kept = call.kept()
    if not pairs or kept is None:
        return None
    made: list[Output] = []
    for number, pair in enumerate(pairs, 1):
        if pair is None:
            return None
        column = call.made_of([pair["one"].strip('"'), pair["two"].strip('"')])
        made.append(Output(pair["name"] or f"sim_{number}", column, call.span))
    return [*kept, *made]


_SUMMARIES = (
    "TD_COLUMNSUMMARY TD_UNIVARIATESTATISTICS TD_CATEGORICALSUMMARY TD_HISTOGRAM TD_QQNORM TD_ANOVA TD_CHISQ TD_FTEST "
    "TD_ZTEST TD_GLM TD_XGBOOST TD_DECISIONFOREST TD_KMEANS TD_SVM TD_ONECLASSSVM TD_NAIVEBAYES TD_REGRESSIONEVALUATOR "
    "TD_CLASSIFICATIONEVALUATOR TD_ROC TD_SILHOUETTE TD_WHICHMAX TD_WHICHMIN"
)
_FITS = (
    "TD_SCALEFIT TD_SIMPLEIMPUTEFIT TD_BINCODEFIT TD_OUTLIERFILTERFIT TD_ONEHOTENCODINGFIT TD_ORDINALENCODINGFIT "
    "TD_TARGETENCODINGFIT TD_POLYNOMIALFEATURESFIT TD_NONLINEARCOMBINEFIT TD_ROWNORMALIZEFIT TD_FUNCTIONFIT "
    "TD_RANDOMPROJECTIONFIT"
)
_TRANSFORMS = (
    "TD_SCALETRANSFORM TD_BINCODETRANSFORM TD_ORDINALENCODINGTRANSFORM TD_TARGETENCODINGTRANSFORM "
    "TD_ROWNORMALIZETRANSFORM TD_POLYNOMIALFEATURESTRANSFORM TD_NONLINEARCOMBINETRANSFORM TD_RANDOMPROJECTIONTRANSFORM"
)
_MENDING = "TD_SIMPLEIMPUTETRANSFORM TD_OUTLIERFILTERTRANSFORM TD_FUNCTIONTRANSFORM"
_TEXTS = "TD_TEXTPARSER TD_SENTIMENTEXTRACTOR TD_NEREXTRACTOR TD_TEXTMORPH TD_WORDEMBEDDINGS TD_TFIDF"

ANALYTIC_RULES: dict[str, Callable[[Call], list[Output] | Open | None]] = {
    **dict.fromkeys(_SUMMARIES.split(), _summed_up),
    **dict.fromkeys(_FITS.split(), _fitted),
    **dict.fromkeys(_TRANSFORMS.split(), _transformed),
    **dict.fromkeys(_MENDING.split(), _mended),
    **dict.fromkeys(_TEXTS.split(), _text),
    "TD_ONEHOTENCODINGTRANSFORM": _encoded,
    "TD_COLUMNTRANSFORMER": _encoded,
    "TD_GETROWSWITHMISSINGVALUES": _rows_chosen,
    "TD_GETROWSWITHOUTMISSINGVALUES": _rows_chosen,
    "TD_TRAINTESTSPLIT": _split_rows,
    "STRINGSIMILARITY": _similarity,
}
