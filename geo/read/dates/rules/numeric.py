"""Dates in figures: 2015-10-12, 12/10/2015, 12.10.15."""

from __future__ import annotations

import re

from geo.read.dates.anchor import Anchor
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.values import Value, valid_day

_SEPARATOR = re.compile(r"[/.-]")
# A two-figure year up to this many years after publication is still to come.
_YEARS_AHEAD = 10


def _full_year(year: int, anchor: Anchor) -> int:
    if year > 99:
        return year
    latest = (anchor.published.year if anchor.published else 2040) + _YEARS_AHEAD
    return year + 100 * ((latest - year) // 100)


def _order(first: int, second: int, day_first: bool) -> tuple[int, int]:
    if first > 12 or (day_first and second <= 12):
        return second, first
    return first, second


@rule("iso")
def _iso(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read 2015-10-12, with or without a time."""
    year, month, day = map(int, match.text[:10].split("-"))
    if not valid_day(year, month, day):
        return None
    return Value("TIME" if "T" in match.text else "DATE", match.text.rstrip("Z"))


@rule("slash", "slash comma? clock")
def _slash(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read 12/10/2015, the day first where the document writes so; dots always do."""
    figures = match.surface("slash")
    first, second, short = map(int, _SEPARATOR.split(figures))
    month, day = _order(first, second, anchor.day_first or "." in figures)
    year = _full_year(short, anchor)
    if not valid_day(year, month, day):
        return None
    value = f"{year:04d}-{month:02d}-{day:02d}"
    clock = match.surface("clock")
    return Value("TIME", f"{value}T{clock:0>5}") if clock else Value("DATE", value)
