"""Bytes of a script to text, whatever the editor that wrote them.

Line ends stay as they are, so that offsets hold for the decoded text. A byte order mark is dropped.
"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE_BYTES = 4096


def decode(data: bytes) -> str:
    """The text of a script: by its mark, as UTF-16 where every other byte is zero, as UTF-8, else as Windows-1252.

    Raises:
        ValueError: this is no text, as it holds zero bytes that no encoding explains.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if (guessed := _unmarked_utf16(data[:_SAMPLE_BYTES])) is not None:
        return data.decode(guessed, errors="replace")
    if b"\0" in data:
        raise ValueError("it holds zero bytes, so it is no text")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Windows-1252 agrees with Latin-1 where both are defined; its few undefined bytes mean Latin-1 was meant.
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            return data.decode("latin-1")


def _unmarked_utf16(sample: bytes) -> str | None:
    """SQL is mostly ASCII, so one half of the bytes of UTF-16 is mostly zero and the other half is not."""
    even, odd = sample[0::2], sample[1::2]
    if not odd:
        return None
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > 1 / 2 and zeros_even < 1 / 10:
        return "utf-16-le"
    if zeros_even > 1 / 2 and zeros_odd < 1 / 10:
        return "utf-16-be"
    return None
