"""The rules, one file a theme; importing this package registers them all in a fixed order."""

from geo.read.dates.rules import (
    calendar,
    clock,
    durations,
    eras,
    holidays,
    numeric,
    open_ended,
    periods,
    portions,
    ranges,
    relative,
    sets,
    weekdays,
    years,
)

__all__ = [
    "calendar",
    "clock",
    "durations",
    "eras",
    "holidays",
    "numeric",
    "open_ended",
    "periods",
    "portions",
    "ranges",
    "relative",
    "sets",
    "weekdays",
    "years",
]
