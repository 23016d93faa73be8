import pytest
from tests.extract.case_files import Case, load_cases, plain, render

from teralineage.domain.ids import EVERY_FIELD
from teralineage.domain.model import Subtype, TransformationType
from teralineage.extract.flows import UNKNOWN_DATASET
from teralineage.extract.writes import RESULT

CASES = load_cases()


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.place} {case.title}")
def test_case(case: Case):
    readings = case.read()
    found = [render(edge) for reading in readings for edge in reading.edges]
    wanted = []
    for line in case.expect:
        words = 5 if line.rsplit(" ", 1)[-1].islower() else 4
        wanted.append((line, words))
    full = sorted(found)
    short = sorted(edge.rsplit(" ", 1)[0] for edge in found)
    if any(words == 5 for _, words in wanted):
        reasonless = [line for line, words in wanted if words == 4]
        assert not reasonless, "state the reason of every edge of a case, or of none"
        assert full == sorted(line for line, _ in wanted)
    else:
        assert short == sorted(line for line, _ in wanted)
    last = readings[-1]
    told = {
        "sources": ", ".join(plain(name) for name in last.sources),
        "targets": ", ".join(plain(name) for name in last.targets),
        "outputs": ", ".join(last.outputs),
        "skipped": last.skipped.reason if last.skipped else "",
        "kind": last.kind,
    }
    for word, expected in case.last.items():
        assert told[word] == expected
    if "skipped" not in case.last:
        assert last.skipped is None


def test_spans_lie_within_the_statement():
    for case in CASES:
        for statement, reading in zip(case.statements(), case.read(), strict=True):
            for edge in reading.edges:
                assert 0 <= edge.span.start <= edge.span.end <= len(statement), case.title


def readings():
    return [(case, reading) for case in CASES for reading in case.read()]


def test_only_conditions_and_values_name_a_column():
    for case, reading in readings():
        for edge in reading.edges:
            if edge.subtype.type is TransformationType.INDIRECT and edge.subtype is not Subtype.CONDITIONAL:
                assert edge.target.name == EVERY_FIELD, case.title


def test_one_edge_stands_between_two_fields_per_subtype_and_one_value():
    for case, reading in readings():
        keys = [
            (e.source, e.target, "value" if e.subtype.type is TransformationType.DIRECT else e.subtype)
            for e in reading.edges
        ]
        assert len(keys) == len(set(keys)), case.title


def test_every_edge_comes_from_a_dataset_that_is_read_or_written():
    for case, reading in readings():
        if case.binds:
            continue
        known = {*reading.sources, *reading.targets, UNKNOWN_DATASET}
        assert {edge.source.dataset for edge in reading.edges} <= known, case.title


def test_every_edge_goes_to_what_is_written():
    for case, reading in readings():
        assert {edge.target.dataset for edge in reading.edges} <= {*reading.targets, RESULT}, case.title


def test_reading_twice_gives_the_same():
    assert [reading for _, reading in readings()] == [reading for _, reading in readings()]


def test_titles_are_unique():
    titles = [case.title for case in CASES]
    assert len(titles) == len(set(titles))
