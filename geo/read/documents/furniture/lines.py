"""Single lines of page furniture, by the patterns of `furniture.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from basics.english import MONTHS, WEEKDAYS
from basics.vocabulary import VocabularyError
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import one_of
from geo.read.documents.document import Reason
from geo.read.documents.furniture.page import PageBlocks, is_prose
from geo.read.documents.furniture.vocabulary import FURNITURE

_I = re.IGNORECASE
_MONTH = rf"{one_of(month[:3] for month in MONTHS)}[a-z]*\.?"
_DAY_TEXT = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}[/.-]\d{2}[/.-]\d{2})"
)
_CLOCK = (
    r"(?:[,|@ T·-]*(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?)?"
)
_SHORT_WEEKDAYS = ("tues", "thurs", *(day[:3] for day in WEEKDAYS))
_WEEKDAY = rf"(?:{one_of((*WEEKDAYS, *_SHORT_WEEKDAYS))},? )?"
_DATE = rf"{_WEEKDAY}{_DAY_TEXT}{_CLOCK}"

_DATE_LINE = re.compile(rf"\W*{_DATE}\W*", _I)
_PUBLISHED_LINE = re.compile(
    rf"{FURNITURE.text('published')}{_DATE}.{{0,20}}|date(?:line)?:\s*{_DATE}", _I
)
_BYLINE = FURNITURE.compile("byline", _I)
_FINITE = FURNITURE.compile("finite")
# Agency names in capitals and slashes, alone on a line.
_AGENCIES = re.compile(
    r"(?:[A-Z][A-Z. ]{1,30})(?:\s?[/|,&]\s?[A-Z][A-Z. ]{1,30})+|AP|AFP|REUTERS|UPI|DPA"
)
_FEWEST_KEYWORDS = 4
# Furniture is short, and patterns need not be tried on more.
_LONGEST_LINE, _LONGEST_PUBLISHED = 700, 120
# Letters that a pattern takes for i and s, though `lower` leaves them as they are.
_ODD_LETTERS = "ıİſ"

LineRow = tuple[Reason, re.Pattern[str], tuple[str, ...]]


def _lines() -> Iterator[LineRow]:
    rows = ENGLISH.rows("furniture.line", ("reason", "pattern", "needs"))
    for number, row in enumerate(rows, 1):
        try:
            reason = Reason[row["reason"].upper()]
            pattern = re.compile(FURNITURE.fill(row["pattern"]), _I)
        except (KeyError, re.error) as error:
            raise VocabularyError(f"furniture.toml: line, row {number}: {error}") from error
        yield reason, pattern, tuple(row.get("needs", ()))


# Each line that matches one as a whole is furniture for its reason; without one of the words
# behind it a pattern cannot match.
LINES: tuple[LineRow, ...] = tuple(_lines())
_NEEDED_WORDS = tuple(word for _, _, needs in LINES for word in needs)
# All that have no such words begin with words of theirs, and are tried as one.
_BEGINNING = re.compile("|".join(f"(?:{p.pattern})" for _, p, needs in LINES if not needs), _I)
# In lower case it takes a third of the time that it takes in any case.
_LOWER_BEGINNING = re.compile(_BEGINNING.pattern)


class Lines:
    """The lines of a text; what none of them has is not looked for in each.

    Parameters
    ----------
    text : str
        All of the lines.
    """

    def __init__(self, text: str) -> None:
        lower = text.lower()
        self._needed = [word for word in _NEEDED_WORDS if word in lower]
        self._odd = [letter for letter in _ODD_LETTERS if letter in text]

    def reason(self, line: str) -> Reason | None:
        """Return why a line is furniture by the first of `LINES` that it matches, None for none."""
        # Most lines are none, and most patterns need not be tried on them.
        odd = any(letter in line for letter in self._odd)
        lower = line.lower()
        begins = (
            _BEGINNING.fullmatch(line) if odd else _LOWER_BEGINNING.fullmatch(lower)
        ) is not None
        there = {word for word in self._needed if word in lower}
        if not (begins or there or odd):
            return None
        for reason, pattern, needs in LINES:
            may = odd or not there.isdisjoint(needs) if needs else begins
            if may and pattern.fullmatch(line):
                return reason
        return None


def mark_lines(page: PageBlocks) -> None:
    """Mark the lines that are furniture by their words alone."""
    lines = Lines("\n".join(page.lines))
    for at, line in enumerate(page.lines):
        reason = _line_reason(line, lines)
        if reason:
            page.mark(at, reason)


def _line_reason(line: str, lines: Lines) -> Reason | None:
    if len(line) > _LONGEST_LINE:
        return None
    if _DATE_LINE.fullmatch(line):
        return Reason.STAMP
    if len(line) < _LONGEST_PUBLISHED and _PUBLISHED_LINE.fullmatch(line):
        return Reason.PUBLISHED
    if _BYLINE.fullmatch(line) and not is_prose(line):
        return Reason.BYLINE
    if _AGENCIES.fullmatch(line):
        return Reason.CREDIT
    if _is_keyword_list(line):
        return Reason.TAGS
    return lines.reason(line)


def _is_keyword_list(line: str) -> bool:
    """Say whether a line lists names between commas and says nothing about them."""
    if line.count(",") < _FEWEST_KEYWORDS or _FINITE.search(line):
        return False
    items = [item.strip(" .") for item in line.split(",")]
    return all(len(item.split()) <= 5 for item in items) and " and " not in line
