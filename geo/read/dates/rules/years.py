"""Years, decades, seasons, quarters and halves: "mid-1944", "the '90s", "summer of 2012"."""

from __future__ import annotations

import re

from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.cues import looks_ahead
from geo.read.dates.grammar import Match, rule
from geo.read.dates.lexicon import SEASONS
from geo.read.dates.rules.calendar import is_loose, named_year
from geo.read.dates.values import Value, add_months

_GAME = CONTEXT.compile("game")
_BEFORE_COUNT = re.compile(r"(?:[\d.,/:]|\b(?:No\.|Resolution|Flight|Route|Highway|Room) )\Z")
_COUNTED = CONTEXT.compile("counted")
_OLDEST_BARE = 1400
_LATEST_BARE = 2060


def _is_count(match: Match) -> bool:
    number = match.number("year")
    if not _OLDEST_BARE <= number <= _LATEST_BARE and not match.get("unit"):
        return True
    if match.kind_before() == "money" or _BEFORE_COUNT.search(match.left()):
        return True
    return bool(_COUNTED.match(match.right()))


@rule("lead? (the? any_unit | the? fiscal unit?)? year")
def year(match: Match, at: Anchor) -> Value | None:
    """Read a year: "1944", "late 1944", "fiscal 1990"."""
    if _is_count(match):
        return None
    return Value("DATE", f"{match.number('year'):04d}", is_loose(match))


@rule("year dash <int99>", "year dash <int12>", "year dash <int24>", "year dash <int31>")
def short_year(match: Match, at: Anchor) -> Value | None:
    """Read the 18 of "1914-18"."""
    opening = match.number("year")
    closing = int(match.text)
    if closing <= opening % 100 or len(match.text) != 2 or match.kind_after() == "dash":
        return None
    return Value("DATE", f"{opening // 100 * 100 + closing:04d}")


@rule("lead? the? decade")
def decade(match: Match, at: Anchor) -> Value | None:
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
    base = at.told
    century = 19 if base is None or base.year >= 1900 else base.year // 100
    return Value("DATE", f"{century:02d}{number // 10}", is_loose(match))


@rule("lead? the? ordinals dash? unit")
def century(match: Match, at: Anchor) -> Value | None:
    """Read "the 19th century"."""
    if match.words("unit") != "century":
        return None
    return Value("DATE", f"{match.number('ordinals') - 1:02d}", is_loose(match))


def _season_year(match: Match, at: Anchor, season: int) -> int | None:
    year, which = match.get("year"), match.get("which")
    if year:
        return year.number
    base = at.base
    if base is None:
        return None
    # Seasons begin in the month 3 * (number + 1) and have three; the last one is over.
    begins = 3 * (season + 1)
    if which and which.number:
        if which.number > 0:
            return base.year + (begins <= base.month)
        return base.year - (begins + 2 >= base.month)
    if at.narrative or which:
        return base.year
    return base.year - (begins > base.month + 1)


@rule(
    "lead? (the | previous | next | this | same | past | a)* edge? dash? season (of? year)?",
    "lead? (the | previous | next | this | same | past)+ edge? dash? shy_season (of? year)?",
    "(lead | in | edge dash?) shy_season (of? year)?",
    "lead? the? shy_season of? year",
    "year any_season",
)
def season(match: Match, at: Anchor) -> Value | None:
    """Read "the winter of 1812", "last summer" and "in spring"."""
    if match.words("any_season") == "fall" and re.match(r" (?:of (?!\d)|in )", match.right()):
        return None
    number = match.number("any_season")
    year = _season_year(match, at, number)
    return Value("DATE", f"{year or 'XXXX'}-{SEASONS[number]}", is_loose(match))


def _quarter_year(match: Match, at: Anchor, quarter: int) -> int | None:
    year = match.number("year") or named_year(match, at)
    base = at.base
    if year or base is None:
        return year
    return base.year + (0 if at.narrative else _years_away(match, quarter - (base.month + 2) // 3))


def _is_of_game(match: Match) -> bool:
    """Say whether goals are told of: games have quarters and halves too."""
    return not match.get("year") and bool(_GAME.search(match.left(60) + match.right(60)))


def _years_away(match: Match, ahead: int) -> int:
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
def quarter(match: Match, at: Anchor) -> Value | None:
    """Read "the third quarter" and "Q3 2012"."""
    named = match.get("quarter_name")
    number = named.number if named else match.number("ordword") or match.number("ordinal")
    if number > 4 or not (named or match.words("unit") == "quarter") or _is_of_game(match):
        return None
    year = _quarter_year(match, at, number)
    return Value("DATE", f"{year or 'XXXX'}-Q{number}")


def _half_year(match: Match, at: Anchor, half: int) -> int | None:
    base = at.base
    if base is None or at.narrative:
        return base.year if base else None
    return base.year + _years_away(match, 2 * (half - 1 - (base.month > 6)))


@rule("the? (ordword | later) half ((of | comma | fiscal | the)* year | by_year)?")
def half(match: Match, at: Anchor) -> Value | None:
    """Read "the first half of 2012"; without a year it takes the text's own."""
    number = match.number("ordword") or 2
    if number not in (1, 2) or match.kind_after() == "of" or _is_of_game(match):
        return None
    year = match.number("year") or named_year(match, at) or _half_year(match, at, number)
    if not year:
        return None
    return Value("DATE", f"{year:04d}-H{number}")


@rule("the? (previous | filler) unit of? year")
def last_unit_of_year(match: Match, at: Anchor) -> Value | None:
    """Read "the last quarter of 1990"."""
    last = match.words("previous") == "last" or match.words("filler") == "final"
    if match.words("unit") != "quarter" or not last:
        return None
    year, _ = add_months(match.number("year"), 1, 0)
    return Value("DATE", f"{year:04d}-Q4")
