"""Reading a text's dates: tokens, candidates, and one pass from left to right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from geo.model.timespan import Precision
from geo.read.dates import rules
from geo.read.dates.anchor import Anchor, can_count_from
from geo.read.dates.expression import DateExpression
from geo.read.dates.genre import is_day_first, is_narrative, leans_on_its_day
from geo.read.dates.grammar import RuleMatch, candidates
from geo.read.dates.intervals import days_of
from geo.read.dates.story import asides, is_in_passing
from geo.read.dates.tokens import Tokens, tokenise
from geo.read.dates.values import Value

__all__ = ["read_dates", "rules"]

_WITH_DAYS = frozenset({"DATE", "TIME"})
# Two days that share no year, month, weekday or half of the year.
_ANY_DAYS = (date(1999, 3, 17), date(2034, 11, 24))


def _expression(match: RuleMatch, value: Value, published: date | None) -> DateExpression:
    first = last = precision = None
    if value.within:
        first, last, precision = *value.within, Precision.RANGE
    elif value.type in _WITH_DAYS:
        first, last, precision = days_of(value.value, published)
    start, end = match.start, match.end
    words = match.tokens.text[start:end]
    return DateExpression(
        start, end, words, value.type, value.value, first, last, precision, value.approx
    )


def _read(tokens: Tokens, found: list[RuleMatch], anchor: Anchor) -> Iterator[DateExpression]:
    free_from = 0
    aside = asides(tokens)
    for match in found:
        if match.first < free_from:
            continue
        value = match.read(match, anchor)
        if value is None:
            continue
        free_from = match.stop
        if value.noted and value.type in _WITH_DAYS:
            anchor.note(value.value, aside=match.has_start_in(aside) or is_in_passing(match))
        yield _expression(match, value, anchor.published)


def read_dates(
    text: str, published: date | None = None, *, narrative: bool | None = None
) -> list[DateExpression]:
    """Find the date expressions of an English text.

    Parameters
    ----------
    text : str
        Running text.
    published : date, optional
        The publication day, which news leans on; without it, or when it lies at the ends of the
        calendar, the text is read as a narrative.
    narrative : bool, optional
        True rolls forward from the last date, False looks back from the publication day; by
        default the document's own words decide.

    Returns
    -------
    list of DateExpression
        In reading order, without overlaps.
    """
    tokens = tokenise(text)
    return _read_as_of(tokens, candidates(tokens), published, narrative)


def _read_as_of(
    tokens: Tokens, found: list[RuleMatch], published: date | None, narrative: bool | None
) -> list[DateExpression]:
    """Read what was found in a text; the other arguments as for `read_dates`."""
    if published and not can_count_from(published.year):
        published = None
    if narrative is None:
        narrative = is_narrative(tokens, published)
    anchor = Anchor(published, narrative=narrative, day_first=is_day_first(tokens, published))
    return list(_read(tokens, found, anchor))


def read_dates_of_any_day(text: str) -> list[DateExpression]:
    """Find the date expressions of a text whose publication day is not known.

    In a text that leans on its day, what depends on it ("Friday", "last month", "in July") has no
    days; a narrative is read as one.
    """
    tokens = tokenise(text)
    found = candidates(tokens)
    if not leans_on_its_day(tokens):
        return _read_as_of(tokens, found, None, None)
    one, other = (_read_as_of(tokens, found, day, False) for day in _ANY_DAYS)
    fixed = {(each.start, each.end, each.first, each.last) for each in other}
    return [
        each
        if (each.start, each.end, each.first, each.last) in fixed
        else replace(each, first=None, last=None, precision=None)
        for each in one
    ]
