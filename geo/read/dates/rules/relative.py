"""Dates told from another date: "yesterday", "two days ago", "the following week"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.read.dates.amounts import amount
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import Match, rule
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
    moved,
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
def deictic(match: Match, at: Anchor) -> Value | None:
    """Read "yesterday", "today" and "tomorrow"."""
    if at.narrative and match.words("deictic") == "today":
        return Value("DATE", PRESENT, noted=False)
    return Value("DATE", _day(at.base, match.number("deictic")))


@rule("the? unit (before | after) deictic")
def beside_near_day(match: Match, at: Anchor) -> Value | None:
    """Read "the day after tomorrow"."""
    if unit_name(match.number("unit")) != "day":
        return None
    step = -1 if match.get("before") else 1
    return Value("DATE", _day(at.base, match.number("deictic") + step))


@rule("unit dash (ago | earlier)")
def unit_ago(match: Match, at: Anchor) -> Value | None:
    """Read the "year-ago" of "the year-ago quarter"."""
    if at.base is None:
        return None
    return Value("DATE", moved(at.base, -1, unit_name(match.number("unit"))), noted=False)


@rule(
    "early? deictic (in the)? early? part",
    "early? tonight",
    "overnight",
    "early? (this | previous) early? part",
)
def part_of_near_day(match: Match, at: Anchor) -> Value | None:
    """Read "yesterday morning", "tonight" and "last night"."""
    part = match.get("part") or match.get("tonight") or match.get("overnight")
    if part is None:
        return None
    days = match.number("deictic") + match.number("previous")
    return Value("TIME", f"{_day(at.base, days)}T{PARTS[part.number]}")


@rule(
    "early? (same | the next | next | the same) early? part",
    "early? the part",
    "early? in the part",
)
def part_of_told_day(match: Match, at: Anchor) -> Value | None:
    """Read "that afternoon" and "the next morning"."""
    which = match.get("which")
    if which is None:
        return _part_of_day_itself(match, at)
    return Value("TIME", f"{_day(at.told, which.number)}T{PARTS[match.number('part')]}")


def _part_of_day_itself(match: Match, at: Anchor) -> Value | None:
    """Read "in the afternoon" in news."""
    leads_in = match.get("in") or match.left().endswith(" in ")
    if at.narrative or not leads_in or match.kind_after() in ("of", "on"):
        return None
    return Value("TIME", f"{_day(at.clock_day, 0)}T{PARTS[match.number('part')]}", noted=False)


def _base_of(match: Match, at: Anchor, unit: str) -> date | None:
    word = match.words("which") or match.words("past")
    if at.narrative or word in _WITHIN_TEXT or (word == "next" and unit == "day"):
        return at.told_day if unit == "day" else at.told_as_finely_as(unit)
    return at.published or at.told


_DURING = re.compile(r"\b(?:in|over|within|during|throughout|for) $", re.IGNORECASE)


def _is_length(match: Match, unit: str) -> bool:
    """Say whether "the next year" is how long rather than when: "over the next year"."""
    if match.kind_after() == "of":
        return True
    named = match.words("which") in ("last", "next", "coming", "past") and match.get("the")
    return bool(named and unit not in ("day", "weekend") and _DURING.search(match.left()))


@rule("lead? (the | this | same)* which unit part?")
def named_unit(match: Match, at: Anchor) -> Value | None:
    """Read "last week", "the following year" and "later this month"."""
    which, unit = match.get("which"), unit_name(match.number("unit"))
    if which is None or unit in CLOCK_UNITS or (unit == "day" and match.words("which") == "last"):
        return None
    if _is_length(match, unit):
        within = around_base(match, at, "1") if match.kind_after() != "of" else None
        return Value("DURATION", duration_value("1", unit), noted=False, within=within)
    base = _base_of(match, at, unit)
    if base is None:
        return Value("DATE", _UNKNOWN.get(unit, "XXXX"), noted=False)
    value = moved(base, which.number, unit)
    if match.get("part") and unit == "day":
        return Value("TIME", f"{value}T{PARTS[match.number('part')]}")
    return Value("DATE", value, bool(match.get("edge")))


_THAT = CONTEXT.compile("behind_that")


def _counting_base(match: Match, at: Anchor, unit: str) -> date | None:
    if match.words("shift_word") == "ago" or at.narrative:
        return at.base
    return at.told_day if unit == "day" else at.told


@rule("count unit ago any_weekday", "count units ago any_weekday")
def weekday_ago(match: Match, at: Anchor) -> Value | None:
    """Read "a year ago Thursday": the day itself, counted back from the nearest such weekday."""
    unit, count = unit_name(match.number("any_unit")), amount(match)
    if at.base is None or unit not in ("week", "month", "year") or not count.isdigit():
        return None
    near = weekday_near(at.base, match.number("any_weekday"), "", looks_ahead(match))
    far, _ = stretch(near, -int(count), unit)
    return Value("DATE", far.isoformat())


@rule("roughly? count dash? any_unit dash? shift_word", "units shift_word")
def counted_away(match: Match, at: Anchor) -> Value | None:
    """Read "two days ago", "three weeks later" and "months before"."""
    sign, unit = match.number("shift_word"), unit_name(match.number("any_unit"))
    word = match.words("shift_word")
    if word == "since":
        return None  # "it is 50 years since"
    before_that = match.get("number_any") and _THAT.match(match.right())
    if word in ("after", "before") and match.kind_after() not in _ENDS and not before_that:
        return None  # "two weeks after the siege began": only the length is told
    if match.kind_after() == "than":
        return None  # "a month earlier than planned"
    told = match.get("number_any") or match.get("a")
    count = amount(match) if told else UNKNOWN_COUNT
    base = _counting_base(match, at, unit)
    if count == UNKNOWN_COUNT or base is None:
        return _uncounted_away(match, at, sign, unit)
    if unit in CLOCK_UNITS:
        return Value("TIME", base.isoformat())
    return Value("DATE", moved(base, sign * int(float(count)), unit), bool(match.get("about")))


def _uncounted_away(match: Match, at: Anchor, sign: int, unit: str) -> Value:
    if at.narrative and unit in _UNKNOWN:
        return Value("DATE", _UNKNOWN[unit], True, noted=False)
    return Value("DATE", PAST if sign < 0 else FUTURE, True, noted=False)


@rule("the unit (before | after)")
def day_beside_event(match: Match, at: Anchor) -> Value | None:
    """Leave "the day after the battle" open, rather than guess the battle's day."""
    unit = unit_name(match.number("unit"))
    if unit not in ("day", "week", "month", "year"):
        return None
    if match.kind_after() in ("filler", "the", "a", "month", "weekday"):
        return Value("DATE", _UNKNOWN[unit], noted=False)
    base = at.told
    sign = -1 if match.get("before") else 1
    return Value("DATE", moved(base, sign, unit)) if base else None
