"""The publication day of a text, by evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from basics.english import MONTHS, WEEKDAYS
from geo.read.documents.blocks import Block, line_of
from geo.read.documents.document import Evidence, Publication, Reason

# As they are cut short.
_MONTHS = tuple(month[:3] for month in MONTHS)
_WEEKDAYS = tuple(day[:3] for day in WEEKDAYS)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?{_MONTH},?[ -]{_YEAR}\b",
        rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b",
        rf"\b{_YEAR}-(?P<number>\d{{2}})-(?P<day>\d{{2}})(?!\d)",
        rf"\b{_YEAR}[/.](?P<number>\d{{1,2}})[/.](?P<day>\d{{1,2}})(?!\d)",
    )
)
# What stands before is looked at after the first figure, which is found sooner.
_NUMERIC = re.compile(r"(\d(?<![\d/.-].)\d?)([/.-])(\d{1,2})\2((?:19|20)\d{2})(?!\d)")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*\b", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(_MONTHS)})", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b(?:{'|'.join(_MONTHS)})[a-z]*\.? \d{{1,2}}\b(?!:)", re.IGNORECASE)
_YEARS = re.compile(r"\b(?:19|20)\d{2}\b")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5})[ ,]*[(,–—-]+"
    r".{0,30}?(?:–|—|--| - |-)\s"
)
_DATELINE_REACH, _DATELINE_BLOCKS = 90, 4
_ADDRESS_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})[/_.-]?(\d{2})[/_.-]?(\d{2})(?!\d)")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_STAMP_TOLERANCE = timedelta(days=2)
_OLDEST = date(1800, 1, 1)


def full_day(text: str, day_first: bool | None = None) -> date | None:
    """Return the first full date in a text; None where there is none, or its order is unsure.

    A numeric date is day first or month first by its own numbers, a weekday beside it, then by
    `day_first`; 12-10-2015 and 12.10.2015 are day first, as nobody but Americans, who write
    slashes, puts the month first.

    Parameters
    ----------
    text : str
        Any text.
    day_first : bool, optional
        Whether 3/4/2015 is 3 April; by default that is unsure.
    """
    for pattern in _NAMED:
        found = pattern.search(text)
        if found:
            return _named_day(found)
    found = _NUMERIC.search(text)
    return _numeric_day(text, found, day_first) if found else None


def _named_day(found: re.Match[str]) -> date | None:
    groups = found.groupdict()
    month = groups.get("number") or _MONTHS.index(groups["month"][:3].lower()) + 1
    return _day(int(groups["year"]), int(month), int(groups["day"]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _numeric_day(text: str, found: re.Match[str], day_first: bool | None) -> date | None:
    first, sign, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    by_day, by_month = _day(year, second, first), _day(year, first, second)
    if by_day is None or by_month is None or by_day == by_month:
        return by_day or by_month
    weekday = _WEEKDAY.search(text)
    if weekday:
        fits = [d for d in (by_day, by_month) if d.weekday() == _weekday_number(weekday)]
        if len(fits) == 1:
            return fits[0]
    if day_first is None:
        return by_day if sign != "/" else None
    return by_day if day_first else by_month


def _weekday_number(found: re.Match[str]) -> int:
    return _WEEKDAYS.index(found[1].lower())


def day_order(text: str) -> bool | None:
    """Return whether a document writes the day first, by its unmistakable dates; None if unsure."""
    votes = 0
    for first, _, second, _ in _NUMERIC.findall(text):
        votes += (int(first) > 12 >= int(second)) - (int(second) > 12 >= int(first))
    return votes > 0 if votes else None


def _style_order(text: str) -> bool | None:
    """Return the order of the dates with month names, for numeric dates with slashes."""
    ahead, behind = len(_DAY_MONTH.findall(text)), len(_MONTH_DAY.findall(text))
    return None if ahead == behind else ahead > behind


def text_evidence(text: str, blocks: Sequence[Block]) -> list[Publication]:
    """Return what a text itself says of its publication day, strongest first.

    Parameters
    ----------
    text : str
        The original text.
    blocks : sequence of Block
        Its blocks, with the reasons of those that are page furniture.
    """
    stamps = [(at, line_of(text, blocks[at])) for at in _stamped(blocks)]
    # Only numbers leave the order of day and month open.
    unsure = any(_NUMERIC.search(line) for _, line in stamps)
    order = _order(text, blocks) if unsure else None
    found = [*_lines(blocks, stamps, order), *_dateline(text, blocks)]
    return sorted(found, key=lambda each: -each.confidence)


def _order(text: str, blocks: Sequence[Block]) -> bool | None:
    """Return whether a text writes the day first, by its numbers, else by its months' names."""
    order = day_order(text)
    if order is not None or "/" not in text:
        return order
    return _style_order("\n".join(line_of(text, each) for each in blocks if each.reason is None))


