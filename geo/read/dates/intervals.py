"""The days a TIMEX3 value covers, and how precise it is."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from geo.model.timespan import Precision
from geo.read.dates.values import FUTURE, PAST, PRESENT, add_months, valid_day

Days = tuple[date | None, date | None, Precision | None]
NO_DAYS: Days = (None, None, None)
# Meteorological seasons of the northern hemisphere; winter begins in its own year.
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
Groups = tuple[str, ...]


def _months(year: int, month: int, count: int, precision: Precision) -> Days:
    last_year, last_month = add_months(year, month, count - 1)
    if year < 1 or last_year > 9999:
        return NO_DAYS
    last_day = calendar.monthrange(last_year, last_month)[1]
    return date(year, month, 1), date(last_year, last_month, last_day), precision


def _day(groups: Groups) -> Days:
    year, month, day = map(int, groups)
    if not valid_day(year, month, day):
        return NO_DAYS
    return date(year, month, day), date(year, month, day), Precision.DAY


def _month(groups: Groups) -> Days:
    year, month = map(int, groups)
    return _months(year, month, 1, Precision.MONTH) if 1 <= month <= 12 and year else NO_DAYS


def _week(groups: Groups) -> Days:
    try:
        monday = date.fromisocalendar(int(groups[0]), int(groups[1]), 1)
    except ValueError:
        return NO_DAYS
    if groups[2] == "-WE":
        return monday + timedelta(5), monday + timedelta(6), Precision.RANGE
    return monday, monday + timedelta(6), Precision.WEEK


def _quarter(groups: Groups) -> Days:
    return _months(int(groups[0]), 3 * int(groups[1]) - 2, 3, Precision.QUARTER)


def _half(groups: Groups) -> Days:
    return _months(int(groups[0]), 6 * int(groups[1]) - 5, 6, Precision.RANGE)


def _season(groups: Groups) -> Days:
    return _months(int(groups[0]), _SEASON_MONTHS[groups[1]], 3, Precision.SEASON)


def _year(groups: Groups) -> Days:
    return _months(int(groups[0]), 1, 12, Precision.YEAR)


def _decade(groups: Groups) -> Days:
    return _months(int(groups[0]) * 10, 1, 120, Precision.DECADE)


def _century(groups: Groups) -> Days:
    return _months(int(groups[0]) * 100, 1, 1200, Precision.RANGE)


_FORMS: list[tuple[re.Pattern[str], Callable[[Groups], Days]]] = [
    (re.compile(form), read)
    for form, read in (
        (r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?", _day),
        (r"(\d{4})-(\d\d)(?:-XX)?(?:T.*)?", _month),
        (r"(\d{4})-W(\d\d)(-WE)?(?:T.*)?", _week),
        (r"(\d{4})-Q([1-4])", _quarter),
        (r"(\d{4})-H([12])", _half),
        (r"(\d{4})-(SP|SU|FA|WI)", _season),
        (r"(\d{4})(?:-XX)*", _year),
        (r"(\d{3})X?", _decade),
        (r"(\d\d)(?:XX)?", _century),
    )
]


def is_bc(value: str) -> bool:
    """Say whether a value lies before year 1, where ISO dates end."""
    return value.startswith("BC")


def days_of(value: str, published: date | None) -> Days:
    """Return first day, last day and precision of a value.

    An end the value leaves open is None; a value without days (a duration, an unknown year, a
    year before Christ) has neither.

    Parameters
    ----------
    value : str
        A TIMEX3 value.
    published : date or None
        The publication day, which words for now, once and soon depend on.
    """
    if value == PRESENT:
        return published, published, Precision.DAY if published else None
    if value == PAST:
        return None, published, None
    if value == FUTURE:
        return published, None, None
    for form, read in _FORMS:
        found = form.fullmatch(value)
        if found:
            return read(found.groups())
    return NO_DAYS
