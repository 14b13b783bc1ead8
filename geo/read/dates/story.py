"""The thread of a narrative: which of its years are asides."""

from __future__ import annotations

from itertools import pairwise

from geo.read.dates.tokens import Tokens


def asides(tokens: Tokens) -> frozenset[int]:
    """Return the character starts of years that step out of the story and do not move it.

    A year is an aside when the story is at one year before it and at the same or a later one
    after it, and the year itself lies outside the two: "1975 ... 1995 ... 1975".
    """
    years = [token for token in tokens.items if token.kind == "year"]
    found = set()
    at = years[0].number if years else 0
    for year, following in pairwise(years[1:]):
        if at <= following.number and not at <= year.number <= following.number:
            found.add(year.start)
        else:
            at = year.number
    return frozenset(found)
