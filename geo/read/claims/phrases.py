"""Patterns of many phrases, tried only where a word of one of them begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# The first letters of a word are enough to pass most patterns over.
_BEGINNING = re.compile("([a-z]{1,4}+)[a-z]*+")
# Letters that a pattern in any case takes for i and s, though `lower` leaves them as they are.
_ODD_LETTERS = re.compile("[ıİſ]")
# A sentence is asked for many phrases, one after the other.
_REMEMBERED = 64


@lru_cache(_REMEMBERED)
def _beginnings(text: str) -> frozenset[str] | None:
    """Return up to four first letters of each word of a text; None where letters are odd."""
    if not text.isascii() and _ODD_LETTERS.search(text):
        return None
    return frozenset(_BEGINNING.findall(text.lower()))


class Phrases:
    """A compiled pattern that is tried only on texts with a word of one of its phrases.

    Looking for words that were split once takes a tenth of the time that a pattern takes, and
    most texts have none.

    Parameters
    ----------
    pattern : str
        A regular expression.
    telling : str
        Words in lower case, one of which each match of the pattern has, or one that begins with
        the same four letters.
    flags : int
        Flags of `re.compile`.
    """

    def __init__(self, pattern: str, telling: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self._telling = frozenset(_BEGINNING.findall(telling))

    def may_match(self, text: str) -> bool:
        """Say whether a text has a word of one of the phrases."""
        there = _beginnings(text)
        return there is None or not there.isdisjoint(self._telling)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match between two offsets of a text, None for none."""
        if not self.may_match(text):
            return None
        return self.pattern.search(text, start, len(text) if end is None else end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text, in order."""
        return self.pattern.finditer(text) if self.may_match(text) else iter(())
