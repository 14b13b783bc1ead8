"""Words that tell the role of a place in a sentence (`geo/lexicon/en/spatial.toml`)."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import one_of

IN = ENGLISH.words("spatial.in")
# What these lead to is where it happened, if it was a movement or an attack.
TO = ENGLISH.words("spatial.to")
OUT = ENGLISH.words("spatial.out")
NEVER = ENGLISH.words("spatial.never")
# After a common noun these give an example of it: "towns including X".
EXAMPLES = ENGLISH.words("spatial.examples")
NEAR = ENGLISH.words("spatial.near")

COMPASS = ENGLISH.words("spatial.compass")
PROVINCE_BEFORE = ENGLISH.words("spatial.province_before")
PROVINCE_BEHIND = PROVINCE_BEFORE | ENGLISH.words("spatial.province_behind")
SUBURBS_BEFORE = ENGLISH.words("spatial.suburbs")
SUBURBS_BEHIND = ENGLISH.words("spatial.suburbs_behind")
TOWN = ENGLISH.words("spatial.town")
# Words that may stand between a preposition or verb and the name of the place.
MODIFIERS = (
    COMPASS
    | PROVINCE_BEHIND
    | ENGLISH.words("spatial.countryside")
    | TOWN
    | ENGLISH.words("spatial.modifiers")
)
# What joins the places of a list.
JOINS_PLACES = MODIFIERS | ENGLISH.words("spatial.joins_places")
_HELD = re.compile(rf"\w+-{one_of(ENGLISH.ordered('spatial.held'))}")


def modifies(word: str) -> bool:
    """Say whether a word may stand between a preposition and the name of a place."""
    return word in MODIFIERS or ("-" in word and bool(_HELD.fullmatch(word)))
