from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teralineage.extract.encodings import decode

SQL = "SELECT größe, 'žluťoučký'\r\nFROM db.t;\r-- end\n" * 3


@pytest.mark.parametrize(
    "data",
    [
        SQL.encode(),
        codecs.BOM_UTF8 + SQL.encode(),
        codecs.BOM_UTF16_LE + SQL.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SQL.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SQL.encode("utf-32-le"),
        SQL.encode("utf-16-le"),
        SQL.encode("utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert decode(data) == SQL


def test_bytes_that_are_no_utf8_are_western() -> None:
    assert decode("SELECT 'Zürich „5 €“'".encode("cp1252")) == "SELECT 'Zürich „5 €“'"
    assert decode(b"SELECT '\x81'") == "SELECT '\x81'"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no text"):
        decode(b"\x7fELF\x02\x01\x01\0\0\0\0\0 and more")


@given(st.text(st.characters(blacklist_characters="\0\ufeff", blacklist_categories=("Cs",))))
def test_utf8_round_trip(text: str) -> None:
    assert decode(text.encode()) == text


@given(st.binary())
def test_bytes_give_a_text_or_a_reason(data: bytes) -> None:
    try:
        decode(data)
    except ValueError as error:
        assert "no text" in str(error)  # noqa: PT017 - either outcome is right, a third is not
