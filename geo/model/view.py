"""The View: everything that decides what is shown, as one frozen value.

It is the address (`geo.model.address`), the query, the heading and the cache key.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Viewport:
    """Where the map is centred: degrees, and a web-map zoom level (0 to 18).

    Raises
    ------
    ValueError
        When a number is out of range or not a number.
    """

    lat: float
    lon: float
    zoom: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180 and 0 <= self.zoom <= 18):
            raise ValueError("a place on the map is lat,lon,zoom such as 35.1,36.8,7")


@dataclass(frozen=True, slots=True)
class View:
    """What is shown; an empty field means "no limit".

    Attributes
    ----------
    first, last : date | None
        The time window, both days included.
    provinces, types, actors, sources, statuses : tuple[str, ...]
        Allowed values, a field for each row of `geo.model.facets.FACETS`: provinces are ISO 3166-2
        codes, sources are publishers.
    certainty : float
        Least certainty of an event, 0 to 1.
    query : str
        Words that must all occur in an event's texts.
    as_of : date | None
        Only claims public by this day count.
    revision : int | None
        The state of the event table to show; None is the latest.
    viewport : Viewport | None
        Centre and zoom; None fits the events.
    event : str
        The selected event's id.
    containment : bool
        Only events whose whole timespan lies in the window.
    """

    first: date | None = None
    last: date | None = None
    provinces: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    certainty: float = 0.0
    query: str = ""
    as_of: date | None = None
    revision: int | None = None
    viewport: Viewport | None = None
    event: str = ""
    containment: bool = False

    def replace(self, **changes: Any) -> View:
        """Return a copy with some fields changed, given by their names."""
        return replace(self, **changes)
