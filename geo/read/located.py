"""From the gazetteer's places to those of events."""

from __future__ import annotations

from typing import Any

from gazetteer import Place
from geo.model.place import Kind, Location

_DIGITS = 3


def place_fields(place: Place) -> dict[str, Any]:
    """Return what of a gazetteer place goes into a `Location`, by the names of its fields."""
    kind = Kind(place.kind)
    return {
        "place_id": place.id,
        # A province is called as everywhere on the page, not as the gazetteer spells its city.
        "name": place.admin1 if kind is Kind.ADMIN1 and place.admin1 else place.name,
        "kind": kind,
        "lon": float(place.lon),
        "lat": float(place.lat),
        "country": place.country,
        "admin1": place.admin1,
        "admin1_iso": place.admin1_iso,
    }


def location_of(place: Place, confidence: float = 1.0) -> Location:
    """Return a gazetteer place as an event uses it."""
    return Location(**place_fields(place), confidence=round(confidence, _DIGITS))
