"""Times of day: "10:30 p.m. on Friday", "noon", "the night of 20 June"."""

from __future__ import annotations

import re
from datetime import timedelta

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import PARTS
from geo.read.dates.rules.calendar import named_day
from geo.read.dates.rules.weekdays import weekday_value
from geo.read.dates.values import Value

_CLOCK = re.compile(r"\d+")
_LEADS_TO_PART = re.compile(r"\b(?:at|by) $|\b(?:before|after|until|since|around) (?=\Z)")
_BEFORE_HOUR = DelayedPattern(CONTEXT, "before_hour")
_SCORE_OR_RATIO = DelayedPattern(CONTEXT, "before_score")


def _day(match: RuleMatch, anchor: Anchor) -> str:
    """Return the day a time belongs to: its own weekday or date, else the day the text is in."""
    month = match.get("any_month")
    if month:  # the hour is a number as well: the day stands nearest to its month
        day = min(match.all("day"), key=lambda token: abs(token.start - month.start))
        return named_day(match, anchor, month.number, day.number).value
    if match.get("any_weekday"):
        return weekday_value(match, anchor)
    base = anchor.base if match.get("deictic") or looks_ahead(match) else anchor.clock_day
    if base is None:
        return "XXXX-XX-XX"
    return (base + timedelta(match.number("deictic"))).isoformat()


def _hour_and_minute(match: RuleMatch) -> tuple[int, int]:
    clock = match.get("clock")
    if clock:
        hour, minute = _CLOCK.findall(match.tokens.word(clock))[:2]
        return int(hour), int(minute)
    return match.all("hour")[0].number, 0


def _on_24(hour: int, match: RuleMatch) -> int:
    half_day, part = match.get("half_day"), match.get("part")
    if hour > 12 or not (half_day or part):
        return hour
    return hour % 12 + (half_day.number if half_day else 12 * bool(match.number("part")))


@rule(
    "early? (clock | hour) half_day zone? (comma? on? (any_weekday | deictic))?",
    "early? clock zone? (comma? on? (any_weekday | deictic))?",
    "(any_weekday | deictic) (comma | at)* (clock | hour) half_day",
    "(any_weekday | deictic) (comma | at)* clock",
    "any_month day comma? year? (comma | at)* (clock | int12) half_day",
    "<(clock | int12) half_day> zone? (comma | on | of | the)* any_month day (comma? year)?",
    "<(clock | int12) half_day> zone? (comma | on | of | the)* day any_month (comma? year)?",
    "(clock | int12) half_day zone? (comma | on)* any_weekday comma? any_month day (comma? year)?",
    "(clock | int12) half_day zone? (comma | on)* any_weekday comma? day any_month (comma? year)?",
)
def _time(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "10:30 p.m. on Friday" and "Friday at 22:30"."""
    hour, minute = _hour_and_minute(match)
    if not match.get("half_day") and _SCORE_OR_RATIO.search(match.left()):
        return None
    hour = _on_24(hour, match)
    return Value("TIME", f"{_day(match, anchor)}T{hour:02d}:{minute:02d}") if hour <= 24 else None


@rule("(clock | int12) in the part (on? any_weekday | deictic)?")
def _hour_in_part(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "5 in the afternoon"."""
    if not _BEFORE_HOUR.search(match.left()):
        return None
    return _time(match, anchor)


@rule("(number | year) zone")
def _four_figures(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "0600 GMT"."""
    figures = match.text[:4]
    if not figures.isdigit() or int(figures[:2]) > 24 or int(figures[2:]) > 59:
        return None
    return Value("TIME", f"{_day(match, anchor)}T{figures[:2]}:{figures[2:]}")


@rule("noon (comma? on? (any_weekday | deictic))?", "(any_weekday | deictic) at? noon")
def _noon(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "noon" and "midnight on Friday"."""
    return Value("TIME", f"{_day(match, anchor)}T{match.number('noon'):02d}:00")


@rule(
    "part_of the? day of? any_month (comma? year)?",
    "part_of any_month day (comma? year)?",
    "part_of any_weekday (comma? (any_month day | day any_month) (comma? year)?)?",
    "(edge dash?)? part any_weekday",
)
def _part_of_date(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the night of 20 June 1791" and "dawn Monday"."""
    if match.kind_before() in ("ordword", "ordinal"):
        return None
    return Value("TIME", f"{_day(match, anchor)}T{PARTS[match.number('part')]}")


@rule("early? dash? part", "parts")
def _part_alone(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "at night", a part of any day, and in news "by nightfall" as one of its own."""
    part = match.get("part") or match.get("parts")
    if part is None or not _LEADS_TO_PART.search(match.left()):
        return None
    own = (
        anchor.clock_day
        if not anchor.narrative and match.surface("part") not in ("night", "")
        else None
    )
    day = own.isoformat() if own else "XXXX-XX-XX"
    return Value("TIME", f"{day}T{PARTS[part.number]}", noted=False)
