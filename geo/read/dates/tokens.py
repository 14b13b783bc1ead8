"""Text to tokens, and tokens to a string of one letter each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.read.dates.lexicon import LETTERS, WORDS, Entry

_TOKEN = re.compile(
    r"""
      (?P<abbreviation>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
                         |Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)
    | (?P<initials>[ap]\.\ ?m\b\.?|B\.\ ?C\b\.?(?:\ ?E\.)?|A\.\ ?D\.)
    | (?P<word>[^\W\d_][^\W_]*)
    | (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))
    | (?P<slash>\d{1,2}([/.-])\d{1,2}\6(?:\d{4}|\d\d)(?![\w/-]|\.\d))
    | (?P<clock>[012]?\d:[0-5]\d(?::[0-5]\d)?(?:hrs?)?(?!\w)(?![:/]\d)|[01]?\d\.[0-5]\d(?=\ ?[ap]\.?m\b))
    | (?P<number>\d{1,3}(?:,\d{3})+|\d+\.\d+)
    | (?P<ordinal>\d+(?:st|nd|rd|th)\b)
    | (?P<decade>(?:['’]\d0|\d{1,3}0)(?:['’]?s)\b)
    | (?P<integer>\d+(?=[ap]\.?m\b|\b))
    | (?P<glued>\d\w*)
    | (?P<break>\n\s*\n)
    | (?P<possessive>['’]s?(?!\w))
    | (?P<mark>[^\w\s])
    """,
    re.VERBOSE,
)
_MARKS = {"-": "dash", "–": "dash", "—": "dash", ",": "comma", ".": "dot"}
_MARKS |= dict.fromkeys("$€£¥#", "money")
_FILLER = LETTERS["filler"]


@dataclass(frozen=True, slots=True)
class Token:
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


def _integer(word: str) -> Entry:
    number = int(word)
    if len(word) == 4:
        return ("year", number) if 1000 <= number <= 2199 else ("number", number)
    if len(word) > 2 or not number:
        return "number", number
    bounds = ((12, "int12"), (24, "int24"), (31, "int31"), (99, "int99"))
    return next(kind for bound, kind in bounds if number <= bound), number


def _ordinal(word: str) -> Entry:
    number = int(word[:-2])
    return ("ordinal" if 1 <= number <= 31 else "big_ordinal"), number


def _number(word: str) -> Entry:
    # Tenths are kept so that "2.5 years" stays readable from the text; the number is the whole part.
    return "number", int(word.replace(",", "").split(".")[0])


def _decade(word: str) -> Entry:
    return "decade", int("".join(letter for letter in word if letter.isdigit()))


def _initials(word: str) -> Entry:
    letters = word.lower().replace(".", "").replace(" ", "")
    return {"am": ("half_day", 0), "pm": ("half_day", 12), "ad": ("ad", 0)}.get(letters, ("bc", 0))


def _abbreviation(word: str) -> Entry:
    kind, number = WORDS[word[:-1]]
    return kind.removeprefix("shy_"), number


_READERS = {
    "abbreviation": _abbreviation,
    "initials": _initials,
    "integer": _integer,
    "ordinal": _ordinal,
    "number": _number,
    "decade": _decade,
    "mark": lambda word: (_MARKS.get(word, "mark"), 0),
    "glued": lambda word: ("filler", 0),
}
_OTHER: Entry = ("filler", 0)


def _entry(group: str, word: str) -> Entry:
    if group == "word":
        return WORDS.get(word, _OTHER)
    reader = _READERS.get(group)
    return reader(word) if reader else (group, 0)


def tokenise(text: str) -> Tokens:
    """Split a text into tokens; runs of words without a meaning for dates become one."""
    items: list[Token] = []
    filling = False
    for found in _TOKEN.finditer(text):
        word = found[0]
        kind, number = _entry(found.lastgroup or "word", word)
        if kind == "filler" and filling:
            continue
        filling = kind == "filler"
        items.append(Token(found.start(), found.end(), kind, number))
    return Tokens(text, items, "".join(LETTERS[item.kind] for item in items))
