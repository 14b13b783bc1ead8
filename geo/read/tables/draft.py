"""What a row of someone's table says, before it becomes an event."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from geo.model.claim import Modality
from geo.model.event import Type
from geo.model.place import Kind
from geo.model.timespan import Precision


class BadRow(ValueError):
    """A row that cannot become an event; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One source that a row cites: whom, and the day it was public."""

    origin: str = ""
    known: date | None = None


@dataclass(slots=True)
class Draft:
    """One row's happening, with the place as the row has it.

    Attributes
    ----------
    key : str
        What tells the event apart from all others of its source.
    lon, lat : float | None
        Degrees; both None where the row has only a name.
    kind : Kind
        How closely the row says it is placed.
    place : str
        The name of the place as written.
    country : str
        A name or code as written; ISO 3166-1 alpha-2 once it was looked up.
    radius_km : float
        For "near": within this many kilometres.
    words : str
        What the row says happened, in its own words.
    id, place_id, admin1_iso : str
        Of a row that Dateline exported: the event's own id, and its place as it was.
    """

    key: str
    title: str
    type: Type = Type.OTHER
    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.DAY
    date_words: str = ""
    approx: bool = False
    lon: float | None = None
    lat: float | None = None
    kind: Kind = Kind.CITY
    place: str = ""
    admin1: str = ""
    country: str = ""
    radius_km: float = 0.0
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    modality: Modality = Modality.REPORTED
    words: str = ""
    voices: tuple[Voice, ...] = field(default_factory=lambda: (Voice(),))
    id: str = ""
    place_id: str = ""
    admin1_iso: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Reject:
    """A refused row: its number in the file, why, and what it held."""

    row: int
    reason: str
    cells: dict[str, str]

    @property
    def sentence(self) -> str:
        """Return where and why."""
        return f"Row {self.row}: {self.reason}."
