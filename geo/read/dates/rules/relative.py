"""Dates counted from another date: "yesterday", "two days ago", "the following week"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.amounts import amount
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import PARTS
from geo.read.dates.rules.durations import around_base
from geo.read.dates.rules.weekdays import weekday_near
from geo.read.dates.values import (
    CLOCK_UNITS,
    FUTURE,
    PAST,
    PRESENT,
    UNKNOWN_COUNT,
    Value,
    duration_value,
    shift,
    stretch,
    unit_name,
)

# Words that point into the text ("the following day") rather than at the day of writing.
_WITHIN_TEXT = frozenset(
    {"same", "that", "following", "previous", "preceding", "prior", "subsequent"}
)
_ENDS = frozenset({"dot", "comma", "break", "mark"})
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "year": "XXXX"}


def _day(base: date | None, days: int) -> str:
    return (base + timedelta(days)).isoformat() if base else "XXXX-XX-XX"


@rule("early? deictic")
def _deictic(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "yesterday", "today" and "tomorrow"."""
    if anchor.narrative and match.surface("deictic") == "today":
        return Value("DATE", PRESENT, noted=False)
    return Value("DATE", _day(anchor.base, match.number("deictic")))


@rule("the? unit (before | after) deictic")
def _beside_near_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the day after tomorrow"."""
    if unit_name(match.number("unit")) != "day":
        return None
    step = -1 if match.get("before") else 1
    return Value("DATE", _day(anchor.base, match.number("deictic") + step))


@rule("unit dash (ago | earlier)")
def _unit_ago(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the "year-ago" of "the year-ago quarter"."""
    if anchor.base is None:
        return None
    return Value("DATE", shift(anchor.base, -1, unit_name(match.number("unit"))), noted=False)


@rule(
    "early? deictic (in the)? early? part",
    "early? tonight",
    "overnight",
    "early? (this | previous) early? part",
)
def _part_of_near_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "yesterday morning", "tonight" and "last night"."""
    part = match.get("part") or match.get("tonight") or match.get("overnight")
    if part is None:
        return None
    days = match.number("deictic") + match.number("previous")
    return Value("TIME", f"{_day(anchor.base, days)}T{PARTS[part.number]}")


@rule(
    "early? (same | the next | next | the same) early? part",
    "early? the part",
    "early? in the part",
)
def _part_of_latest_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "that afternoon" and "the next morning"."""
    which = match.get("which")
    if which is None:
        return _part_of_day_itself(match, anchor)
    return Value("TIME", f"{_day(anchor.latest, which.number)}T{PARTS[match.number('part')]}")


def _part_of_day_itself(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "in the afternoon" in news."""
    leads_in = match.get("in") or match.left().endswith(" in ")
    if anchor.narrative or not leads_in or match.kind_after() in ("of", "on"):
        return None
    return Value("TIME", f"{_day(anchor.clock_day, 0)}T{PARTS[match.number('part')]}", noted=False)


def _base_of(match: RuleMatch, anchor: Anchor, unit: str) -> date | None:
    word = match.surface("which") or match.surface("past")
    if anchor.narrative or word in _WITHIN_TEXT or (word == "next" and unit == "day"):
        return anchor.latest_day if unit == "day" else anchor.latest_as_fine_as(unit)
    return anchor.published or anchor.latest


_DURING = re.compile(r"\b(?:in|over|within|during|throughout|for) $", re.IGNORECASE)


def _is_length(match: RuleMatch, unit: str) -> bool:
    """Say whether "the next year" is how long rather than when: "over the next year"."""
    if match.kind_after() == "of":
        return True
    named = match.surface("which") in ("last", "next", "coming", "past") and match.get("the")
    return bool(named and unit not in ("day", "weekend") and _DURING.search(match.left()))


@rule("lead? (the | this | same)* which unit part?")
def _named_unit(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "last week", "the following year" and "later this month"."""
    which, unit = match.get("which"), unit_name(match.number("unit"))
    if which is None or unit in CLOCK_UNITS or (unit == "day" and match.surface("which") == "last"):
        return None
    if _is_length(match, unit):
        within = around_base(match, anchor, "1") if match.kind_after() != "of" else None
        return Value("DURATION", duration_value("1", unit), noted=False, within=within)
    base = _base_of(match, anchor, unit)
    if base is None:
        return Value("DATE", _UNKNOWN.get(unit, "XXXX"), noted=False)
    value = shift(base, which.number, unit)
    if match.get("part") and unit == "day":
        return Value("TIME", f"{value}T{PARTS[match.number('part')]}")
    return Value("DATE", value, bool(match.get("edge")))


_THAT = DelayedPattern(CONTEXT, "behind_that")


def _counting_base(match: RuleMatch, anchor: Anchor, unit: str) -> date | None:
    if match.surface("shift_word") == "ago" or anchor.narrative:
        return anchor.base
    return anchor.latest_day if unit == "day" else anchor.latest


@rule("count unit ago any_weekday", "count units ago any_weekday")
def _weekday_ago(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "a year ago Thursday": the day itself, counted back from the nearest such weekday."""
    unit, count = unit_name(match.number("any_unit")), amount(match)
    if anchor.base is None or unit not in ("week", "month", "year") or not count.isdigit():
        return None
    near = weekday_near(anchor.base, match.number("any_weekday"), "", looks_ahead(match))
    far, _ = stretch(near, -int(count), unit)
    return Value("DATE", far.isoformat())


@rule("roughly? count dash? any_unit dash? shift_word", "units shift_word")
def _counted_away(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "two days ago", "three weeks later" and "months before"."""
    sign, unit = match.number("shift_word"), unit_name(match.number("any_unit"))
    word = match.surface("shift_word")
    if word == "since":
        return None  # "it is 50 years since"
    before_that = match.get("number_any") and _THAT.match(match.right())
    if word in ("after", "before") and match.kind_after() not in _ENDS and not before_that:
        return None  # "two weeks after the siege began": only the length is given
    if match.kind_after() == "than":
        return None  # "a month earlier than planned"
    is_counted = match.get("number_any") or match.get("a")
    count = amount(match) if is_counted else UNKNOWN_COUNT
    base = _counting_base(match, anchor, unit)
    if count == UNKNOWN_COUNT or base is None:
        return _uncounted_away(match, anchor, sign, unit)
    if unit in CLOCK_UNITS:
        return Value("TIME", base.isoformat())
    return Value("DATE", shift(base, sign * int(float(count)), unit), bool(match.get("about")))


def _uncounted_away(match: RuleMatch, anchor: Anchor, sign: int, unit: str) -> Value:
    if anchor.narrative and unit in _UNKNOWN:
        return Value("DATE", _UNKNOWN[unit], True, noted=False)
    return Value("DATE", PAST if sign < 0 else FUTURE, True, noted=False)


@rule("the unit (before | after)")
def _day_beside_event(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Leave "the day after the battle" open, rather than guess the battle's day."""
    unit = unit_name(match.number("unit"))
    if unit not in ("day", "week", "month", "year"):
        return None
    if match.kind_after() in ("filler", "the", "a", "month", "weekday"):
        return Value("DATE", _UNKNOWN[unit], noted=False)
    base = anchor.latest
    sign = -1 if match.get("before") else 1
    return Value("DATE", shift(base, sign, unit)) if base else None
