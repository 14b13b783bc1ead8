"""A date expression: its span in the text, its TIMEX3 value and the days it covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from geo.model.timespan import Precision, Timespan
from geo.read.dates.intervals import is_bc


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One expression of time in a text.

    Attributes
    ----------
    start, end : int
        Character offsets in the text, end exclusive.
    text : str
        The words as written.
    type : str
        TIMEX3 type: DATE, TIME, DURATION or SET.
    value : str
        TIMEX3 value.
    first, last : date or None
        First and last day covered; None where open or not given.
    precision : Precision or None
        The unit the words speak in; None when they fix no days.
    approx : bool
        The words blur the date ("about", "early", "recent").
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: date | None
    last: date | None
    precision: Precision | None
    approx: bool

    def timespan(self) -> Timespan | None:
        """Return the timespan of the words, None when they do not fix both ends."""
        if self.first is None or self.last is None or self.precision is None:
            return None
        return Timespan(self.first, self.last, self.precision, self.approx, self.text)

    def as_json(self) -> dict[str, Any]:
        """Return a row for JSON; days before year 1 have no `first` and `last`."""
        row: dict[str, Any] = {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "type": self.type,
            "value": self.value,
        }
        if not is_bc(self.value):
            row["first"] = self.first.isoformat() if self.first else None
            row["last"] = self.last.isoformat() if self.last else None
        return row | {"precision": self.precision, "approx": self.approx}
