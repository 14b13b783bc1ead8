"""Names that were read as toponyms once, wherever else they stand in their text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import accumulate, compress

from geo.read.claims.places.toponym import PlacedToponym

# What is taken on the word of another mention is so sure.
DOUBT = 0.8
_DIGITS = 3
_OPENING = re.compile(r"\w+")
_WORDS = re.compile(r"(\w+)")
_CAPITALISED = re.compile(r"([A-Z](?<!\w.)\w*+)")
_IN_WORD = re.compile(r"[\w-]")
_SHORT = 3
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]*[ -]$")


def repeat_mentions(
    text: str, found: list[PlacedToponym], occupied: bytearray
) -> Iterator[PlacedToponym]:
    """Yield the other places where a name stands that was read as a toponym once.

    Parameters
    ----------
    text : str
        Running text.
    found : list of PlacedToponym
        What was read in it.
    occupied : bytearray
        For each character of the text, 1 where a toponym has it.
    """
    known = {each.text: each for each in found if not each.demonym and len(each.text) > _SHORT}
    # Looked up by its first word, so that a text is gone through once for all names.
    opens: dict[str, list[str]] = defaultdict(list)
    for name in known:
        if opening := _OPENING.match(name):
            opens[opening[0]].append(name)
    for start, word in _words_among(text, opens) if opens else ():
        for name in opens[word]:
            end = start + len(name)
            if (
                text.startswith(name, start)
                and not occupied[start]
                and _stands_alone(text, start, end)
            ):
                yield _once_more(known[name], start, end)


def _words_among(text: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the words of a text that are among some, each with its offset."""
    # Splitting, adding up and choosing run in C; most names begin with a capital.
    capitals = all("A" <= word[0] <= "Z" for word in wanted)
    parts = (_CAPITALISED if capitals else _WORDS).split(text)
    starts, words = list(accumulate(map(len, parts)))[0:-1:2], parts[1::2]
    return compress(zip(starts, words, strict=True), map(wanted.__contains__, words))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Say whether characters are a name of their own, and no part of a longer one."""
    if text[start - 1 : start] == "-" or _IN_WORD.match(text, end):
        return False
    return text[start:end].isupper() or not _in_longer_name(text, start, end)


def _once_more(first: PlacedToponym, start: int, end: int) -> PlacedToponym:
    confidence = round(first.location.confidence * DOUBT, _DIGITS)
    location = replace(first.location, confidence=confidence)
    return replace(first, start=start, end=end, location=location)


def occupied_by(text: str, found: list[PlacedToponym]) -> bytearray:
    """Return for each character of a text whether a toponym has it.

    Parameters
    ----------
    text : str
        Running text.
    found : list of PlacedToponym
        What was read in it.
    """
    occupied = bytearray(len(text))
    occupy(occupied, found)
    return occupied


def occupy(occupied: bytearray, found: list[PlacedToponym]) -> None:
    """Note that toponyms have their characters.

    Parameters
    ----------
    occupied : bytearray
        One for each character of the text; changed in place.
    found : list of PlacedToponym
        The toponyms, with offsets in the text.
    """
    for each in found:
        occupied[each.start : each.end] = b"\x01" * (each.end - each.start)


def _in_longer_name(text: str, start: int, end: int) -> bool:
    """Say whether a name is part of a longer one, as of an organisation or a person."""
    before, after = text[max(0, start - 30) : start], text[end : end + 2]
    return bool(_CAPITAL_BEFORE.search(before)) or (after[:1] == " " and after[1:].isupper())