def _stamped(blocks: Sequence[Block]) -> Iterator[int]:
    for at, block in enumerate(blocks):
        if block.reason in (Reason.PUBLISHED, Reason.STAMP, Reason.BYLINE):
            yield at


def _lines(
    blocks: Sequence[Block], stamps: Iterable[tuple[int, str]], order: bool | None
) -> Iterable[Publication]:
    for at, line in stamps:
        day = full_day(line, order)
        if day:
            yield _weighed(line, day, blocks[at], at, blocks)


def _weighed(line: str, day: date, block: Block, at: int, blocks: Sequence[Block]) -> Publication:
    if block.reason is Reason.PUBLISHED:
        confidence = 0.7 if _UPDATED.search(line) else 0.95
        return Publication(day, confidence, Evidence.LINE, line)
    if block.reason is Reason.BYLINE:
        return Publication(day, 0.9, Evidence.LINE, line)
    # A date above everything else is as often the day the page was fetched as its own.
    above = not any(other.reason is None for other in blocks[:at])
    return Publication(day, 0.5 if above else 0.85, Evidence.STAMP, line)


def _dateline(text: str, blocks: Sequence[Block]) -> Iterable[Publication]:
    """Return the day in a dateline: "ALEPPO, Syria, Oct. 15, 2015 (AP) -"."""
    bodies = (line_of(text, block) for block in blocks if block.reason is None)
    for line in islice(bodies, _DATELINE_BLOCKS):
        found = _DATELINE.match(line[:_DATELINE_REACH])
        day = full_day(found[0]) if found else None
        if found and day:
            yield Publication(day, 0.9, Evidence.DATELINE, found[0].strip())
            return


def address_evidence(address: str, evidence: Evidence = Evidence.ADDRESS) -> list[Publication]:
    """Return the day in a web address or a file name: /2015/10/15/ or 2015-10-15-homs.txt.

    Parameters
    ----------
    address : str
        The address or the name.
    evidence : Evidence
        Which of the two it is; a file's name counts for less.
    """
    for found in _ADDRESS_DAY.finditer(address):
        day = _day(int(found[1]), int(found[2]), int(found[3]))
        if day:
            confidence = 0.8 if evidence is Evidence.ADDRESS else 0.6
            return [Publication(day, confidence, evidence, found[0])]
    return []


def choose(evidence: Iterable[Publication], body: str, today: date) -> Publication:
    """Return the publication day that the evidence supports, with what was not believed.

    A date stamp falls when stronger evidence names another day, or when the text's own years
    end before it; a day that has not come yet is not believed. Without evidence the day is
    None, to be asked for.

    Parameters
    ----------
    evidence : Iterable[Publication]
        Every piece found, in any order.
    body : str
        The clean text, for its years.
    today : date
        No day after it can be one of publication.
    """
    rejected: list[str] = []
    left: list[Publication] = []
    for each in sorted(evidence, key=lambda one: -one.confidence):
        objection = _objection(each, left, body, today)
        if objection:
            rejected.append(
                f"“{each.quote[:80]}” was not taken for the publication day: {objection}"
            )
        else:
            left.append(each)
    best = left[0] if left else Publication()
    return replace(best, rejected=tuple(dict.fromkeys(rejected)))


def _objection(
    each: Publication, stronger: Sequence[Publication], body: str, today: date
) -> str | None:
    assert each.day is not None
    if each.day > today or each.day < _OLDEST:
        return "no report can be from that day"
    best = stronger[0] if stronger else None
    if best and best.day and abs(each.day - best.day) > _STAMP_TOLERANCE:
        return f"“{best.quote[:80]}” is better evidence"
    if each.evidence in (Evidence.STAMP, Evidence.FILE) and not best:
        years = [int(year) for year in _YEARS.findall(body)]
        if years and max(years) < each.day.year - 1:
            return f"the text speaks of no year after {max(years)}"
    return None
