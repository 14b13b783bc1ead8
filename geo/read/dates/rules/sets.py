"""What comes again: "every day", "twice a week", "annually"."""

from __future__ import annotations

import re

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.amounts import amount
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import PARTS, SEASONS
from geo.read.dates.values import CLOCK_UNITS, Value, duration_value, unit_name

# "a daily newspaper" names a thing, "attacked daily" says how often.
_THING = re.compile(r" (?:news|paper|magazine|mail|telegraph)", re.IGNORECASE)
_ADVERB_ENDS = DelayedPattern(CONTEXT, "behind_adverb")


@rule("every count? any_unit", "per unit")
def _every(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "every two weeks" and "per month"; "per hour" is a speed."""
    if match.get("per") and unit_name(match.number("any_unit")) in CLOCK_UNITS:
        return None
    return Value(
        "SET", duration_value(amount(match), unit_name(match.number("any_unit"))), noted=False
    )


@rule("every filler unit")
def _every_other(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "every other week"."""
    if match.surface("filler") != "other":
        return None
    return Value("SET", duration_value("2", unit_name(match.number("unit"))), noted=False)


@rule("every any_season")
def _every_season(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "each summer"."""
    return Value("SET", f"XXXX-{SEASONS[match.number('any_season')]}", noted=False)


@rule("number_any? times a unit")
def _so_often(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "once a month" and "three times a week": TIMEX3 gives the unit, however often."""
    if match.surface("times") == "times" and not match.get("number_any"):
        return None
    return Value("SET", duration_value("1", unit_name(match.number("unit"))), noted=False)


@rule("every part")
def _every_part(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "every morning"."""
    return Value("SET", f"XXXX-XX-XXT{PARTS[match.number('part')]}", noted=False)


@rule("often")
def _adverb(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "daily" and "annually" where they say how often."""
    if not (match.text == "daily" or _ADVERB_ENDS.match(match.right())):
        return None
    named = match.text[0].isupper() and match.kind_before() not in ("break", "dot")
    if named or _THING.match(match.right()):
        return None
    return Value("SET", duration_value("1", unit_name(match.number("often"))), noted=False)
