"""Clean text to sentences, each with its offsets and its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from basics.english import ENGLISH

# A full stop after these does not end a sentence before a capital letter.
_ABBREVIATIONS = ENGLISH.words("sentences.abbreviations")
_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9À-Þ])")
_LAST_WORD = re.compile(r"[\w.]++$")
# No abbreviation is longer; looking further back costs time where a text has no blanks.
_LONGEST_WORD = 20
_FINAL = re.compile(r"[.!?…][\"”’')\]]*$")
# Up to an empty line after a word; a letter alone goes with what follows it.
_PARAGRAPH = re.compile(r"\S(?:\n\n(?=\s*\S))?(?:[^\n]+|(?<=\s)\n|\n(?!\n))*+")
# A short paragraph without a full stop is a heading; a longer one a sentence cut off.
_LONGEST_HEADING = 150


class Sentence(NamedTuple):
    """One sentence: offsets in the clean text, its words, its paragraph, whether a heading."""

    start: int
    end: int
    text: str
    paragraph: int
    heading: bool = False


def sentences_of(text: str) -> list[Sentence]:
    """Return the sentences of a clean text, paragraph by paragraph."""
    out: list[Sentence] = []
    for number, found in enumerate(_PARAGRAPH.finditer(text)):
        words = found[0].rstrip()
        heading = len(words) < _LONGEST_HEADING and not _FINAL.search(words)
        for start, end in _spans(words):
            at = found.start()
            out.append(Sentence(at + start, at + end, words[start:end], number, heading))
    return out


def _spans(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _END.finditer(paragraph):
        if _is_abbreviation(paragraph, start, found):
            continue
        yield start, found.start() + len(found[0].rstrip())
        start = found.end()
    if start < len(paragraph):
        yield start, len(paragraph)


def _is_abbreviation(paragraph: str, start: int, found: re.Match[str]) -> bool:
    if not found[0].startswith(".") or len(found[0].rstrip()) > 1:
        return False
    last = _LAST_WORD.search(paragraph[max(start, found.start() - _LONGEST_WORD) : found.start()])
    if last is None:
        return False
    word = last[0]
    return word.lower() in _ABBREVIATIONS or (len(word) == 1 and word.isupper())
