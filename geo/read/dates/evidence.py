"""What a document tells of its own habits: news or narrative, day first or month first."""

from __future__ import annotations

import re
from datetime import date

from geo.read.dates.tokens import Tokens

# Words that only make sense to a reader of the same week.
_FRESH = frozenset({"deictic", "tonight", "weekday", "shy_weekday"})
_MANY_YEARS = 3
_SPLIT = re.compile(r"[/.-]")
_DAY_MONTH = re.compile(r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
_MONTH_DAY = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b")


def is_narrative(tokens: Tokens, published: date | None) -> bool:
    """Say whether a text tells of times past rather than of its own week.

    News leans on its publication day ("Friday", "yesterday"); a narrative names years and other
    than the publication year.
    """
    if published is None:
        return True
    fresh = sum(item.kind in _FRESH for item in tokens.items)
    years = [item.number for item in tokens.items if item.kind == "year"]
    distant = sum(abs(published.year - year) > 1 for year in years)
    return distant >= _MANY_YEARS * (fresh + 1) and 2 * distant > len(years)


def _numeric_votes(tokens: Tokens) -> int:
    votes = 0
    for item in tokens.items:
        if item.kind == "slash":
            first, second, _ = map(int, _SPLIT.split(tokens.text[item.start : item.end]))
            votes += (first > 12 >= second) - (second > 12 >= first)
    return votes


def is_day_first(tokens: Tokens) -> bool:
    """Say whether 3/4/2015 is 3 April: by the text's own unmistakable dates, then by its style."""
    votes = _numeric_votes(tokens)
    if votes:
        return votes > 0
    if not any(item.kind == "slash" for item in tokens.items):
        return False
    return len(_DAY_MONTH.findall(tokens.text)) > len(_MONTH_DAY.findall(tokens.text))
