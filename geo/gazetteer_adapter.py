"""From the gazetteer's places to those of events."""

from __future__ import annotations

from typing import Any

from gazetteer import Place
from geo.model.place import Location, PlaceKind

_DIGITS = 3
_KINDS: dict[str, PlaceKind] = {kind.value: kind for kind in PlaceKind}


def place_fields(place: Place) -> dict[str, Any]:
    """Return what of a gazetteer place goes into a `Location`, by the names of its fields."""
    kind = PlaceKind(place.kind)
    return {
        "place_id": place.id,
        "name": _name_of(place, kind),
        "kind": kind,
        "lon": float(place.lon),
        "lat": float(place.lat),
        "country": place.country,
        "admin1": place.admin1,
        "admin1_iso": place.admin1_iso,
    }


def location_of(place: Place, confidence: float = 1.0) -> Location:
    """Return a gazetteer place as an event uses it.

    Parameters
    ----------
    place : Place
        The place.
    confidence : float, optional
        How sure it is that the place is meant, 0 to 1.
    """
    # Made for every candidate of every name, and so field by field.
    kind = _KINDS[place.kind]
    name, lon, lat = _name_of(place, kind), float(place.lon), float(place.lat)
    area = place.country, place.admin1, place.admin1_iso
    return Location(place.id, name, kind, lon, lat, *area, 0.0, round(confidence, _DIGITS))


def _name_of(place: Place, kind: PlaceKind) -> str:
    """Return a place's name; a province's is that of the page, not the spelling of its city."""
    return place.admin1 if kind is PlaceKind.ADMIN1 and place.admin1 else place.name
