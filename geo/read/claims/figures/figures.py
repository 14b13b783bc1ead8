"""How many people were killed, as a sentence gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

from basics.english import NUMBERS
from basics.phrases import Choice, Phrases
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns

_PATTERNS_OF = Patterns(ENGLISH, "figures")

_WORDS = {word: number for word, number in NUMBERS.items() if number}
_WORDS |= {"a": 1, "an": 1, "both": 2}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{'|'.join(_WORDS)})"
_FLOOR = _PATTERNS_OF.text("floor")
_CEILING = _PATTERNS_OF.text("ceiling")
_ABOUT = r"about|around|some|nearly|almost|an estimated|roughly|approximately"
_COUNT = (
    rf"(?:(?P<floor>{_FLOOR})|(?P<ceiling>{_CEILING})|(?:{_ABOUT}))? ?(?:another |the )?"
    rf"(?:between )?(?P<first>{_NUMBER})(?:(?: (?:to|and|or) |[-–])(?P<second>{_NUMBER}))?"
)
# What may stand between the number and the verb: who they were, never another number.
_WHO = r"(?P<who>(?:[ ,]+(?!and\b|but\b|wounded|injured|hurt)[a-z’'-]+){0,7}?)"
# "A commander and two guards were killed".
_AND_ONE = _PATTERNS_OF.text("and_one")
_MONTH = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?:[a-z]{1,6}|\.|t\.)? $"
)
_ONE = Phrases(
    r"\b(?:a|an|the)(?: [\w’'-]+){1,5}? (?:known as [A-Z][\w-]*(?: \w+){0,4} )?"
    r"(?:was|has been) killed\b",
)
# Each with words of which its matches have one.
_PATTERNS = (
    *(
        Phrases(pattern, re.IGNORECASE)
        for pattern in (
            rf"\b{_AND_ONE}{_COUNT}{_WHO},? "
            rf"{_PATTERNS_OF.text('were_killed')}\b",
            rf"\b{_PATTERNS_OF.text('killing')} {_COUNT}\b",
            rf"\b(?:left|leaving) {_COUNT}{_WHO} (?:dead|killed)\b",
            rf"\b{_COUNT}{_WHO} {_PATTERNS_OF.text('died')}\b",
            rf"\b{_PATTERNS_OF.text('toll')} {_COUNT}\b",
            rf"\bdeaths? of {_COUNT}\b",
        )
    ),
    _ONE,
)
_CHOICE = Choice(_PATTERNS)
_NOT_PEOPLE = _PATTERNS_OF.compile("not_people", re.IGNORECASE)
_DEADLY = _PATTERNS_OF.compile("deadly")
_ASIDE = re.compile(
    r" ?(?:\([^)]*\)|[–—] [^–—]{1,120} [–—]|, (?:including|among them|most of them)\b[^,]{1,80},)"
)
_WOUNDED = re.compile(r"\b(?:wounded|injured|hurt|missing|displaced)\b", re.IGNORECASE)


class Figures(NamedTuple):
    """People killed: the least, the likeliest and the most; None where not given."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


def killed(text: str) -> Figures:
    """Return how many people a sentence says were killed, empty where it gives no number."""
    likely = _CHOICE.likely(text)
    if not likely or not _DEADLY.search(text):
        return Figures()
    text = " ".join(_ASIDE.sub(" ", text).split())
    for number in likely:
        for found in _PATTERNS[number].finditer(text):
            if _PATTERNS[number] is _ONE:
                return Figures(1, 1, 1)
            if not _counts_other(text, found):
                return _figures(found)
    return Figures()


def _counts_other(text: str, found: re.Match[str]) -> bool:
    """Say whether the number is of something else: the wounded, kilometres, villages."""
    end = found.end("second") if found["second"] else found.end("first")
    who = found.groupdict().get("who") or ""
    return bool(_NOT_PEOPLE.match(text, end) or _WOUNDED.search(who)) or _is_date(text, found)


def _is_date(text: str, found: re.Match[str]) -> bool:
    start, end = found.span("first")
    if _MONTH.search(text, max(0, start - 12), start):
        return True
    return text[start:end] in ("a", "an", "A", "An") and "kill" not in text[slice(*found.span())]


def _number(text: str) -> int:
    # A pattern in any case takes these letters for i, and "ſ" for s.
    word = text.casefold().replace("ı", "i").replace("i̇", "i")
    return _WORDS.get(word) or int(text.replace(",", ""))


def _figures(found: re.Match[str]) -> Figures:
    first = _number(found["first"]) + bool(found.groupdict().get("one"))
    if found["second"]:
        second = _number(found["second"])
        return Figures(min(first, second), None, max(first, second))
    if found["floor"]:
        return Figures(first, first, None)
    if found["ceiling"]:
        return Figures(None, None, first)
    return Figures(first, first, first)
