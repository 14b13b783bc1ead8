"""Days with a name of their own: "Christmas", "New Year's Eve", "Good Friday", "9/11"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from geo.read.dates.anchor import Anchor
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.values import Value

_LAST = 5


def _easter(year: int) -> date:
    """Return Easter Sunday of a year after 1582 (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday (1 Monday to 7 Sunday) of a month; the fifth is the last."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day - timedelta(7) if nth == _LAST and day.month != month else day


def _year(match: RuleMatch, anchor: Anchor, on: Callable[[int], date]) -> int | None:
    """Return the year of a holiday: written, the story's, or in news that of the nearest one."""
    if match.get("year"):
        return match.number("year")
    now = anchor.published
    if anchor.narrative or now is None:
        return anchor.year_for(on(2000).month) if anchor.base else None
    years = (now.year - 1, now.year, now.year + 1)
    if looks_ahead(match):
        return next(year for year in years if on(year) >= now)
    return min(years, key=lambda year: abs(on(year) - now))


@rule("holiday (of? year)?")
def _fixed(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read a holiday on a fixed day: "Christmas 2012"."""
    month, day = divmod(match.number("holiday"), 100)
    year = _year(match, anchor, lambda year: date(year, month, day))
    return Value("DATE", f"{year or 'XXXX'}-{month:02d}-{day:02d}")


@rule("easter weekday? (of? year)?")
def _from_easter(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Easter 2012", "Easter Monday" and "Ash Wednesday"."""
    monday = match.get("weekday") and match.number("weekday") == 1
    days = timedelta(1 if monday else match.number("easter"))
    year = _year(match, anchor, lambda year: _easter(year) + days)
    if year is None or year < 1583:
        return None
    return Value("DATE", (_easter(year) + days).isoformat())


@rule("nth_holiday (of? year)?")
def _by_weekday(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Thanksgiving" and "Labor Day 2012" as the United States keep them."""
    month, weekday, nth = (match.number("nth_holiday") // 10**n % 100 for n in (4, 2, 0))

    def on(year: int) -> date:
        return _nth_weekday(year, month, weekday, nth)

    year = _year(match, anchor, on)
    return Value("DATE", on(year).isoformat()) if year else None


@rule("attacks_day")
def _attacks_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "9/11" as the day of 2001."""
    return Value("DATE", "2001-09-11", noted=False)
