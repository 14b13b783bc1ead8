"""Lengths of time: "three weeks", "a five-year plan", "the past two months"."""

from __future__ import annotations

import re
from datetime import date

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.amounts import amount
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.values import (
    FUTURE,
    PAST,
    UNKNOWN_COUNT,
    Value,
    duration_value,
    stretch,
    unit_name,
)

# "$5 a day", "40 % a year": a rate, no length of time.
_RATE = DelayedPattern(CONTEXT, "before_rate")
_PLURAL = DelayedPattern(CONTEXT, "before_rate_plural")
_AGE = re.compile(r"[ -](?:old\b|of age\b)")
_LEADS_TO_UNITS = DelayedPattern(CONTEXT, "leads_to_units", re.IGNORECASE)
_HALVES = {"year": "P6M", "hour": "PT30M", "decade": "P5Y", "century": "P50Y", "day": "PT12H"}


def length(match: RuleMatch) -> str:
    """Return the duration of a match with an amount and a unit."""
    unit = unit_name(match.number("any_unit"))
    count = amount(match)
    if count == "0.5" and unit in _HALVES:
        return _HALVES[unit]
    return duration_value(count, unit)


def _blurred(match: RuleMatch) -> bool:
    return bool(match.get("about") or match.get("few"))


@rule(
    "(the | this | same | edge)* (previous | past | next | ordword | few | edge)+"
    " count dash? filler? any_unit",
    "roughly? the? count (previous | past | next) units",
)
def _counted_from_here(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the past two weeks" and "the next six months"."""
    if not _is_one_word(match) or _AGE.match(match.right()):
        return None
    within = None if match.get("ordword") else around_base(match, anchor, amount(match))
    return Value("DURATION", length(match), _blurred(match), noted=False, within=within)


def around_base(match: RuleMatch, anchor: Anchor, count: str) -> tuple[date, date] | None:
    """Return the days of "the past two weeks" or "the next month", None where they are open.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    count : str
        How many units, as TIMEX3 writes it.
    """
    ahead = match.get("next")
    if (
        anchor.base is None
        or not count.isdigit()
        or not (ahead or match.get("previous") or match.get("past"))
    ):
        return None
    unit = unit_name(match.number("any_unit"))
    return stretch(anchor.base, int(count) if ahead else -int(count), unit)


def _is_one_word(match: RuleMatch) -> bool:
    """Say whether the filler of an expression is a single word, not a run of them."""
    token = match.get("filler")
    if token is None:
        return True
    following = match.get("any_unit")
    between = match.tokens.text[token.end : following.start] if following else " "
    return match.tokens.word(token).isalpha() and not between.strip()


@rule(
    "roughly? count dash? any_unit",
    "a dash? unit dash? and dash? a dash? half",
    "roughly? (numword | digits | few) (filler | more) units",
)
def _counted(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "three weeks", "five-year" and "half an hour"."""
    digits_only = match.get("number_any") or match.get("few") or match.get("half")
    if not digits_only and (_RATE.search(match.left()) or _PLURAL.search(match.left())):
        return None
    if (_AGE.match(match.right()) and not anchor.narrative) or not _is_one_word(match):
        return None
    if match.surface("few") == "some" and match.get("unit"):
        return None  # "some day"
    if match.surface("any_unit") in ("quarter", "quarters"):
        return None
    return Value("DURATION", length(match), _blurred(match), noted=False)


@rule("(the | this)? past unit")
def _past_unit(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the past year" and "this past month"."""
    unit = unit_name(match.number("unit"))
    if unit == "weekend":
        return None
    within = around_base(match, anchor, "1")
    return Value("DURATION", duration_value("1", unit), noted=False, within=within)


@rule("(the | previous | next | past | recent)* units")
def _uncounted(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "recent weeks", "the coming months" and "for days"."""
    unit = unit_name(match.number("units"))
    if unit in ("quarter", "second"):
        return None
    if match.get("recent") or (match.get("past") and not match.get("the")):
        return Value("DATE", PAST, True, noted=False)
    if match.get("next") and match.surface("next") != "following":
        return Value("DATE", FUTURE, True, noted=False)
    loose = match.get("previous") or match.get("past") or match.get("next")
    if not loose and not _LEADS_TO_UNITS.search(match.left()):
        return None
    return Value("DURATION", duration_value(UNKNOWN_COUNT, unit), True, noted=False)


@rule("<units> (before | after) (filler | the | a)")
def _uncounted_beside(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the "hours" of "hours after the attack"."""
    unit = unit_name(match.number("units"))
    if unit == "second" or match.surface("after") == "since":
        return None
    return Value("DURATION", duration_value(UNKNOWN_COUNT, unit), True, noted=False)


@rule("<any_unit> dash filler")
def _unit_long(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "month-long" and "months-long"."""
    if not match.right().startswith("-long"):
        return None
    count = "1" if match.get("unit") else UNKNOWN_COUNT
    unit = unit_name(match.number("any_unit"))
    return Value("DURATION", duration_value(count, unit), noted=False)
