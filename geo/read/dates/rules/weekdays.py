"""Weekdays: "Friday", "last Monday", "Tuesday night"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.read.dates.anchor import Anchor
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import PARTS
from geo.read.dates.values import Value

_DAYS_A_WEEK = 7
# On Tuesday nobody calls tomorrow "next Wednesday".
_TOO_NEAR_FOR_NEXT = 1
_NAMES = re.compile(r"(?:Black|Good|Bloody|Ash|Palm|Super|Holy|Easter|Red) $")

_PAPERS = re.compile(r" (?:[A-Z]\w+ )?(?:Times|Telegraph|Mail|Herald|Post|Mirror|Express|World)\b")


def weekday_near(base: date, weekday: int, which: str, ahead: bool) -> date:
    """Return the day a weekday means, seen from a base day.

    Parameters
    ----------
    base : date
        The publication day, or a narrative's last date.
    weekday : int
        1 Monday to 7 Sunday.
    which : str
        "previous", "next", "this" or empty.
    ahead : bool
        The sentence speaks of the future.
    """
    back = (base.isoweekday() - weekday) % _DAYS_A_WEEK
    forward = (weekday - base.isoweekday()) % _DAYS_A_WEEK
    if which == "this":
        return base + timedelta(weekday - base.isoweekday())
    if which == "next":
        return base + timedelta(forward + _DAYS_A_WEEK * (forward <= _TOO_NEAR_FOR_NEXT))
    if which == "previous":
        return base - timedelta(back or _DAYS_A_WEEK)
    return base + timedelta(forward) if ahead else base - timedelta(back)


def weekday_value(match: RuleMatch, anchor: Anchor) -> str:
    """Return the value of a match's weekday; XXXX-WXX-5 when nothing fixes it.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    """
    weekday = match.number("any_weekday")
    if anchor.base is None:
        return f"XXXX-WXX-{weekday}"
    which = match.get("which")
    kind = which.kind if which else "previous" if match.get("past") else ""
    ahead = not kind and not anchor.narrative and looks_ahead(match)
    return weekday_near(anchor.base, weekday, kind, ahead).isoformat()


@rule(
    "(early of? | bound of)? the? (previous | next | this | same | past)* early? any_weekday",
    "(previous | next | this | same | past) unit possessive? any_weekday",
)
def _weekday(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Friday" and "last Friday"."""
    if match.get("shy_weekday") or _NAMES.search(match.left()) or _PAPERS.match(match.right()):
        return None
    return Value("DATE", weekday_value(match, anchor))


@rule("<any_weekday> (to | dash) any_weekday")
def _first_weekday(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the weekday that opens a range: the Monday of "Monday to Thursday"."""
    opening, closing = match.all("any_weekday")[:2]
    if anchor.base is None or anchor.narrative or looks_ahead(match):
        return Value("DATE", weekday_value(match, anchor))
    last = weekday_near(anchor.base, closing.number, "", ahead=False)
    return Value("DATE", weekday_near(last, opening.number, "", ahead=False).isoformat())


@rule(
    "(the | previous | next | this)? early? any_weekday (in the)? comma? early? part",
    "early any_weekday",
)
def _weekday_part(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Friday night"."""
    part = match.get("part")
    if part is None:
        return Value("DATE", weekday_value(match, anchor))
    return Value("TIME", f"{weekday_value(match, anchor)}T{PARTS[part.number]}")


@rule("any_weekday of? (previous | next | this) unit")
def _weekday_of_week(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Friday last week"."""
    which = match.get("which")
    if which is None or anchor.base is None or match.surface("unit") != "week":
        return None
    days = match.number("any_weekday") - anchor.base.isoweekday() + _DAYS_A_WEEK * which.number
    return Value("DATE", (anchor.base + timedelta(days)).isoformat())


@rule("overnight any_weekday", "any_weekday overnight")
def _weekday_overnight(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "overnight Monday"."""
    return Value("TIME", f"{weekday_value(match, anchor)}TNI")


@rule("weekdays")
def _weekdays(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "Fridays" as a set."""
    return Value("SET", f"XXXX-WXX-{match.number('weekdays')}", noted=False)


@rule("every any_weekday")
def _every_weekday(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "every Friday" as a set."""
    return Value("SET", f"XXXX-WXX-{match.number('any_weekday')}", noted=False)
