"""What a document's own words show of it: news or narrative, day first or month first."""

from __future__ import annotations

import re
from datetime import date

from geo.read.dates.grammar import compile_pattern
from geo.read.dates.tokens import Tokens

# Words that only make sense to a reader of the same week; a weekday with its date does to all.
_FRESH = compile_pattern("deictic | tonight | ago | any_weekday | (previous | this) unit")
_DATED = compile_pattern(
    "any_weekday comma? (any_month | (the | edge)* day (of | dash)? any_month)"
)
# A narrative has many years behind it, and at least this many for each fresh word.
_FEWEST_YEARS, _YEARS_A_FRESH_WORD = 4, 3
_FIGURES = re.compile(r"\d+")
_MONTHS = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY_MONTH = re.compile(rf"\b\d{{1,2}} {_MONTHS}")
_MONTH_DAY = re.compile(rf"{_MONTHS}[a-z]*\.? \d{{1,2}}\b")


def _fresh(tokens: Tokens) -> list[int]:
    """Return the numbers of the tokens that lean on the week of writing."""
    dated = {found.start() for found in _DATED.finditer(tokens.letters)}
    starts = [found.start() for found in _FRESH.finditer(tokens.letters)]
    return [start for start in starts if start not in dated and _leans(tokens, start)]


def _leans(tokens: Tokens, number: int) -> bool:
    """Say whether "last week" does; "the last week" and "the previous year" lean on the text."""
    token = tokens.items[number]
    if token.kind not in ("previous", "this"):
        return True
    after_the = number > 0 and tokens.items[number - 1].kind == "the"
    return tokens.word(token) in ("last", "this") and not after_the


def _opens_fresh(tokens: Tokens) -> bool:
    """Say whether a weekday or "yesterday" comes before the first year of a text."""
    for start in _fresh(tokens):
        token = tokens.items[start]
        if token.kind == "weekday" or (token.kind == "deictic" and token.number):
            years = (item.start for item in tokens.items if item.kind in ("year", "bc"))
            return token.start < next(years, token.end)
    return False


def is_narrative(tokens: Tokens, published: date | None) -> bool:
    """Say whether a text is about times past rather than about its own week.

    News leans on its publication day ("Friday", "yesterday"), mostly in its first sentence; a
    narrative names many years that lie behind the publication.

    Parameters
    ----------
    tokens : Tokens
        The text.
    published : date or None
        Its publication day; a text without one is read as a narrative.
    """
    if published is None:
        return True
    fresh = len(_fresh(tokens))
    if _opens_fresh(tokens):
        return False
    years = [item.number for item in tokens.items if item.kind == "year"]
    behind = sum(year < published.year - 1 for year in years)
    behind += sum(item.kind == "bc" for item in tokens.items)
    needed = max(_FEWEST_YEARS, _YEARS_A_FRESH_WORD * (fresh + 1))
    return behind >= needed and 2 * behind > len(years)


def leans_on_its_day(tokens: Tokens) -> bool:
    """Say whether a text is about its own week, so that its dates need its publication day."""
    fresh = len(_fresh(tokens))
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

    Parameters
    ----------
    tokens : Tokens
        The text.
    published : date or None
        Its publication day.
    """
    rows = _numeric(tokens)
    if not rows:
        return False
    votes = _unmistakable(rows) or _after_publication(rows, published)
    named = len(_DAY_MONTH.findall(tokens.text)) - len(_MONTH_DAY.findall(tokens.text))
    return (votes or named) > 0
