"""Bytes to text: byte-order marks, UTF-8, then the likeliest of the older encodings."""

from __future__ import annotations

import codecs
import re

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from geo.read.documents.unreadable import UnreadableDocument

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes below 32 that text has no use for; more than this share of them is no text.
_CONTROLS = bytes((*range(9), *range(14, 27), *range(28, 32)))
_MOST_CONTROLS = 0.01
_SAMPLE = 64_000
# What UTF-8 begins with when it was read as Windows-1252 or Latin-1.
_MANGLED = "ÃâÂÐØÙ"
# Characters the interface must not see: controls, and marks that turn the writing direction.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")


def tidy(text: str) -> str:
    """Return text with one kind of line end and without characters that cannot be seen."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    text = text.replace("\f", "\n").replace("\u2029", "\n\n")
    # What can be printed can be seen.
    return text if text.replace("\n", "").isprintable() else _UNSEEN.sub("", text)


def decode(data: bytes, name: str, declared: str = "") -> str:
    """Return the text of bytes.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in an error.
    declared : str, optional
        The encoding it says it has; believed where it fits.

    Raises
    ------
    UnreadableDocument
        When the bytes are no text in any encoding.
    """
    return tidy(_mended(_decoded(data, name, declared)))


def _decoded(data: bytes, name: str, declared: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    wide = _wide_encoding(data)
    if wide:
        return data.decode(wide, "replace")
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(sample):
        raise UnreadableDocument(name, "this is not text, nor a kind of file that Dateline reads")
    for encoding in ("utf-8", declared):
        text = _strictly(data, encoding)
        if text is not None:
            return text
    return _guessed(data)


def _wide_encoding(data: bytes) -> str:
    """Return the UTF-16 that text in Latin letters without a mark gives away by its zeros."""
    sample = data[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) == 0:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) == 0:
        return "utf-16-be"
    return ""


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (LookupError, UnicodeError):
        return None


def _guessed(data: bytes) -> str:
    """Return the text in the likeliest older encoding; Windows-1252 where nothing is likelier."""
    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return data.decode(encoding, "replace")


def _mended(text: str) -> str:
    """Undo a wrong decoding that happened before the text came to us ("â€™" for "’")."""
    return ftfy.fix_encoding(text) if _is_mangled(text[:_SAMPLE]) else text


def _is_mangled(sample: str) -> bool:
    """Say whether text looks decoded wrongly; most does not have the first letters of it."""
    return any(letter in sample for letter in _MANGLED) and is_bad(sample)
