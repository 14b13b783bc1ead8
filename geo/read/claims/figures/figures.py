"""How many people were killed, as a sentence gives it."""

from __future__ import annotations

import re
from typing import NamedTuple

from basics.phrases import Choice, Phrases

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_SMALL.split(), 1)}
_WORDS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_WORDS |= {"eighty": 80, "ninety": 90, "both": 2}
_NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,7}}|{'|'.join(_WORDS)})"
_FLOOR = r"at least|more than|over|no fewer than|no less than|upwards of|a minimum of"
_CEILING = r"up to|as many as|at most|no more than|fewer than|less than"
_ABOUT = r"about|around|some|nearly|almost|an estimated|roughly|approximately"
_COUNT = (
    rf"(?:(?P<floor>{_FLOOR})|(?P<ceiling>{_CEILING})|(?:{_ABOUT}))? ?(?:another |the )?"
    rf"(?:between )?(?P<first>{_NUMBER})(?:(?: (?:to|and|or) |[-–])(?P<second>{_NUMBER}))?"
)
# What may stand between the number and the verb: who they were, never another number.
_WHO = r"(?P<who>(?:[ ,]+(?!and\b|but\b|wounded|injured|hurt)[a-z’'-]+){0,7}?)"
# "A commander and two guards were killed".
_AND_ONE = (
    r"(?:(?P<one>an?(?: [\w-]+){0,3} (?:commander|soldier|officer|guard|fighter|general|leader"
    r"|policeman|civilian|man|woman|child|boy|girl|journalist|worker|militant|driver)) and )?"
)
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
            r"(?:were|was|have been|has been|had been|are|is|being|been)"
            r"(?: \w+ly| announced| reported| confirmed| also)? (?:killed|dead|slain|shot dead"
            r"|executed|murdered|beheaded|massacred|gunned down|hanged|assassinated)\b",
            rf"\b(?:kill(?:ed|ing|s)?|murder(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)"
            rf"|massacr(?:ed|ing)|slain|claimed(?: the lives of)?|cost"
            rf"|assassinat(?:ed|ing)|(?:shot|shooting) dead|gunn(?:ed|ing) down|hanged)"
            rf" {_COUNT}\b",
            rf"\b(?:left|leaving) {_COUNT}{_WHO} (?:dead|killed)\b",
            rf"\b{_COUNT}{_WHO} (?:died|dead|perished|lost their lives|deaths|fatalities)\b",
            rf"\b(?:death toll|toll|number of (?:dead|deaths))\b.{{0,90}}?\b(?:to|at|of|was|is"
            rf"|stands at|reached) {_COUNT}\b",
            rf"\bdeaths? of {_COUNT}\b",
        )
    ),
    _ONE,
)
_CHOICE = Choice(_PATTERNS)
_NOT_PEOPLE = re.compile(
    r"\s*(?:%|percent|per cent|km|kilomet|miles?|metres|meters|years?|months?|weeks?|days?|hours?"
    r"|minutes|million dollars|villages|towns|cities|times|dogs|cattle|sheep|animals|pigs|cows)\b",
    re.IGNORECASE,
)
_DEADLY = re.compile(
    r"kill|dead|died|death|toll|slain|perish|lives|murder|execut|behead|massac|fatal|assassin"
    r"|gunn|hanged"
    r"| cost "
)
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
