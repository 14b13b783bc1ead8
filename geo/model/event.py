"""What the claims are about: one place, one timespan, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from math import prod
from typing import Generic, TypeVar

from geo.model.claim import Claim, Modality
from geo.model.place import Location
from geo.model.timespan import Timespan

ID_LENGTH = 12
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class Type(StrEnum):
    """What kind of event; each maps onto ACLED and UCDP, see docs/decisions/0004."""

    BATTLE = "battle"
    STRIKE = "strike"
    VIOLENCE = "violence"
    PROTEST = "protest"
    MOVEMENT = "movement"
    APPEARANCE = "appearance"
    DIPLOMACY = "diplomacy"
    OTHER = "other"


class Status(StrEnum):
    """What follows from the claims, before any person's verdict."""

    SINGLE = "single-source"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    DENIED = "denied"
    RETRACTED = "retracted"


class Verdict(StrEnum):
    """What a person decided, kept apart from the status."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class EventBase(Generic[C]):
    """What is said of an event, with the claims that say it.

    `location` and `timespan` are None for what is unplaced or undated; `low`, `best` and
    `high` are the people killed, where figures are given.
    """

    id: str
    title: str
    type: Type
    claims: tuple[C, ...]
    location: Location | None = None
    timespan: Timespan | None = None
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    verdict: Verdict = Verdict.OPEN


@dataclass(frozen=True, slots=True)
class Event(EventBase[Claim]):
    """An event as it is stored: its claims are tied to reports with a day."""

    @property
    def status(self) -> Status:
        """The status that follows from all claims."""
        return status_of(self.claims)

    def status_at(self, day: date | None) -> Status:
        """Return the status as it followed from the claims public by a day; None is today."""
        return self.status if day is None else status_of(self.published_by(day))

    @property
    def published(self) -> date | None:
        """The first day anything of the event was public."""
        return min((claim.published for claim in self.claims), default=None)

    @property
    def certainty(self) -> float:
        """How sure the event is, 0 to 1, over all claims."""
        return certainty_of(self.claims)

    def published_by(self, day: date) -> tuple[Claim, ...]:
        """Return the claims that were public by a day."""
        return tuple(claim for claim in self.claims if claim.published <= day)


def event_id(key: str) -> str:
    """Return the stable id for a key: 60 bits of its SHA-256 as 12 base-32 characters.

    The alphabet is Crockford's, in lower case.
    """
    number = int.from_bytes(sha256(key.encode()).digest()[:8], "big") >> 4
    return id_text(number)


def id_text(number: int) -> str:
    """Return a 60-bit number as the 12 characters of an event id."""
    shifts = range(5 * (ID_LENGTH - 1), -1, -5)
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in shifts)


def id_number(text: str) -> int:
    """Return the 60-bit number behind an event id.

    Raises
    ------
    ValueError
        When the text is no event id.
    """
    if len(text) != ID_LENGTH or any(char not in _ALPHABET for char in text):
        raise ValueError(f"{text!r} is no event id")
    number = 0
    for char in text:
        number = number << 5 | _ALPHABET.index(char)
    return number


def sources_of(claims: Iterable[Claim]) -> set[str]:
    """Return the independent voices behind claims: a relayed agency counts once."""
    return {claim.origin or claim.report_id for claim in claims}


def status_of(claims: Iterable[Claim]) -> Status:
    """Return the status that follows from claims, all of them or those public by a day."""
    live = [claim for claim in claims if claim.modality is not Modality.RETRACTED]
    if not live:
        return Status.RETRACTED
    denied = [claim for claim in live if claim.modality is Modality.DENIED]
    if denied:
        return Status.DENIED if len(denied) == len(live) else Status.DISPUTED
    return Status.CORROBORATED if len(sources_of(live)) > 1 else Status.SINGLE


def certainty_of(claims: Iterable[Claim]) -> float:
    """Return one minus the chance that every independent voice is wrong, 0 to 1."""
    best: dict[str, float] = {}
    for claim in claims:
        voice = claim.origin or claim.report_id
        best[voice] = max(best.get(voice, 0.0), claim.certainty)
    return 1.0 - prod(1.0 - value for value in best.values())
