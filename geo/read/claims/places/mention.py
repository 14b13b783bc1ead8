"""A place in a sentence, and what it does there."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from geo.model.place import Location


class Role(StrEnum):
    """What a place does in a sentence."""

    HAPPENED = "where it happened"
    TARGET = "where it led to"
    ORIGIN = "where it came from"
    CONTAINER = "what the place lies in"
    NAMED = "only named"


class Mention(NamedTuple):
    """A place in a sentence, with its role; offsets in the sentence.

    `governor` is the offset of the word that leads to the place (a preposition or a verb).
    `inferred` says which words of an earlier sentence named it; empty where this one does.
    `others` are the next likeliest places.
    """

    start: int
    end: int
    text: str
    location: Location
    role: Role
    governor: int
    inferred: str = ""
    others: tuple[Location, ...] = ()
