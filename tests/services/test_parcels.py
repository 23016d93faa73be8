"""What a worker found comes out of its parcel as it went in."""

from __future__ import annotations

import pickle
from pathlib import Path

from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.extractor import extract
from teralineage.services.parcels import pack, unpack

SCRIPTS = Path(__file__).parents[1] / "extract/scripts"


def sent(extraction: Extraction) -> Extraction:
    return unpack(pickle.loads(pickle.dumps(pack(extraction))))


def test_every_script_comes_through_as_it_is():
    for path in sorted(SCRIPTS.iterdir()):
        extraction = extract(path.read_text(encoding="latin-1"), InMemoryCatalog())
        assert sent(extraction) == extraction


def test_names_keep_their_spelling_and_doubts_their_candidates():
    script = "INSERT INTO D.t SELECT MD5(A), b FROM d.S, d.u; INSERT INTO d.T SELECT a FROM d.s; SELECT FROM;"
    extraction = extract(script, InMemoryCatalog())
    assert repr(sent(extraction)) == repr(extraction)
    assert any(edge.candidates for edge in extraction.statements[0].edges)
    assert any(edge.masking for edge in extraction.statements[0].edges)
