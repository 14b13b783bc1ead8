"""The first or last units of a month or year: "the first week of April"."""

from __future__ import annotations

from datetime import date, timedelta

from geo.read.dates.amounts import amount
from geo.read.dates.anchor import Anchor
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.intervals import days_of
from geo.read.dates.rules.calendar import year_of
from geo.read.dates.values import (
    UNKNOWN_COUNT,
    Value,
    add_months,
    duration_value,
    month_value,
    unit_name,
)

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def _whole(match: RuleMatch, anchor: Anchor) -> tuple[date, date] | None:
    """Return the days of the month or year that the portion is taken from."""
    if match.get("any_month"):
        month = match.number("any_month")
        year = year_of(match, anchor, month)
        value = month_value(year, month) if year else ""
    else:
        value = f"{match.number('year'):04d}"
    first, last, _ = days_of(value, anchor.published)
    return (first, last) if first and last else None


def _cut(first: date, last: date, count: int, unit: str, from_end: bool) -> tuple[date, date]:
    if unit == "month":
        bound = (last.year, last.month) if from_end else (first.year, first.month)
        edge = date(*add_months(*bound, 1 - count if from_end else count), 1)
        return (edge, last) if from_end else (first, edge - timedelta(1))
    days = timedelta(count * _UNIT_DAYS[unit] - 1)
    return (last - days, last) if from_end else (first, first + days)


@rule("the? (ordword | previous | edge) count? any_unit of the? (any_month (of? year)? | year)")
def _portion(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the first ten months of 1915": a length, with its days."""
    unit, count = unit_name(match.number("any_unit")), amount(match)
    ends = match.surface("ordword") or match.surface("previous")
    whole = _whole(match, anchor)
    if ends not in ("first", "last") or whole is None or unit not in ("month", *_UNIT_DAYS):
        return None
    value = duration_value(count, unit)
    if count == UNKNOWN_COUNT or "." in count or match.get("few"):
        return Value("DURATION", value, True, within=whole)
    days = _cut(*whole, int(count), unit, ends == "last")
    inside = whole[0] <= days[0] and days[1] <= whole[1]
    return Value("DURATION", value, within=days) if inside else None


@rule("the? (ordword | previous) any_weekday (of | in) any_month (of? year)?")
def _weekday_of_month(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the first Monday of March" and "the last Friday in May 2016"."""
    whole = _whole(match, anchor)
    count = match.number("ordword")
    if whole is None or not (1 <= count <= 5 or match.surface("previous") == "last"):
        return None
    first, last = whole
    weekday = match.number("any_weekday")
    if count:
        day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (count - 1))
    else:
        day = last - timedelta((last.isoweekday() - weekday) % 7)
    return Value("DATE", day.isoformat()) if day <= last else None
