"""Events told by how long they were apart: "on Tuesday, a day after gunmen attacked ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from basics.phrases import Phrases
from geo.model.timespan import Precision, Timespan

_NUMBERS = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DAYS = {"day": 1, "week": 7, "month": 30}
_APART = Phrases(
    rf"\b(?P<number>{'|'.join(_NUMBERS)}|one|\d{{1,2}}) (?P<unit>day|week|month)s?"
    r" (?P<way>after|before) ",
    re.IGNORECASE,
)
_LEADING = 30


def moved(text: str, at: int, start: int, span: Timespan) -> Timespan:
    """Return a date's span, moved by what lies between its event and the one at an offset.

    Parameters
    ----------
    text : str
        The sentence.
    at : int
        Offset of the word that tells of the event.
    start : int
        Offset of the date, which is that of the other event.
    span : Timespan
        The date's days.
    """
    earlier = [each for each in _APART.finditer(text) if each.end() <= at]
    found = earlier[-1] if earlier else None
    if found is None or not _parts(text, found.start(), found.end(), at, start):
        return span
    number, unit = found["number"].lower(), found["unit"].lower()
    count = int(number) if number.isdigit() else _NUMBERS.index(number.replace("one", "a")) + 1
    days = count * _DAYS[unit]
    if span.days > max(2, days) or (span.first.year < 2 or span.last.year > 9998):
        return span
    by = timedelta(-days if found["way"].lower() == "after" else days)
    first, last = span.first + by, span.last + by
    if unit == "day":
        return replace(span, first=first, last=last)
    return Timespan(first, last, Precision.RANGE, True, span.words)


def since(text: str, at: int) -> int:
    """Return where the part of a sentence begins that is a day or a week apart, before a word.

    Parameters
    ----------
    text : str
        The text of the sentence.
    at : int
        Where the word begins, in characters of the text.
    """
    found = [each.start() for each in _APART.finditer(text)]
    return max((start for start in found if _LEADING < start < at), default=0)


def is_apart(text: str) -> bool:
    """Say whether a sentence tells how far from another it lies ("a week before the attack")."""
    return next(_APART.finditer(text), None) is not None


def _parts(text: str, begin: int, end: int, at: int, start: int) -> bool:
    """Say whether "a day after" stands between an event and a date, whichever comes first.

    What it tells of goes to the end of the sentence, or to the comma where it opens one.
    """
    comma = text.find(",", end)
    if begin > _LEADING or comma < 0:
        return start < begin
    return at < comma and not begin <= start < comma
