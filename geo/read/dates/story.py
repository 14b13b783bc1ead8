"""The thread of a text: which of its dates step out of it and do not move it."""

from __future__ import annotations

import re
from itertools import pairwise

from geo.read.dates.grammar import RuleMatch
from geo.read.dates.tokens import Tokens

_RELATIVE = re.compile(r", (?:which|who|whose|where|in which) [^,.;:!?\n]*\Z")
_LOOK_BACK = 80


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


def is_in_passing(match: RuleMatch) -> bool:
    """Say whether a date stands in a relative clause: "the clashes, which began on Monday"."""
    text, start = match.tokens.text, match.start
    return _RELATIVE.search(text, max(0, start - _LOOK_BACK), start) is not None
