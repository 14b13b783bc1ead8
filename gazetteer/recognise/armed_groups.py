"""Names of places inside the names of armed groups, missions and papers, which stand for no place.

"Tigray People's Liberation Front" tells of no spot on the map, and neither does "Islamic State in
Iraq and Syria". The words below are ours, from reading reports of conflicts.
"""

from __future__ import annotations

import re

# What such a group fights for, and what it calls itself.
_CAUSE = (
    r"Arab|Defen[cs]e|Democratic|Freedom|Human|Independence|Islamic|Liberation|Mujahideen|National"
    r"|Patriotic|People['’]?s|Resistance|Revolutionar(?:y|ies)|Salvation|Workers['’]?"
)
_HEAD = (
    r"Army|Brigades?|Coalition|Congress|Council|Falcons|Forces?|Front|Group|League|Militias?"
    r"|Movement|Network|Organi[sz]ation|Regiment|Republic|Union"
)
_GOES_ON = re.compile(
    rf"(?: [A-Z][\w-]+)? (?:{_CAUSE})(?: [A-Z][\w'’-]+){{0,2}} (?:{_HEAD})\b"
    r"| (?:Observatory|Brigades?|Revolutionaries|Workers['’]? Party)\b"
)
_BEGINNINGS = (
    *(f"{al}{gap}Qa{i}da in the " for al in ("Al", "al") for gap in "- " for i in "ei"),
    *("Indigenous People of ", "Emancipation of the ", "Times of ", "Interim Force in "),
    *(f"{what} Mission {where} "
      for what in ("Assistance", "Support", "Stabilization", "Stabilisation", "Union", "Nations")
      for where in ("in", "for")),
    *(f"State {where} Iraq and {the}" for where in ("in", "of") for the in ("", "the ")),
)  # fmt: skip
_FREE, _FREE_ARMY = "Free ", " Army"
_STATES = ("Islamic State in ", "Islamic State of ")
_AND_SYRIA = re.compile(r" and (?:Syria|Greater Syria|the Levant|al-Sham)\b")
# The last letters of what may stand before such a place.
_ENDS = frozenset(["he ", "of ", "in ", "or ", "nd "])


def is_in_group(text: str, start: int, end: int) -> bool:
    """Say whether the characters from `start` to `end` belong to the name of such a group."""
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
