"""Days with a name of their own: "Christmas", "New Year's Eve", "Easter Sunday"."""

from __future__ import annotations

from datetime import date, timedelta

from geo.read.dates.anchor import Anchor
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import Match, rule
from geo.read.dates.values import Value


@rule("holiday (of? year)?")
def fixed(match: Match, at: Anchor) -> Value | None:
    """Read a holiday on a fixed day: "Christmas 2012"."""
    month, day = divmod(match.number("holiday"), 100)
    year = match.number("year") or at.year_for(month, day, looks_ahead(match))
    return Value("DATE", f"{year or 'XXXX'}-{month:02d}-{day:02d}")


def easter(year: int) -> date:
    """Return Easter Sunday of a year after 1582 (Meeus, Astronomical Algorithms, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - ((b - (b + 8) // 25 + 1) // 3) + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - (c % 4)) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def _easter_year(match: Match, at: Anchor) -> int | None:
    if match.get("year"):
        return match.number("year")
    return at.year_for(4, 0, looks_ahead(match)) if at.base else None


@rule("easter weekday? (of? year)?")
def movable(match: Match, at: Anchor) -> Value | None:
    """Read "Easter 2012" and "Easter Monday"."""
    year = _easter_year(match, at)
    if year is None or year < 1583:
        return None
    monday = match.get("weekday") and match.number("weekday") == 1
    return Value("DATE", (easter(year) + timedelta(1 if monday else 0)).isoformat())
