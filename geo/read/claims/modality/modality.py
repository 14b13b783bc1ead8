"""How a sentence says what it says, and on whose word."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from basics.phrases import Phrases
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.claim import Modality

_I = re.IGNORECASE
_PATTERNS = Patterns(ENGLISH, "modality")
_RETRACTED = _PATTERNS.phrases("retracted", _I)
_DENIED = _PATTERNS.phrases("denied", _I)
_PLANNED = _PATTERNS.phrases("planned", _I)
_ALLEGED = _PATTERNS.phrases("alleged", _I)
_REPORTED = _PATTERNS.phrases("reported", _I)
_NEGATED = _PATTERNS.phrases("negated", _I)
_TOLD_AN_AGENCY = _PATTERNS.phrases("told_an_agency")
_SAID = _PATTERNS.phrases("said")
_SPEAKER_STOP = _PATTERNS.compile("after_a_speaker")
_TO_BE = re.compile(r"\b(?:is|are|due) to $")
_NEXT = 12
_PLANNED_AFTER = re.compile(r"\s+(?:will|would|(?:is|are) (?:expected|due|set|planned|to))\b")
_NAME = (
    r"(?:the |a |an |local |Syrian |Iranian )?[A-Z][\w’'.-]*"
    r"(?: (?:of|for|the|al|el|and|[A-Z][\w’'.-]*)){0,6}"
)
_ACCORDING = Phrases(rf"\baccording to ((?i:the )?(?:{_NAME}|[a-z][\w’'-]*(?: [\w’'-]+){{0,4}}))")
_SPEAKER = re.compile(r"(?:[A-Z][\w’'.-]*+|[a-z]++)(?: (?:[A-Z][\w’'.-]*+|[a-z’'-]++)){0,5} $")
_SAID_AFTER = Phrases(r",[”\"]? (?:said|says) ((?:the |a |an )?[\w’'.-]+(?: [\w’'.-]+){0,4})")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s*$")
_AUXILIARY = re.compile(r"\s+(?:has|have|had|also|later|initially|then|previously)\s*$")
_ARTICLE = re.compile(r"^(?:[Tt]he|an?|A|An|despite|[Mm]eanwhile|[Oo]n \w+)\s+")
_LONGEST_ORIGIN = 60
_CLAUSE = re.compile(r"[;—,](?:(?<!,)|(?<=,) (?:but|while|although)\b)")
# So far back from the verb the words that govern it are looked for.
_NEAR, _LOOK = 60, 100
# A sentence has several claims.
_REMEMBERED = 64


class Saying(NamedTuple):
    """How a claim is made, and on whose word; `negated` means it is not said to have happened."""

    modality: Modality
    origin: str = ""
    negated: bool = False


def saying(text: str, at: int, end: int) -> Saying:
    """Return how a sentence says what a word of it tells.

    Parameters
    ----------
    text : str
        The sentence.
    at, end : int
        Offsets of the word that tells of the event.
    """
    clause = 0
    for found in _CLAUSE.finditer(text, 0, at):
        clause = found.end()
    if _RETRACTED.search(text):
        return Saying(Modality.RETRACTED, origin_of(text))
    if _DENIED.search(text, clause, at):
        return Saying(Modality.DENIED, _speaker(text) or origin_of(text))
    negated = bool(_NEGATED.search(text, max(clause, at - _LOOK), at))
    if _PLANNED_AFTER.match(text, end):
        return Saying(Modality.PLANNED, origin_of(text), negated)
    planned = _PLANNED.search(text, max(clause, at - _NEAR), at) or _TO_BE.search(
        text, max(clause, at - _NEXT), at
    )
    return Saying(Modality.PLANNED if planned else _said_how(text), origin_of(text), negated)


@lru_cache(_REMEMBERED)
def _said_how(text: str) -> Modality:
    if _ALLEGED.search(text):
        return Modality.ALLEGED
    return Modality.REPORTED if _REPORTED.search(text) else Modality.ASSERTED


@lru_cache(_REMEMBERED)
def origin_of(text: str) -> str:
    """Return whom a sentence relays: an agency before all others, else the speaker."""
    agency = _TOLD_AN_AGENCY.search(text)
    if agency:
        return agency["a"] or agency["b"]
    according = _ACCORDING.search(text)
    if according:
        return _clean(according[1], first=True)
    return _speaker(text)


def _speaker(text: str) -> str:
    after = _SAID_AFTER.search(text)
    if after:
        return _clean(after[1])
    said = _SAID.search(text)
    speaker = said and _SPEAKER.search(text[max(0, said.start() - _LONGEST_ORIGIN) : said.start()])
    return _clean(speaker[0]) if speaker else ""


def _clean(words: str, first: bool = False) -> str:
    """Return the name in a speaker's phrase; empty for the nameless, and for the passive."""
    if _PASSIVE.search(words):
        return ""
    parts = [part.strip() for part in _SPEAKER_STOP.split(words.strip(" ,.“”\"'")) if part.strip()]
    if not parts:
        return ""
    name = _AUXILIARY.sub("", parts[0] if first else parts[-1])
    name = _ARTICLE.sub("", name)[:_LONGEST_ORIGIN].strip(" ,.")
    return name if any(char.isupper() for char in name) else ""
