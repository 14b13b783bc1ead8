"""Many texts as XML at once."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.share.formats.arrow_text import has_any, letters

_SPECIAL = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))
# What XML 1.0 has no place for, not even as a number.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_SPACE = ord(" ")
# The first byte of U+FFFE and U+FFFF, and of a few letters that are rare.
_RARE = b"\xef"


def escaped(texts: pa.Array) -> pa.Array:
    """Return texts that XML takes as they are read; forbidden characters become U+FFFD."""
    data, _ = letters(texts)
    if not has_any(data, b'&<>"' + _RARE, below=_SPACE):
        return texts
    for special, reference in _SPECIAL:
        if has_any(data, special.encode()):
            texts = pc.replace_substring(texts, special, reference)
    if has_any(data, _RARE, below=_SPACE):
        texts = pc.replace_substring_regex(texts, _FORBIDDEN, "\ufffd")
    return texts


def escape(text: str) -> str:
    """Return one text as `escaped` does many."""
    made: str = escaped(pa.array([text]))[0].as_py()
    return made


def wrapped(before: str, values: Any, after: str, missing: str = "") -> Any:
    """Return texts between two others; `missing` for null.

    Parameters
    ----------
    before : str
        What goes before each text.
    values : pyarrow.Array
        The texts.
    after : str
        What goes after each text.
    missing : str
        What stands for null.
    """
    return pc.binary_join_element_wise(before, values, after, "").fill_null(missing)
