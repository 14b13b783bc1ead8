"""Patterns of many phrases, tried only where a word of one of them begins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from basics.beginnings import LETTERS, beginnings_of

_BEGINNING = re.compile(rf"([a-z]{{1,{LETTERS}}}+)[a-z]*+")
# Letters that a pattern in any case takes for i and s, though `lower` leaves them as they are.
_ODD_LETTERS = re.compile("[ıİſ]")
# A capital, or a part in which case counts.
_MINDS_CASE = re.compile(r"(?<!\\)(?<!\(\?)[A-Z]|\(\?-i:")
# A sentence is asked for many phrases, one after the other.
_REMEMBERED = 64


@lru_cache(_REMEMBERED)
def _beginnings(text: str) -> tuple[str, frozenset[str] | None]:
    """Return a text in lower case, and up to four first letters of each of its words.

    Where letters are odd there are no beginnings, and the offsets may be others.
    """
    lower = text.lower()
    if not text.isascii() and _ODD_LETTERS.search(text):
        return lower, None
    return lower, frozenset(_BEGINNING.findall(lower))


class Phrases:
    """A compiled pattern that is tried only on texts with a word of one of its phrases.

    Looking for words that were split once takes a tenth of the time that a pattern takes, and
    most texts have none. A match in any case may be one of the text in lower case.

    Parameters
    ----------
    pattern : str
        A regular expression.
    flags : int
        Flags of `re.compile`.

    Attributes
    ----------
    beginnings : frozenset of str or None
        Beginnings of words, one of which each match has; derived from the pattern. None where
        none can be derived: such a pattern is tried on every text.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = re.compile(pattern, flags)
        self.beginnings = beginnings_of(pattern, flags)
        # In lower case a pattern takes a third of the time that it takes in any case.
        in_lower = flags & re.IGNORECASE and not _MINDS_CASE.search(pattern)
        self._in_lower = re.compile(pattern, flags & ~re.IGNORECASE) if in_lower else None

    def may_match(self, text: str) -> bool:
        """Say whether a text has a word of one of the phrases."""
        return self._may_match(_beginnings(text)[1])

    def _may_match(self, there: frozenset[str] | None) -> bool:
        needed = self.beginnings
        return there is None or needed is None or not there.isdisjoint(needed)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match between two offsets of a text, None for none.

        Parameters
        ----------
        text : str
            The text to search.
        start : int
            Offset where to begin.
        end : int, optional
            Offset where to stop; None for the end.
        """
        lower, there = _beginnings(text)
        end = len(text) if end is None else end
        if there is None:
            return self.pattern.search(text, start, end)
        if not self._may_match(there):
            return None
        if self._in_lower:
            return self._in_lower.search(lower, start, end)
        return self.pattern.search(text, start, end)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches in a text, in order."""
        lower, there = _beginnings(text)
        if there is None:
            return self.pattern.finditer(text)
        if not self._may_match(there):
            return iter(())
        return self._in_lower.finditer(lower) if self._in_lower else self.pattern.finditer(text)


class Choice:
    """Many phrases, of which only those that may match a text are tried, without asking each."""

    def __init__(self, rows: Sequence[Phrases]) -> None:
        self._rows = rows
        self._by_beginning: dict[str, list[int]] = defaultdict(list)
        self._always = {at for at, row in enumerate(rows) if row.beginnings is None}
        for number, row in enumerate(rows):
            for beginning in row.beginnings or ():
                self._by_beginning[beginning].append(number)
        self._beginnings = frozenset(self._by_beginning)

    def likely(self, text: str) -> list[int]:
        """Return the numbers of the phrases that may match a text, in order."""
        _, there = _beginnings(text)
        if there is None:
            return list(range(len(self._rows)))
        found = there & self._beginnings
        rows = (number for each in found for number in self._by_beginning[each])
        return sorted(self._always.union(rows))

    def finditer(self, text: str) -> Iterator[tuple[int, re.Match[str]]]:
        """Yield all matches in a text, row by row, each with the number of its row."""
        for number in self.likely(text):
            for found in self._rows[number].finditer(text):
                yield number, found
