"""What a row of someone's table says, before it becomes an event."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from geo.model.claim import Modality
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision


class TableRowError(ValueError):
    """A row that cannot become an event; the sentence says why and what to do."""


class Voice(NamedTuple):
    """One source that a row cites: whom, and the day it was public."""

    origin: str = ""
    published: date | None = None


class RowDates(NamedTuple):
    """The days of a row; no first day where it has none."""

    first: date | None = None
    last: date | None = None
    precision: Precision = Precision.DAY
    approx: bool = False
    words: str = ""


class RowPlace(NamedTuple):
    """The place of a row, as the row has it.

    Attributes
    ----------
    lon, lat : float | None
        Degrees; both None where the row has only a name.
    kind : PlaceKind
        How closely the row says it is placed.
    place : str
        The name of the place as written.
    country : str
        A name or code as written.
    radius_km : float
        For "near": within this many kilometres.
    place_id, admin1_iso, confidence : str, str, float
        Of a row that Dateline exported: its place as it was.
    """

    lon: float | None = None
    lat: float | None = None
    kind: PlaceKind = PlaceKind.CITY
    place: str = ""
    admin1: str = ""
    country: str = ""
    radius_km: float = 0.0
    place_id: str = ""
    admin1_iso: str = ""
    confidence: float = 1.0


class RowFigures(NamedTuple):
    """How many people were killed."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


class RowDraft(NamedTuple):
    """What one row says of an event.

    Days, place, actors and figures are values of their own: many rows share them, and what
    follows from one is worked out once.

    Attributes
    ----------
    key : str
        What tells the event apart from all others of its source.
    words : str
        What the row says happened, in its own words.
    id : str
        Of a row that Dateline exported: the event's own id.
    """

    key: str
    title: str
    type: Type = Type.OTHER
    when: RowDates = RowDates()
    where: RowPlace = RowPlace()
    actors: tuple[str, ...] = ()
    figures: RowFigures = RowFigures()
    modality: Modality = Modality.REPORTED
    words: str = ""
    voices: tuple[Voice, ...] = (Voice(),)
    id: str = ""
