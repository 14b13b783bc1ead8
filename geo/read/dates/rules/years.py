"""Years, decades, seasons, quarters and halves: "mid-1944", "the '90s", "summer of 2012"."""

from __future__ import annotations

import re

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.lexicon import SEASONS
from geo.read.dates.rules.calendar import is_loose, named_year
from geo.read.dates.values import Value, add_months

_GAME = DelayedPattern(CONTEXT, "game")
_BEFORE_COUNT = re.compile(r"(?:[\d.,/:]|\b(?:No\.|Resolution|Flight|Route|Highway|Room) )\Z")
_COUNTED = DelayedPattern(CONTEXT, "counted")
_OLDEST_BARE = 1400
_LATEST_BARE = 2060


def _is_count(match: RuleMatch) -> bool:
    number = match.number("year")
    if not _OLDEST_BARE <= number <= _LATEST_BARE and not match.get("unit"):
        return True
    if match.kind_before() == "money" or _BEFORE_COUNT.search(match.left()):
        return True
    return bool(_COUNTED.match(match.right()))


@rule("lead? (the? any_unit | the? fiscal unit?)? year")
def _year(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read a year: "1944", "late 1944", "fiscal 1990"."""
    if _is_count(match):
        return None
    return Value("DATE", f"{match.number('year'):04d}", is_loose(match))


@rule("year dash <int99>", "year dash <int12>", "year dash <int24>", "year dash <int31>")
def _short_year(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the 18 of "1914-18"."""
    opening = match.number("year")
    closing = int(match.text)
    if closing <= opening % 100 or len(match.text) != 2 or match.kind_after() == "dash":
        return None
    return Value("DATE", f"{opening // 100 * 100 + closing:04d}")


@rule("lead? the? decade")
def _decade(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the 1990s", "the '90s" and "the nineties"."""
    number = match.number("decade")
    if number >= 1000:
        return Value("DATE", f"{number // 10:03d}", is_loose(match))
    if (
        not (match.get("the") or match.get("edge") or match.kind_before() == "and")
        or number % 10
        or number > 90
    ):
        return None
    base = anchor.latest
    century = 19 if base is None or base.year >= 1900 else base.year // 100
    return Value("DATE", f"{century:02d}{number // 10}", is_loose(match))


@rule("lead? the? ordinals dash? unit")
def _century(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the 19th century"."""
    if match.surface("unit") != "century":
        return None
    return Value("DATE", f"{match.number('ordinals') - 1:02d}", is_loose(match))


def _season_year(match: RuleMatch, anchor: Anchor, season: int) -> int | None:
    year, which = match.get("year"), match.get("which")
    if year:
        return year.number
    base = anchor.base
    if base is None:
        return None
    # Seasons begin in the month 3 * (number + 1) and have three; the last one is over.
    begins = 3 * (season + 1)
    if which and which.number:
        if which.number > 0:
            return base.year + (begins <= base.month)
        return base.year - (begins + 2 >= base.month)
    if anchor.narrative or which:
        return base.year
    return base.year - (begins > base.month + 1)


@rule(
    "lead? (the | previous | next | this | same | past | a)* edge? dash? season (of? year)?",
    "lead? (the | previous | next | this | same | past)+ edge? dash? shy_season (of? year)?",
    "(lead | in | edge dash?) shy_season (of? year)?",
    "lead? the? shy_season of? year",
    "year any_season",
)
def _season(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the winter of 1812", "last summer" and "in spring"."""
    if match.surface("any_season") == "fall" and re.match(r" (?:of (?!\d)|in )", match.right()):
        return None
    number = match.number("any_season")
    year = _season_year(match, anchor, number)
    return Value("DATE", f"{year or 'XXXX'}-{SEASONS[number]}", is_loose(match))


def _quarter_year(match: RuleMatch, anchor: Anchor, quarter: int) -> int | None:
    year = match.number("year") or named_year(match, anchor)
    base = anchor.base
    if year or base is None:
        return year
    return base.year + (
        0 if anchor.narrative else _years_away(match, quarter - (base.month + 2) // 3)
    )


def _is_of_game(match: RuleMatch) -> bool:
    """Say whether the text is about a game: games have quarters and halves too."""
    return not match.get("year") and bool(_GAME.search(match.left(60) + match.right(60)))


def _years_away(match: RuleMatch, ahead: int) -> int:
    """Return -1, 0 or 1 for a quarter or half so many after that of the publication day."""
    if looks_ahead(match):
        return 1 if ahead < -1 else 0
    return -1 if ahead > 0 else 0


@rule(
    "(the | previous | this | fiscal)* (year possessive?)? (ordword | ordinal) dash? unit"
    " ((of | comma | fiscal | the)* year | by_year)?",
    "quarter_name (of? year)?",
    "year dash? quarter_name",
)
def _quarter(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the third quarter" and "Q3 2012"."""
    named = match.get("quarter_name")
    number = named.number if named else match.number("ordword") or match.number("ordinal")
    if number > 4 or not (named or match.surface("unit") == "quarter") or _is_of_game(match):
        return None
    year = _quarter_year(match, anchor, number)
    return Value("DATE", f"{year or 'XXXX'}-Q{number}")


def _half_year(match: RuleMatch, anchor: Anchor, half: int) -> int | None:
    base = anchor.base
    if base is None or anchor.narrative:
        return base.year if base else None
    return base.year + _years_away(match, 2 * (half - 1 - (base.month > 6)))


@rule("the? (ordword | later) half ((of | comma | fiscal | the)* year | by_year)?")
def _half(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the first half of 2012"; without a year it takes the text's own."""
    number = match.number("ordword") or 2
    if number not in (1, 2) or match.kind_after() == "of" or _is_of_game(match):
        return None
    year = match.number("year") or named_year(match, anchor) or _half_year(match, anchor, number)
    if not year:
        return None
    return Value("DATE", f"{year:04d}-H{number}")


@rule("the? (previous | filler) unit of? year")
def _last_unit_of_year(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the last quarter of 1990"."""
    last = match.surface("previous") == "last" or match.surface("filler") == "final"
    if match.surface("unit") != "quarter" or not last:
        return None
    year, _ = add_months(match.number("year"), 1, 0)
    return Value("DATE", f"{year:04d}-Q4")
