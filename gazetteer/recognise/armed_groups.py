"""Names of places inside the names of armed groups, missions and papers, which stand for no place.

"Tigray People's Liberation Front" tells of no spot on the map, and neither does "Islamic State in
Iraq and Syria". The words are ours, from reading reports of conflicts.
"""

from __future__ import annotations

import re

from gazetteer.lexicon import ENGLISH

# What such a group fights for, and what it calls itself.
_CAUSE = "|".join(ENGLISH.ordered("recognition.armed_group.causes"))
_HEAD = "|".join(ENGLISH.ordered("recognition.armed_group.heads"))
_GOES_ON = re.compile(
    rf"(?: [A-Z][\w-]+)? (?:{_CAUSE})(?: [A-Z][\w'’-]+){{0,2}} (?:{_HEAD})\b"
    r"| (?:Observatory|Brigades?|Revolutionaries|Workers['’]? Party)\b"
)
_BEGINNINGS = tuple(f"{each} " for each in ENGLISH.ordered("recognition.armed_group.beginnings"))
_FREE, _FREE_ARMY = "Free ", " Army"
_STATES = ("Islamic State in ", "Islamic State of ")
_AND_SYRIA = re.compile(r" and (?:Syria|Greater Syria|the Levant|al-Sham)\b")
# The last letters of what may stand before such a place.
_ENDS = frozenset(["he ", "of ", "in ", "or ", "nd "])


def is_in_group(text: str, start: int, end: int) -> bool:
    """Say whether the characters from `start` to `end` belong to the name of such a group.

    Parameters
    ----------
    text : str
        Running text, or one sentence of it.
    start : int
        Offset of the first character.
    end : int
        Offset after the last character.
    """
    if text.startswith(" ", end) and text[end + 1 : end + 2].isupper():
        if _GOES_ON.match(text, end):
            return True
        if text.endswith(_FREE, 0, start) and text.startswith(_FREE_ARMY, end):
            return True
    if text[start - 3 : start] not in _ENDS:
        return False
    if text.endswith(_BEGINNINGS, 0, start):
        return True
    return text.endswith(_STATES, 0, start) and _AND_SYRIA.match(text, end) is not None
