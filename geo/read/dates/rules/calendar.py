"""Days and months by name: "12 October 2015", "late March", "May 3 of the same year"."""

from __future__ import annotations

import re

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import look
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import UNITS
from geo.read.dates.values import Value, month_value

# "May", "March", "Jan" are dates only where a word of time leads to them.
_PREPOSITION = DelayedPattern(CONTEXT, "before_month", re.IGNORECASE)
_LEADS_TO_MONTH = DelayedPattern(CONTEXT, "leads_to_month", re.IGNORECASE)
_ATTACKS_OF_2001 = re.compile(r"Sept(?:\.|ember) 11(?:th)?,? (?:terror|attack|hijack)")
# "April Jones", "August Wilson".
_BEFORE_SURNAME = re.compile(r" [A-Z][a-z]")


def named_year(match: RuleMatch, anchor: Anchor) -> int | None:
    """Return the year that "of last year" or "of the same year" names.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    """
    which = match.get("which")
    if which is None or not any(UNITS[unit.number] == "year" for unit in match.all("unit")):
        return None
    if match.surface("which") in ("same", "that", "following") or anchor.narrative:
        return anchor.last_year + which.number if anchor.last_year else None
    return anchor.published.year + which.number if anchor.published else None


def year_of(match: RuleMatch, anchor: Anchor, month: int, day: int = 0) -> int | None:
    """Return the year of a match: written, named ("of last year") or meant.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    month : int
        1 to 12.
    day : int
        1 to 31; 0 for a month as a whole.
    """
    year = match.get("year")
    if year:
        return year.number
    return named_year(match, anchor) or anchor.year_for(
        month, day, 0 if anchor.narrative else look(match)
    )


def day_of_month(match: RuleMatch, anchor: Anchor) -> Value:
    """Return the value of a match that has a month and a day.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    """
    return named_day(match, anchor, match.number("any_month"), match.number("day"))


def named_day(match: RuleMatch, anchor: Anchor, month: int, day: int) -> Value:
    """Return the value of a day of a month, in the year that a match gives or means.

    Parameters
    ----------
    match : RuleMatch
        What a rule found.
    anchor : Anchor
        What is known of the text so far.
    month : int
        1 to 12.
    day : int
        1 to 31.
    """
    year = year_of(match, anchor, month, day)
    written = f"{year:04d}" if year else "XXXX"
    return Value("DATE", f"{written}-{month:02d}-{day:02d}", is_loose(match))


def is_loose(match: RuleMatch) -> bool:
    """Say whether a word like "about", "early" or "since" blurs the expression."""
    return bool(match.get("about") or match.get("edge"))


@rule("named_day lead? any_month the? day ((comma? | of) year | by_year)?")
def _month_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "March 22, 2013" and "Friday, March 22"."""
    if not match.get("year") and _ATTACKS_OF_2001.match(match.text + match.right()):
        return Value("DATE", "2001-09-11", noted=False)
    return day_of_month(match, anchor)


@rule("named_day lead? the? day (of | dash)? any_month (comma? dash? year | by_year)?")
def _day_month(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "22 March 2013" and "the 22nd of March"."""
    if match.get("shy_month") and match.surface("shy_month") == "may" and not match.get("ordinal"):
        modal = re.match(r" (?:be|have|not|also|well|seem|soon)\b", match.right())
        return None if modal else day_of_month(match, anchor)
    return day_of_month(match, anchor)


@rule("lead? any_month (comma | of | the)* (unit)? (comma? year)", "lead? any_month by_year")
def _month_year(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "March 2013", "March of 2013" and "March of that year"."""
    month = match.number("any_month")
    year = year_of(match, anchor, month)
    return Value("DATE", month_value(year, month), is_loose(match)) if year else None


def _near_month(which: str, month: int, anchor: Anchor) -> str | None:
    base = anchor.base
    if base is None:
        return None
    if which == "next":
        return month_value(base.year + (month <= base.month), month)
    if which == "previous":
        return month_value(base.year - (month >= base.month), month)
    return month_value(base.year, month)


@rule("lead? the? (previous | next | this | same | past) any_month")
def _month_by_word(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "last March" and "this May"."""
    which = match.get("which")
    value = _near_month(which.kind if which else "previous", match.number("any_month"), anchor)
    return Value("DATE", value, is_loose(match)) if value else None


def _is_name(match: RuleMatch) -> bool:
    if match.get("shy_month") and match.text.isupper():
        return True  # "DEC" is some department
    if match.get("edge") or _PREPOSITION.search(match.left()):
        return False
    if _BEFORE_SURNAME.match(match.right()):
        return True
    return bool(match.get("shy_month")) and not _LEADS_TO_MONTH.search(match.left())


@rule("lead? any_month")
def _month(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read a month alone: "in March", "mid-June"."""
    if _is_name(match) or match.kind_after() in ("int99", "number"):
        return None
    number = match.number("any_month")
    year = year_of(match, anchor, number)
    value = month_value(year, number) if year else f"XXXX-{number:02d}"
    return Value("DATE", value, is_loose(match))


_ENDS_PHRASE = DelayedPattern(CONTEXT, "behind_day")
_OPENS_PHRASE = DelayedPattern(CONTEXT, "before_day", re.IGNORECASE)


@rule("the ordinal")
def _day_alone(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "on the 20th": the day of the month the text stands in."""
    base = anchor.latest_day
    if base is None or not _OPENS_PHRASE.search(match.left()):
        return None
    if not _ENDS_PHRASE.match(match.right()):
        return None
    return Value("DATE", f"{base.year:04d}-{base.month:02d}-{match.number('ordinal'):02d}")
