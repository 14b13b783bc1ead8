"""How large places are, which lies in which, and parts of countries that have no border."""

from __future__ import annotations

from dataclasses import replace

from geo.model.place import Location, PlaceKind

REGION_CONFIDENCE = 0.8
# The middle of a district is no farther from its places.
_DISTRICT_DEGREES = 0.5
_SIZE = {
    PlaceKind.SITE: 0,
    PlaceKind.CITY: 1,
    PlaceKind.ADMIN2: 2,
    PlaceKind.ADMIN1: 3,
    PlaceKind.REGION: 4,
    PlaceKind.WATER: 4,
    PlaceKind.COUNTRY: 5,
    PlaceKind.CONTINENT: 6,
}


_SIDES = {
    side: f"{side}ern"
    for one in ("north", "south", "")
    for two in ("east", "west", "")
    if (side := one + two)
} | {"coast": "coastal"}


def size(location: Location) -> int:
    """Return how large a kind of place is, to compare two."""
    return _SIZE[location.kind]


def contains(outer: Location, inner: Location) -> bool:
    """Say whether one place lies in another, as far as their countries and provinces tell.

    Parameters
    ----------
    outer : Location
        The place that may hold the other one.
    inner : Location
        The place that may lie in it.
    """
    if outer.place_id == inner.place_id:
        return True
    if size(outer) <= size(inner):
        return False
    if outer.kind is PlaceKind.ADMIN1:
        return bool(outer.admin1_iso) and outer.admin1_iso == inner.admin1_iso
    if outer.kind is PlaceKind.ADMIN2:
        near = max(abs(outer.lon - inner.lon), abs(outer.lat - inner.lat)) < _DISTRICT_DEGREES
        return bool(outer.admin1_iso) and outer.admin1_iso == inner.admin1_iso and near
    if outer.kind is PlaceKind.REGION and not _on_that_side(outer, inner):
        return False
    return (
        outer.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and outer.country == inner.country != ""
    )


def _on_that_side(region: Location, inner: Location) -> bool:
    """Say whether a place lies on the side of its country that a region's name tells."""
    name = region.place_id.rpartition("/")[2] if "/" in region.place_id else ""
    sides = {
        "north": inner.lat >= region.lat,
        "south": inner.lat <= region.lat,
        "east": inner.lon >= region.lon,
        "west": inner.lon <= region.lon,
    }
    return all(fits for side, fits in sides.items() if side in name) or "-" in name


def region_of(country: Location, compass: list[str]) -> Location:
    """Return a part of a country that no gazetteer has a border for, such as "western Syria".

    Parameters
    ----------
    country : Location
        The country.
    compass : list of str
        Sides in lower case; "south-east" is the same as "southeast".
    """
    sides = [each.replace("-", "") for each in compass]
    part = " and ".join(_SIDES.get(each, each) for each in sides)
    return replace(
        country,
        place_id=f"{country.place_id}/{'-'.join(sides)}",
        name=f"{part.capitalize()} {country.name}",
        kind=PlaceKind.REGION,
        admin1="",
        admin1_iso="",
        confidence=round(country.confidence * REGION_CONFIDENCE, 3),
    )
