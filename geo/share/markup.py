"""Many texts as XML at once."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

_SPECIAL = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;"))
# What XML 1.0 has no place for, not even as a number.
_FORBIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]"
_ANY = '[&<>"\r\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]'


def escaped(texts: Any) -> Any:
    """Return texts that XML takes as they are read; forbidden characters become U+FFFD."""
    if not pc.any(pc.match_substring_regex(texts, _ANY)).as_py():
        return texts
    for special, reference in _SPECIAL:
        texts = pc.replace_substring(texts, special, reference)
    return pc.replace_substring_regex(texts, _FORBIDDEN, "\ufffd")


def escape(text: str) -> str:
    """Return one text as `escaped` does many."""
    made: str = escaped(pa.array([text]))[0].as_py()
    return made


def wrapped(before: str, values: Any, after: str, missing: str = "") -> Any:
    """Return values as texts between two others; `missing` for null."""
    texts = values.cast(pa.string())
    return pc.binary_join_element_wise(before, texts, after, "").fill_null(missing)
