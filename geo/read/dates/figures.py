"""What a token of figures or marks is, which words of a lexicon cannot list."""

from __future__ import annotations

import re

from geo.read.dates.lexicon import Entry

_FIGURE = re.compile(
    r"""
      (?P<iso>\d{4}-\d\d-\d\d.*)
    | (?P<slash>\d{1,2}(?P<mid>[/.-])\d{1,2}(?P=mid)\d+)
    | (?P<clock>\d.*:.*)
    | (?P<number>\d{1,3}(?:,\d{3})+ | \d+\.\d+ | \d+[ -]1/2)
    | (?P<ordinal>\d+(?:st|nd|rd|th))
    | (?P<decade>(?:['’]\d0|\d{1,3}0)['’]?s)
    | (?P<integer>\d+)
    """,
    re.VERBOSE,
)
# "10.30" is a time of day only before these.
_CLOCK = re.compile(r"[01]?\d\.[0-5]\d")
_HALF_DAY = re.compile(r" ?[ap]\.?m\b")
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_MARKS = dict.fromkeys("-–—", "dash") | {",": "comma", ".": "dot"} | dict.fromkeys("$€£¥#", "money")
_FRACTION = re.compile(r"\..*|[ -]1/2")
_MARK = re.compile(r"[^\w\s]")
# Longer figures are no part of a date.
_LONGEST_NUMBER = 6


def figure_or_mark(text: str, word: str, start: int) -> Entry | None:
    """Return the kind and the number of a token, None where it means nothing for dates.

    Parameters
    ----------
    text : str
        The whole text.
    word : str
        A token of it that does not begin with a letter.
    start : int
        Where it stands.
    """
    if word[0] == "\n":
        return "break", 0
    if word[0] in "'’" and _POSSESSIVE.match(text, start):
        return "possessive", 0
    found = _FIGURE.fullmatch(word)
    if found is None:
        return (_MARKS.get(word, "mark"), 0) if _MARK.fullmatch(word) else None
    if _CLOCK.fullmatch(word) and _HALF_DAY.match(text, start + len(word)):
        return "clock", 0
    return _figure(found.lastgroup or "", word)


def _figure(group: str, word: str) -> Entry | None:
    if group == "integer":
        return _integer(word)
    if group == "ordinal":
        return _ordinal(word)
    if group == "number":
        return _number(word)
    if group == "decade":
        return "decade", int("".join(letter for letter in word if letter.isdigit()))
    return group, 0


def _integer(word: str) -> Entry | None:
    if len(word) > _LONGEST_NUMBER:
        return None
    number = int(word)
    if len(word) == 4:
        return ("year", number) if 1000 <= number <= 2199 else ("number", number)
    if len(word) > 2 or not number:
        return "number", number
    bounds = ((12, "int12"), (24, "int24"), (31, "int31"), (99, "int99"))
    return next(kind for bound, kind in bounds if number <= bound), number


def _ordinal(word: str) -> Entry | None:
    if len(word) > _LONGEST_NUMBER:
        return None
    number = int(word[:-2])
    return ("ordinal" if 1 <= number <= 31 else "big_ordinal"), number


def _number(word: str) -> Entry | None:
    if len(word) > _LONGEST_NUMBER + 3:
        return None
    # The whole part; who needs "2.5" or "2 1/2" reads it from the text.
    return "number", int(_FRACTION.sub("", word.replace(",", "")))
