"""Weeks, months, quarters and years themselves: "the weekend", "the end of the month"."""

from __future__ import annotations

import re

from geo.read.dates.anchor import Anchor
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import Match, rule
from geo.read.dates.values import CLOCK_UNITS, Value, moved, unit_name


@rule("the unit", "this past unit")
def weekend(match: Match, at: Anchor) -> Value | None:
    """Read "the weekend": the last one, or the coming one when the sentence looks ahead."""
    if match.words("unit") != "weekend" or match.kind_after() == "of" or at.base is None:
        return None
    begun = at.base.isoweekday() >= 6
    back = 0 if begun or looks_ahead(match) else -1
    return Value("DATE", moved(at.base, back, "weekend"))


_FOR = re.compile(r"\b(?:for|in|during) $", re.IGNORECASE)


@rule("<the unit> (comma | dot)")
def period_itself(match: Match, at: Anchor) -> Value | None:
    """Read the "year" of "for the year, profit rose"; "the quarter" is the last that is over."""
    unit = unit_name(match.number("unit"))
    if at.narrative or at.base is None or not _FOR.search(match.left()):
        return None
    if unit not in ("year", "quarter", "month"):
        return None
    back = -1 if unit == "quarter" and not looks_ahead(match) else 0
    return Value("DATE", moved(at.base, back, unit), noted=False)


@rule("(earlier | later | edge) in the unit", "the? rest of the unit", "the? edge of the unit")
def within_unit(match: Match, at: Anchor) -> Value | None:
    """Read "later in the year" and "the end of the month"."""
    unit, base = unit_name(match.number("unit")), at.told if at.narrative else at.base
    if base is None or unit not in ("week", "month", "year", "decade", "day"):
        return None
    return Value("DATE", moved(base, 0, unit), True)


@rule("unit possessive? dash? edge")
def unit_end(match: Match, at: Anchor) -> Value | None:
    """Read "year-end" and "month's end"."""
    base = at.told if at.narrative else at.base
    unit = unit_name(match.number("unit"))
    if base is None or unit not in ("month", "year") or match.words("edge") != "end":
        return None
    return Value("DATE", moved(base, 0, unit), True)


@rule("the? latest fiscal? unit")
def latest_unit(match: Match, at: Anchor) -> Value | None:
    """Read "the latest quarter": the last one that is over."""
    unit = unit_name(match.number("unit"))
    if at.base is None or unit in CLOCK_UNITS:
        return None
    return Value("DATE", moved(at.base, -1, unit))


@rule("the? (current | present) unit")
def current_unit(match: Match, at: Anchor) -> Value | None:
    """Read "the current year"."""
    base, unit = at.base, unit_name(match.number("unit"))
    if base is None or match.words("present") == "now" or unit in CLOCK_UNITS:
        return None
    return Value("DATE", moved(base, 0, unit))
