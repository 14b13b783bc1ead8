"""One report saying that something happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from geo.model.place import Location
from geo.model.timespan import Timespan


class Modality(StrEnum):
    """How a claim is made."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    RETRACTED = "retracted"


# How far a claim of each modality carries; a choice of ours, see docs/decisions/0005.
MODALITY_WEIGHT = {
    Modality.ASSERTED: 0.9,
    Modality.REPORTED: 0.8,
    Modality.ALLEGED: 0.5,
    Modality.PLANNED: 0.4,
    Modality.DENIED: 0.1,
    Modality.RETRACTED: 0.0,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says, tied to the words that say it.

    Attributes
    ----------
    report_id : str
        The report that makes the claim.
    published : date
        The day the claim became public: the report's publication day.
    words : str
        The sentence itself where it may be quoted, else our own words for it.
    start, end : int | None
        Character offsets of the sentence in the report's clean text, where we have it.
    toponym : str
        The place as written.
    location : Location | None
        The place it was resolved to; None where it could not be.
    timespan : Timespan | None
        The date, its `words` as written; None where none is given.
    modality : Modality
        Asserted, reported, alleged, denied, planned or retracted.
    origin : str
        Whom the report relays ("Reuters"); empty when it speaks for itself.
    low, best, high : int | None
        Figures given for people killed, where there are any.
    """

    report_id: str
    published: date
    words: str
    toponym: str = ""
    location: Location | None = None
    timespan: Timespan | None = None
    modality: Modality = Modality.REPORTED
    origin: str = ""
    start: int | None = None
    end: int | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def certainty(self) -> float:
        """How far the claim carries: modality times the place's confidence, 0 to 1."""
        place = self.location.confidence if self.location else 1.0
        return MODALITY_WEIGHT[self.modality] * place
