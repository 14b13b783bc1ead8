"""Which toponyms and dates of a document a sentence has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TypeVar

from basics.sentences import Sentence
from geo.lexicon import ENGLISH
from geo.model.place import PlaceKind
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.dates import DateExpression

T = TypeVar("T")
_EVERYWHERE = ENGLISH.words("place_names.lists.everywhere")
_NEXT_WORD = re.compile(r" ([a-z]+)")
_AFTER_NOUN = ENGLISH.words("place_names.lists.behind_common")


def free_toponyms(
    text: str, toponyms: list[PlacedToponym], dates: Sequence[DateExpression]
) -> list[PlacedToponym]:
    """Return the toponyms that are no part of a date and no common noun ("the Citadel").

    Parameters
    ----------
    text : str
        The document's text.
    toponyms : list of PlacedToponym
        Of the whole document, in order.
    dates : sequence of DateExpression
        Of the whole document.
    """
    occupied = bytearray(len(text))
    for each in dates:
        occupied[each.start : each.end] = b"\x01" * (each.end - each.start)
    return [one for one in toponyms if not occupied[one.start] and not _is_common(text, one)]


def _is_common(text: str, toponym: PlacedToponym) -> bool:
    """Say whether a town's name stands with an article and alone, as towns do not."""
    if toponym.text in _EVERYWHERE:
        return True
    if toponym.location.kind is not PlaceKind.CITY or not text.endswith("the ", 0, toponym.start):
        return False
    following = _NEXT_WORD.match(text, toponym.end)
    return following is None or following[1] in _AFTER_NOUN


def within(found: list[T], starts: Sequence[int], sentence: Sentence) -> list[T]:
    """Return what begins in a sentence, of all that was found in a document and where it starts.

    Parameters
    ----------
    found : list
        What was found in the document, in order.
    starts : sequence of int
        Where each begins: offsets in the document, ascending.
    sentence : Sentence
        The sentence.
    """
    return found[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
