"""Text to tokens, and tokens to a string of one letter each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from geo.read.dates.kinds import IDLE, LETTERS
from geo.read.dates.lexicon import HOLIDAYS, WORDS, Entry

_TOKEN = re.compile(
    r"""
      (?P<plain>[a-z]{2,}\b)
    | (?P<holiday>New\ Year['’]s\ (?:Day|Eve)|Valentine['’]s\ Day|Christmas(?:\ (?:Eve|Day))?
                 |(?:May|Bastille|Armistice|Boxing)\ Day|Halloween)
    | (?P<abbreviation>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
                         |Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)
    | (?P<initials>[ap]\.\ ?m\b\.?|B\.\ ?C\b\.?(?:\ ?E\.)?|A\.\ ?D\.)
    | (?P<word>[^\W\d_][^\W_]*)
    | (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))
    | (?P<slash>\d{1,2}(?P<mid>[/.-])\d{1,2}(?P=mid)(?:\d{4}|\d\d)(?![\w/-]|\.\d))
    | (?P<clock>[012]?\d:[0-5]\d(?::[0-5]\d)?(?:hrs?)?(?=\b|[ap]\.?m\b|[AP]M\b)(?![:/]\d)
               |[01]?\d\.[0-5]\d(?=\ ?[ap]\.?m\b))
    | (?P<number>\d{1,3}(?:,\d{3})+|\d+\.\d+)
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
    | (?P<decade>(?:['’]\d0|\d{1,3}0)(?:['’]?s)\b)
    | (?P<integer>\d+(?=[ap]\.?m\b|[AP]M\b|\b))
    | (?P<glued>\d\w*)
    | (?P<break>\n\s*\n)
    | (?P<possessive>['’]s?(?!\w))
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_MARKS = {"-": "dash", "–": "dash", "—": "dash", ",": "comma", ".": "dot"}
_MARKS |= dict.fromkeys("$€£¥#", "money")
# Rules never span so many idle tokens in a row.
_CONTEXT = 6
# Longer figures are no part of a date.
_LONGEST_NUMBER = 6
_IDLE = re.compile(f"[{''.join(LETTERS[kind] for kind in IDLE)}]{{{2 * _CONTEXT + 2},}}")


class Token(NamedTuple):
    """A word, number or mark: its place in the text, what it is and its number."""

    start: int
    end: int
    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text as tokens; a run of words that have nothing to do with dates is one filler."""

    text: str
    items: list[Token]
    letters: str

    def word(self, token: Token) -> str:
        """Return a token's words in lower case."""
        return self.text[token.start : token.end].lower()


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
    # The whole part; who needs "2.5" reads it from the text.
    return "number", int(word.replace(",", "").split(".")[0])


def _decade(word: str) -> Entry:
    return "decade", int("".join(letter for letter in word if letter.isdigit()))


def _initials(word: str) -> Entry:
    letters = word.lower().replace(".", "").replace(" ", "")
    return {"am": ("half_day", 0), "pm": ("half_day", 12), "ad": ("ad", 0)}.get(letters, ("bc", 0))


def _abbreviation(word: str) -> Entry:
    kind, number = WORDS[word[:-1]]
    return kind.removeprefix("shy_"), number


def _mark(word: str) -> Entry:
    return _MARKS.get(word, "mark"), 0


def _holiday(word: str) -> Entry:
    return "holiday", HOLIDAYS[word.lower().replace("’", "'")]


_READERS: dict[str, Callable[[str], Entry | None]] = {
    "holiday": _holiday,
    "abbreviation": _abbreviation,
    "initials": _initials,
    "integer": _integer,
    "ordinal": _ordinal,
    "number": _number,
    "decade": _decade,
    "mark": _mark,
}
_WITHOUT_MEANING = frozenset({"plain", "word", "glued"})


def _entry(group: str, word: str) -> Entry | None:
    reader = _READERS.get(group)
    return reader(word) if reader else (group, 0)


def _near_triggers(items: list[Token]) -> list[Token]:
    """Drop what stands far from any word of time; a break marks each gap."""
    letters = "".join(LETTERS[item.kind] for item in items)
    kept: list[Token] = []
    done = 0
    for found in _IDLE.finditer(letters):
        first, last = found.start() + _CONTEXT, found.end() - _CONTEXT
        kept += items[done:first]
        kept.append(Token(items[first].start, items[last - 1].end, "break", 0))
        done = last
    return kept + items[done:]


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; runs of words without a meaning for dates become one."""
    items: list[Token] = []
    filling = False
    for found in _TOKEN.finditer(text):
        entry = WORDS.get(found[0])
        # Most words have nothing to do with time; they are passed over here, without a call.
        if entry is None and found.lastgroup not in _WITHOUT_MEANING:
            entry = _entry(found.lastgroup or "mark", found[0])
        if entry is not None:
            items.append(Token(*found.span(), *entry))
        elif not filling:
            items.append(Token(*found.span(), "filler", 0))
        filling = entry is None
    items = _near_triggers(items)
    return Tokens(text, items, "".join(LETTERS[item.kind] for item in items))
