"""When something happened, kept as wide as the text that says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

EPOCH = date(1970, 1, 1)


class Precision(StrEnum):
    """How closely a text fixes a date, from a day to no date at all."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"


def day_number(day: date) -> int:
    """Return a day as whole days since 1970-01-01."""
    return (day - EPOCH).days


def day_of(number: int) -> date:
    """Return the day that lies a number of days after 1970-01-01."""
    return EPOCH + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Timespan:
    """A first and a last day, both included, and the words they came from.

    Attributes
    ----------
    first, last : date
        The earliest and the latest day that the words allow.
    precision : Precision
        The unit the words speak in ("last month" is a month).
    approx : bool
        The words say "about", "late", "since" or the like.
    words : str
        The date as written; empty where a table gave a bare date.

    Raises
    ------
    ValueError
        When the last day lies before the first.
    """

    first: date
    last: date
    precision: Precision = Precision.DAY
    approx: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"the last day {self.last} lies before the first day {self.first}")

    @property
    def days(self) -> int:
        """Length in days; a single day counts 1."""
        return (self.last - self.first).days + 1

    def overlaps(self, first: date | None, last: date | None) -> bool:
        """Say whether the event *may be* in a window; an open end is None.

        Parameters
        ----------
        first : date or None
            The first day of the window.
        last : date or None
            The last day of the window, which belongs to it.
        """
        return (last is None or self.first <= last) and (first is None or self.last >= first)

    def inside(self, first: date | None, last: date | None) -> bool:
        """Say whether the event is *surely* in a window; an open end is None.

        Parameters
        ----------
        first : date or None
            The first day of the window.
        last : date or None
            The last day of the window, which belongs to it.
        """
        return (first is None or self.first >= first) and (last is None or self.last <= last)

    def edtf(self) -> str:
        """Return the timespan in EDTF (ISO 8601-2), level 1."""
        mark = "~" if self.approx else ""
        if self.first == self.last:
            return f"{self.first.isoformat()}{mark}"
        short = _unit_edtf(self.first, self.last)
        if short:
            return short + mark
        return f"{self.first.isoformat()}{mark}/{self.last.isoformat()}{mark}"

    def humanize(self) -> str:
        """Return the timespan in words, such as "July 2015" or "1 to 3 May 2016"."""
        text = span_words(self.first, self.last)
        return f"about {text}" if self.approx else text


def _is_month(first: date, last: date) -> bool:
    return first.day == 1 and (last + timedelta(days=1)).day == 1


def _unit_edtf(first: date, last: date) -> str | None:
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{first.year:04d}" if first.year == last.year else None
    if _is_month(first, last) and (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return None


def day_words(day: date) -> str:
    """Return a day in words without leading zero: "1 Oct 2015"."""
    return f"{day.day} {day:%b} {day.year}"


def span_words(first: date, last: date) -> str:
    """Return two days in the fewest plain words: a year, a month, a day or a range.

    Parameters
    ----------
    first : date
        The first day.
    last : date
        The last day, not before the first.
    """
    if first == last:
        return day_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    if _is_month(first, last) and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B} {first.year}"
    return f"{_short_first(first, last)} to {day_words(last)}"


def _short_first(first: date, last: date) -> str:
    if first.year != last.year:
        return day_words(first)
    return str(first.day) if first.month == last.month else f"{first.day} {first:%b}"
