"""The day that incomplete dates depend on: the publication day, or a narrative's last date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from geo.read.dates.values import valid_day

_DATED = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d])(?!-[WQHSF])")
_TIMED = re.compile(r"(\d{4})-(\d\d)-(\d\d)T")
_SEASONAL = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])$")
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12, "H1": 1, "H2": 7}
# A month this far behind the narrative's last one belongs to the next year; this far ahead, to
# the year before. Chosen on war narratives: stories jump back a little and forward a lot.
_NEXT_YEAR_AFTER = 8
_YEAR_BEFORE_AFTER = 10
# News that names a month over five months back while speaking of plans means the coming one.
_PLAN_MONTHS = 5
# News gives times of day for so many days before its publication.
_FRESH_DAYS = 7
# The calendar of Python ends at these years, and "two years later" must not fall off it.
_FIRST_YEAR, _LAST_YEAR = 30, 9970


def can_count_from(year: int) -> bool:
    """Say whether a year leaves room in the calendar to count back and forth from it."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


@dataclass(slots=True)
class Anchor:
    """What is known while reading on: publication day, last date read, and the document's habits.

    Attributes
    ----------
    published : date or None
        The publication day; None when unknown.
    narrative : bool
        Roll forward from the last date instead of looking back from the publication day.
    day_first : bool
        Numeric dates put the day before the month.
    last : date or None
        The last date read; its month and day are 1 where the text gave none.
    fine : int
        How finely that date was given: 1 year, 2 month, 3 day; 0 when there was none.
    before_christ : bool
        The last year read lay before year 1.
    heard : int or None
        The last year read, also when it was an aside that did not move `last`.
    clock : date or None
        The day of the last time of day read.
    """

    published: date | None
    narrative: bool = False
    day_first: bool = False
    last: date | None = None
    fine: int = 0
    before_christ: bool = False
    last_year: int | None = None
    clock: date | None = None

    @property
    def base(self) -> date | None:
        """The day to count from: the narrative's last date, else the publication day."""
        return self.last if self.narrative else self.published

    @property
    def latest(self) -> date | None:
        """The last date of the text in any mode, for "the next day" and "that year"."""
        return self.last or self.base

    @property
    def latest_day(self) -> date | None:
        """The last date of the text if it was a day, else the day to count from."""
        return self.last if self.narrative or self.fine == 3 else self.base

    def latest_as_fine_as(self, unit: str) -> date | None:
        """Return the last date of the text; in news only if it was given so finely."""
        fine = 2 if unit in ("month", "quarter") else 3 if unit == "week" else 1
        return self.latest if self.narrative or self.fine >= fine else self.base

    @property
    def clock_day(self) -> date | None:
        """The day of a time that names none; news goes on with times of its own last week."""
        if self.narrative or not self.published or not self.clock:
            return self.base
        days = (self.published - self.clock).days
        return self.clock if 0 <= days <= _FRESH_DAYS else self.published

    def note(self, value: str, *, aside: bool) -> None:
        """Remember a value for the dates that follow.

        Parameters
        ----------
        value : str
            A TIMEX3 value.
        aside : bool
            The date steps out of the story: only "that year" may point at it.
        """
        if value[:4].isdigit():
            self.last_year = int(value[:4])
        if not aside:
            self._note_value(value)
        timed = _TIMED.match(value)
        if timed and valid_day(*map(int, timed.groups())):
            self.clock = date(*map(int, timed.groups()))

    def _note_value(self, value: str) -> None:
        if value.startswith("BC"):
            self.before_christ = True
            return
        seasonal = _SEASONAL.match(value)
        if seasonal:
            self._note_month(int(seasonal[1]), _SEASON_START.get(seasonal[2], 1))
            return
        dated = _DATED.match(value)
        if dated:
            self._note_date(int(dated[1]), int(dated[2] or 0), int(dated[3] or 0))

    def _note_month(self, year: int, month: int) -> None:
        self.last, self.fine, self.before_christ = date(year, month, 1), 2, False

    def _note_date(self, year: int, month: int, day: int) -> None:
        if not valid_day(year, month or 1, day or 1) or not can_count_from(year):
            return
        if self.last and self.last.year == year and not month:
            return
        self.last = date(year, month or 1, day or 1)
        self.fine = 1 + bool(month) + bool(day)
        self.before_christ = False

    def year_for(self, month: int, day: int = 0, look: int = 0) -> int | None:
        """Return the year of a month, or of a day of a month, that comes without one.

        Parameters
        ----------
        month : int
            1 to 12.
        day : int
            1 to 31; 0 for a month as a whole.
        look : int
            Which way the sentence looks in news: 1 ahead, -1 back, 0 where nothing says so.

        Returns
        -------
        int or None
            None when nothing fixes it.
        """
        if self.narrative:
            return self._year_in_narrative(month)
        return self._year_in_news(month, day, look)

    def _year_in_narrative(self, month: int) -> int | None:
        if self.last is None:
            return None
        if self.fine == 1:
            return self.last.year
        behind = self.last.month - month
        return self.last.year + (behind >= _NEXT_YEAR_AFTER) - (-behind >= _YEAR_BEFORE_AFTER)

    def _year_in_news(self, month: int, day: int, look: int) -> int | None:
        if self.published is None:
            return self.last.year if self.last else None
        now = self.published
        if (month, day) <= (now.month, now.day if day else 0) or (month == now.month and not day):
            return now.year + (look > 0 and now.month - month > _PLAN_MONTHS)
        return now.year if look > 0 or (month - now.month <= 1 and not look) else now.year - 1
