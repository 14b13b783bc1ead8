"""TIMEX3 values: writing them, and moving a day by a number of units.

Source of the notation: ISO 8601 and the TimeML annotation guidelines 1.2.1 (TIMEX3).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from geo.read.dates.lexicon import UNITS

PRESENT, PAST, FUTURE = "PRESENT_REF", "PAST_REF", "FUTURE_REF"
_DURATION_LETTERS = ("TS", "TM", "TH", "D", "W", "W", "M", "Q", "Y", "DE", "CE", "WE")
UNKNOWN_COUNT = "X"
CLOCK_UNITS = frozenset({"second", "minute", "hour"})
_LAST_YEAR = 9999


@dataclass(frozen=True, slots=True)
class Value:
    """What an expression means.

    Attributes
    ----------
    type, value : str
        TIMEX3 type and value.
    approx : bool
        The words blur it ("about", "late").
    noted : bool
        Later dates may lean on it.
    within : tuple of date, optional
        First and last day, where the value is a length but the words place it in the calendar.
    """

    type: str
    value: str
    approx: bool = False
    noted: bool = True
    within: tuple[date, date] | None = None


def unit_name(number: int) -> str:
    """Return a unit's name for its number in the lexicon."""
    return UNITS[number]


def day_value(day: date) -> str:
    """Return a day: 2015-10-12."""
    return day.isoformat()


def year_value(year: int) -> str:
    """Return a year: 2015; years before Christ, from 0 down, are BC0001 and so on."""
    if year > _LAST_YEAR:
        return "XXXX"
    return f"{year:04d}" if year > 0 else bc_value(1 - year)


def month_value(year: int, month: int) -> str:
    """Return a month: 2015-10.

    Parameters
    ----------
    year : int
        From 0 down before Christ.
    month : int
        1 to 12.
    """
    return f"{year_value(year)}-{month:02d}"


def week_value(day: date) -> str:
    """Return the ISO week of a day: 2015-W42."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def bc_value(year: int) -> str:
    """Return a year before Christ: BC0480."""
    return f"BC{year:04d}"


def valid_day(year: int, month: int, day: int) -> bool:
    """Say whether the calendar has such a day.

    Parameters
    ----------
    year, month, day : int
        Any numbers.
    """
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return False
    return 1 <= day <= calendar.monthrange(year, month)[1]


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the year and month that lie a number of months away.

    Parameters
    ----------
    year : int
        Any year.
    month : int
        1 to 12.
    months : int
        How many later; below 0 earlier.
    """
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1


def _add_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def shift(day: date, amount: int, unit: str) -> str:
    """Return the value of the unit that lies some units after or before the one with a day.

    Parameters
    ----------
    day : date
        A day of the unit to count from.
    amount : int
        How many units later; below 0 earlier.
    unit : str
        One of the names in `UNITS`.
    """
    if unit in ("second", "minute", "hour"):
        return day_value(day)
    if unit == "day":
        return day_value(_add_days(day, amount))
    if unit in ("week", "fortnight"):
        return week_value(_add_days(day, amount * (7 if unit == "week" else 14)))
    if unit == "weekend":
        return week_value(_add_days(day, amount * 7)) + "-WE"
    return _shift_by_months(day, amount, unit)


def _shift_by_months(day: date, amount: int, unit: str) -> str:
    if unit == "month":
        return month_value(*add_months(day.year, day.month, amount))
    if unit == "quarter":
        year, month = add_months(day.year, day.month, 3 * amount)
        return f"{year_value(year)}-Q{(month + 2) // 3}"
    if unit == "decade":
        return year_value(day.year + 10 * amount)[:-1]
    if unit == "century":
        return year_value(day.year + 100 * amount)[:-2]
    return year_value(day.year + amount)


def stretch(base: date, amount: int, unit: str) -> tuple[date, date]:
    """Return the first and last day of so many units that end or begin with a day.

    Parameters
    ----------
    base : date
        The day.
    amount : int
        How many units from it on; below 0 up to it.
    unit : str
        One of the names in `UNITS`.
    """
    if unit in ("month", "quarter", "year", "decade", "century"):
        months = (
            amount * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
        )
        year, month = add_months(base.year, base.month, months)
        if not 1 <= year <= _LAST_YEAR:
            return base, base
        far = date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
    else:
        days = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}.get(unit, 0)
        far = _add_days(base, amount * days)
    return min(base, far), max(base, far)


def duration_value(amount: str, unit: str) -> str:
    """Return a duration: P3D, PT2H, PXW; two fortnights are P4W.

    Parameters
    ----------
    amount : str
        How many, as TIMEX3 writes it; `UNKNOWN_COUNT` when nobody says so.
    unit : str
        One of the names in `UNITS`.
    """
    letters = _DURATION_LETTERS[UNITS.index(unit)]
    if unit == "fortnight" and amount != UNKNOWN_COUNT:
        amount = str(2 * int(float(amount)))
    if letters[0] == "T":
        return f"PT{amount}{letters[1]}"
    return f"P{amount}{letters}"
