"""What a document tells of its own habits: news or narrative, day first or month first."""

from __future__ import annotations

import re
from datetime import date

from geo.read.dates.tokens import Tokens

# Words that only make sense to a reader of the same week.
_FRESH = frozenset({"deictic", "tonight", "weekday", "shy_weekday", "ago"})
# A narrative has many years behind it, and at least this many for each fresh word.
_FEWEST_YEARS, _YEARS_A_FRESH_WORD = 4, 3
_FIGURES = re.compile(r"\d+")
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY_MONTH = re.compile(rf"\b\d{{1,2}} {_MONTHS}")
_MONTH_DAY = re.compile(rf"{_MONTHS}[a-z]*\.? \d{{1,2}}\b")


def is_narrative(tokens: Tokens, published: date | None) -> bool:
    """Say whether a text tells of times past rather than of its own week.

    News leans on its publication day ("Friday", "yesterday"); a narrative names many years that
    lie behind the publication.
    """
    if published is None:
        return True
    fresh = sum(item.kind in _FRESH for item in tokens.items)
    years = [item.number for item in tokens.items if item.kind == "year"]
    behind = sum(year < published.year - 1 for year in years)
    behind += sum(item.kind == "bc" for item in tokens.items)
    needed = max(_FEWEST_YEARS, _YEARS_A_FRESH_WORD * (fresh + 1))
    return behind >= needed and 2 * behind > len(years)


def leans_on_its_day(tokens: Tokens) -> bool:
    """Say whether a text speaks of its own week, so that only its publication day tells when."""
    fresh = sum(item.kind in _FRESH for item in tokens.items)
    years = sum(item.kind in ("year", "bc") for item in tokens.items)
    return fresh > 0 and years < max(_FEWEST_YEARS, _YEARS_A_FRESH_WORD * (fresh + 1))


def _numeric(tokens: Tokens) -> list[tuple[int, int, int]]:
    rows = []
    for item in tokens.items:
        if item.kind == "slash":
            first, second, year = map(int, _FIGURES.findall(tokens.text[item.start : item.end]))
            rows.append((first, second, year + 2000 if year < 100 else year))
    return rows


def _unmistakable(rows: list[tuple[int, int, int]]) -> int:
    return sum((first > 12 >= second) - (second > 12 >= first) for first, second, _ in rows)


def _after_publication(rows: list[tuple[int, int, int]], published: date | None) -> int:
    """Count the dates that only the day-first reading keeps from lying after publication."""
    if published is None:
        return 0
    now = published.year, published.month, published.day
    late = sum((year, first, second) > now for first, second, year in rows)
    return late - sum((year, second, first) > now for first, second, year in rows)


def is_day_first(tokens: Tokens, published: date | None) -> bool:
    """Say whether 3/4/2015 is 3 April.

    The text's own unmistakable dates decide, then which reading would lie after the publication,
    then how the text writes dates with a month's name; in doubt the month comes first.
    """
    rows = _numeric(tokens)
    if not rows:
        return False
    votes = _unmistakable(rows) or _after_publication(rows, published)
    named = len(_DAY_MONTH.findall(tokens.text)) - len(_MONTH_DAY.findall(tokens.text))
    return (votes or named) > 0
