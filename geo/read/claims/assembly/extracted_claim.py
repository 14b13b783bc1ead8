"""A claim as found in a document: the model's claim, its spans, and how it was read."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date as Day
from typing import Any

from geo.model.claim import MODALITY_WEIGHT, Claim, Modality
from geo.model.event import Type
from geo.model.family import Family
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Precision, Timespan

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One sentence saying that something happened; offsets in the document's clean text.

    Attributes
    ----------
    document : str
        The document's id.
    published : Day | None
        The document's publication day; None while it has to be asked for.
    start, end : int
        The sentence.
    words : str
        The sentence's text.
    type : Type
        What kind of event.
    family : Family
        The family of events.
    label : str
        What it is called in titles.
    trigger : Span
        The word that tells of the event.
    toponym, place : str, Span | None
        The place as written, and where; None where an earlier sentence named it.
    location : Location | None
        What it was resolved to.
    date : Span | None
        The date expression; None where it was inferred or there is none.
    timespan : Timespan | None
        When it happened.
    modality, origin
        How it is said, and on whose word.
    actors : tuple[str, ...]
        Who took part, as far as the sentence says.
    low, best, high : int | None
        People killed.
    how : tuple[str, ...]
        What was inferred rather than read, in words.
    trigger_confidence : float
        How far its word tells of an event at all, 0 to 1 (`triggers.trigger_confidence`).
    others : tuple[Location, ...]
        The next likeliest places of the toponym, for a person to choose from.
    """

    document: str
    published: Day | None
    start: int
    end: int
    words: str
    type: Type
    family: Family
    label: str
    trigger: Span
    toponym: str = ""
    place: Span | None = None
    location: Location | None = None
    date: Span | None = None
    timespan: Timespan | None = None
    modality: Modality = Modality.ASSERTED
    origin: str = ""
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    how: tuple[str, ...] = ()
    others: tuple[Location, ...] = ()
    trigger_confidence: float = 1.0

    @property
    def certainty(self) -> float:
        """How far the claim carries, 0 to 1: its word, its modality and its place's confidence."""
        place = self.location.confidence if self.location else 1.0
        return MODALITY_WEIGHT[self.modality] * place * self.trigger_confidence

    def claim(self, published: Day | None = None) -> Claim:
        """Return the model's claim, public from a day; by default from its document's own.

        Raises
        ------
        ValueError
            When the document's publication day is not known yet.
        """
        published = published or self.published
        if published is None:
            raise ValueError("the report's publication day is needed before a claim can be kept")
        return Claim(
            report_id=self.document,
            published=published,
            words=self.words,
            toponym=self.toponym,
            location=self.location,
            timespan=self.timespan,
            modality=self.modality,
            origin=self.origin,
            start=self.start,
            end=self.end,
            low=self.low,
            best=self.best,
            high=self.high,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the claim as values that JSON can hold, nothing left out."""
        row: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        return row | {
            "known": _day_text(self.published),
            "type": self.type.value,
            "family": self.family.value,
            "trigger": list(self.trigger),
            "place": list(self.place) if self.place else None,
            "location": location_json(self.location),
            "date": list(self.date) if self.date else None,
            "timespan": timespan_json(self.timespan),
            "modality": self.modality.value,
            "actors": list(self.actors),
            "how": list(self.how),
            "told": self.trigger_confidence,
            "others": [location_json(each) for each in self.others],
        }

    @classmethod
    def from_json(cls, row: dict[str, Any]) -> ExtractedClaim:
        """Return the claim that `as_json` wrote."""
        return cls(
            **{name: row[name] for name in _PLAIN} | {"family": Family(row["family"])},
            published=_day(row["known"]),
            type=Type(row["type"]),
            trigger=_span(row["trigger"]) or (0, 0),
            place=_span(row["place"]),
            location=location_from(row["location"]),
            date=_span(row["date"]),
            timespan=timespan_from(row["timespan"]),
            modality=Modality(row["modality"]),
            actors=tuple(row["actors"]),
            how=tuple(row["how"]),
            trigger_confidence=row.get("told", 1.0),
            others=tuple(filter(None, map(location_from, row["others"]))),
        )


# JSON holds these as they are.
_PLAIN_TYPES = ("str", "int", "int | None", "Family")
_PLAIN = tuple(field.name for field in fields(ExtractedClaim) if field.type in _PLAIN_TYPES)


def _day_text(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> Day | None:
    return Day.fromisoformat(text) if text else None


def _span(pair: list[int] | None) -> Span | None:
    return (pair[0], pair[1]) if pair else None


def location_json(location: Location | None) -> dict[str, Any] | None:
    """Return a location as values that JSON can hold."""
    if location is None:
        return None
    row = {name: getattr(location, name) for name in Location.__slots__}
    return row | {"kind": location.kind.value}


def location_from(row: dict[str, Any] | None) -> Location | None:
    """Return the location that `location_json` wrote."""
    return Location(**{**row, "kind": PlaceKind(row["kind"])}) if row else None


def timespan_json(span: Timespan | None) -> dict[str, Any] | None:
    """Return a timespan as values that JSON can hold."""
    if span is None:
        return None
    return {
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "precision": span.precision.value,
        "approx": span.approx,
        "words": span.words,
    }


def timespan_from(row: dict[str, Any] | None) -> Timespan | None:
    """Return the timespan that `timespan_json` wrote."""
    if row is None:
        return None
    first, last = Day.fromisoformat(row["first"]), Day.fromisoformat(row["last"])
    return Timespan(first, last, Precision(row["precision"]), row["approx"], row["words"])
