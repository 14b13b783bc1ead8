"""Weeks, months, quarters and years themselves: "the weekend", "the end of the month"."""

from __future__ import annotations

import re

from geo.read.dates.anchor import Anchor
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.values import CLOCK_UNITS, Value, shift, unit_name


@rule("the unit", "this past unit")
def _weekend(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the weekend": the last one, or the coming one when the sentence looks ahead."""
    if match.surface("unit") != "weekend" or match.kind_after() == "of" or anchor.base is None:
        return None
    begun = anchor.base.isoweekday() >= 6
    back = 0 if begun or looks_ahead(match) else -1
    return Value("DATE", shift(anchor.base, back, "weekend"))


_FOR = re.compile(r"\b(?:for|in|during) $", re.IGNORECASE)


@rule("<the unit> (comma | dot)")
def _period_itself(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the "year" of "for the year, profit rose"; "the quarter" is the last that is over."""
    unit = unit_name(match.number("unit"))
    if anchor.narrative or anchor.base is None or not _FOR.search(match.left()):
        return None
    if unit not in ("year", "quarter", "month"):
        return None
    back = -1 if unit == "quarter" and not looks_ahead(match) else 0
    return Value("DATE", shift(anchor.base, back, unit), noted=False)


@rule("(earlier | later | edge) in the unit", "the? rest of the unit", "the? edge of the unit")
def _within_unit(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "later in the year" and "the end of the month"."""
    unit, base = unit_name(match.number("unit")), anchor.latest if anchor.narrative else anchor.base
    if base is None or unit not in ("week", "month", "year", "decade", "day"):
        return None
    return Value("DATE", shift(base, 0, unit), True)


@rule("unit possessive? dash? edge")
def _unit_end(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "year-end" and "month's end"."""
    base = anchor.latest if anchor.narrative else anchor.base
    unit = unit_name(match.number("unit"))
    if base is None or unit not in ("month", "year") or match.surface("edge") != "end":
        return None
    return Value("DATE", shift(base, 0, unit), True)


@rule("the? latest fiscal? unit")
def _latest_unit(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the latest quarter": the last one that is over."""
    unit = unit_name(match.number("unit"))
    if anchor.base is None or unit in CLOCK_UNITS:
        return None
    return Value("DATE", shift(anchor.base, -1, unit))


@rule("the? (current | present) unit")
def _current_unit(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the current year"."""
    base, unit = anchor.base, unit_name(match.number("unit"))
    if base is None or match.surface("present") == "now" or unit in CLOCK_UNITS:
        return None
    return Value("DATE", shift(base, 0, unit))
