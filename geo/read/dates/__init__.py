"""Dates in English running text: spans, TIMEX3 values and the days they cover."""

from geo.read.dates.expression import DateExpression
from geo.read.dates.reader import read_dates, read_dates_of_any_day

__all__ = ["DateExpression", "read_dates", "read_dates_of_any_day"]
