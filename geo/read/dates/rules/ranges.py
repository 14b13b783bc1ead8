"""The first end of a range, which takes month and year from the second: "26-30 November"."""

from __future__ import annotations

from geo.lexicon.pattern import DelayedPattern
from geo.read.dates.anchor import Anchor
from geo.read.dates.context import CONTEXT
from geo.read.dates.grammar import RuleMatch, rule
from geo.read.dates.rules.calendar import day_of_month, is_loose, year_of
from geo.read.dates.values import Value, month_value

_COUNTS_SOMETHING = DelayedPattern(CONTEXT, "counts_something")


@rule(
    "<the? day> comma? joint the? day of? any_month (comma? year | by_year)?",
    "<the? day> comma day comma? joint the? day of? any_month (comma? year | by_year)?",
    "any_month day comma <day> comma? joint day (comma? year)?",
    "<any_month the? day> comma? joint (any_month | the)? day (comma? | of) year",
    "<the? day of? any_month> joint the? day of? any_month (comma? | of) year",
)
def _first_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the day that opens a range or a list of days."""
    return day_of_month(match, anchor)


@rule("the? any_month dash any_month dash? (unit | filler)")
def _months_of_quarter(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read "the April-June quarter"."""
    opening, closing = match.all("any_month")[:2]
    year = year_of(match, anchor, closing.number)
    named = match.text.endswith(("quarter", "period"))
    if not (named and year and closing.number % 3 == 0 and closing.number - opening.number == 2):
        return None
    return Value("DATE", f"{year:04d}-Q{closing.number // 3}")


@rule(
    "any_month day comma? joint <the? day> (comma? year)?",
    "any_month day comma day comma? joint <day> (comma? year)?",
    "any_month day joint <day comma? year>",
)
def _last_day(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the day that closes a range: the 30 of "November 26-30"."""
    if match.kind_after() == "filler" and _COUNTS_SOMETHING.match(match.right()):
        return None
    return day_of_month(match, anchor)


@rule(
    "<lead? any_month> joint lead? any_month (comma | of)? year",
    "<lead? any_month> (dash | to) lead? any_month",
)
def _first_month(match: RuleMatch, anchor: Anchor) -> Value | None:
    """Read the month that opens a range: the March of "March to May 2013"."""
    opening, closing = match.all("any_month")[:2]
    written = bool(match.get("year"))
    year = year_of(match, anchor, opening.number if anchor.narrative else closing.number)
    if year is None:
        return None
    if written or not anchor.narrative:
        year -= opening.number > closing.number
    return Value("DATE", month_value(year, opening.number), is_loose(match))
