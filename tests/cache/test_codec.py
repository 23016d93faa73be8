from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cache.strategies import answers_of_any_kind, words

from teralineage.cache import codec
from teralineage.domain import answers
from teralineage.domain.answers import Answer
from teralineage.domain.errors import DatasetNotFoundError, NotFoundError

FACTS = {"generation": 7, "created": 1.0, "soft": 2.0, "hard": 3.0, "refreshed": 0.0, "build_seconds": 0.5}


def stored(entity):
    return codec.encode(codec.seal(Answer.of(entity).json, **FACTS))


@given(answers_of_any_kind)
def test_an_answer_comes_back_as_the_same_typed_entity(entity):
    envelope = codec.decode(stored(entity))
    answer = Answer.from_json(envelope.json, type(entity))
    assert answer.entity == entity
    assert type(answer.entity) is type(entity)
    assert answer.json == Answer.of(entity).json


def big_graph(edges):
    dataset = answers.NodeDataset(id="ns/D.T", name="D.T", namespace="teradata://h", source_type="TABLE")
    metadata = answers.NodeMetadata(column_type="DECIMAL(18,2)", nullable=None, depth=1)
    return answers.Graph(
        nodes=tuple(
            answers.Node(id=f"ns/D.T/ü{n}", type="field", name=f"ü{n}", dataset=dataset, metadata=metadata)
            for n in range(edges // 10 + 1)
        ),
        edges=tuple(
            answers.Edge(
                id=f"ns/D.T/c{n}->ns/D.T/c{n + 1}",
                source=f"ns/D.T/c{n}",
                target=f"ns/D.T/c{n + 1}",
                transformation_type="DIRECT",
                transformation_subtype="IDENTITY",
                confidence_score=1.0,
                evidence_count=n,
                last_seen=None,
            )
            for n in range(edges)
        ),
        truncated=False,
    )


def test_a_graph_of_50_000_edges_comes_back():
    lineage = answers.Lineage(dataset_id="a", field_name=None, direction="both", max_depth=20, graph=big_graph(50_000))
    assert Answer.from_json(codec.decode(stored(lineage)).json, answers.Lineage).entity == lineage


def test_a_large_graph_takes_at_most_15_percent_of_its_json():
    json = Answer.of(big_graph(2_500)).json
    assert len(json) > 450_000
    assert len(stored(big_graph(2_500))) <= 0.15 * len(json)


def test_small_bodies_are_stored_as_they_are():
    envelope = codec.seal(b"{}", **FACTS)
    assert (envelope.encoding, envelope.body) == ("identity", b"{}")


@given(answers_of_any_kind, st.data())
def test_no_damaged_envelope_opens(entity, data):
    good = stored(entity)
    cut = data.draw(st.integers(0, len(good) - 1))
    with pytest.raises(codec.UndecodableError):
        codec.decode(good[:cut])


@given(st.binary(max_size=200))
def test_other_bytes_do_not_open(noise):
    with pytest.raises(codec.UndecodableError):
        codec.decode(noise)


def test_a_body_with_a_flipped_bit_does_not_open():
    good = bytearray(stored(big_graph(50)))
    good[-20] ^= 4
    with pytest.raises(codec.UndecodableError, match="damaged"):
        codec.decode(bytes(good))


def test_another_schema_version_does_not_open():
    other = msgspec.structs.replace(codec.seal(b"{}", **FACTS), schema="0")
    with pytest.raises(codec.UndecodableError, match="schema"):
        codec.decode(codec.encode(other))


@pytest.mark.parametrize("kind", [NotFoundError, *NotFoundError.__subclasses__()])
@given(name=words, suggestions=st.lists(words, max_size=3))
def test_every_kind_of_absence_comes_back(kind, name, suggestions):
    error = kind(name, tuple(suggestions))
    again = codec.parse_error(codec.render_error(error, "asked"), "asked")
    assert type(again) is kind
    assert (again.name, again.suggestions, str(again)) == (error.name, error.suggestions, str(error))


def test_an_absence_is_told_only_to_who_spells_the_question_alike():
    body = codec.render_error(DatasetNotFoundError("sales.x"), "sales|x")
    assert codec.parse_error(body, "SALES|x") is None


def test_the_etag_tells_bodies_apart():
    assert codec.etag_of(b"a") == codec.etag_of(b"a")
    assert codec.etag_of(b"a") != codec.etag_of(b"b")
