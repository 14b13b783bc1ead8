"""Where something happened, and how closely that is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """The feature kind of a place; it is also how closely an event is placed."""

    SITE = "site"
    CITY = "city"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    WATER = "water"
    COUNTRY = "country"
    CONTINENT = "continent"

    @property
    def is_point(self) -> bool:
        """Say whether the place is known to a spot that a dot may stand on."""
        return self in (PlaceKind.SITE, PlaceKind.CITY)

    @property
    def is_area(self) -> bool:
        """Say whether the place is an area with a boundary, drawn as that area."""
        return self in (PlaceKind.ADMIN2, PlaceKind.ADMIN1, PlaceKind.COUNTRY)


_AREA_LABELS = {
    PlaceKind.ADMIN2: "district",
    PlaceKind.ADMIN1: "province",
    PlaceKind.COUNTRY: "country",
}


@dataclass(frozen=True, slots=True)
class Location:
    """A gazetteer place as an event uses it.

    Attributes
    ----------
    place_id : str
        Stable id in the gazetteer ("gn:172957", "dl:caspian-sea").
    name : str
        The gazetteer's name, not the report's spelling.
    kind : PlaceKind
        What the place is, and so how closely the event is placed.
    lon, lat : float
        Degrees, WGS 84; the point itself, or the label point of an area.
    country : str
        ISO 3166-1 alpha-2, empty at sea.
    admin1, admin1_iso : str
        The province's name and ISO 3166-2 code, empty where there is none.
    radius_km : float
        For "near X": the event lies within this many kilometres; else 0.
    confidence : float
        How sure the choice of the place is, 0 to 1.

    Raises
    ------
    ValueError
        When a coordinate is out of range.
    """

    place_id: str
    name: str
    kind: PlaceKind
    lon: float
    lat: float
    country: str = ""
    admin1: str = ""
    admin1_iso: str = ""
    radius_km: float = 0.0
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not (-180 <= self.lon <= 180 and -90 <= self.lat <= 90):
            raise ValueError(f"lon {self.lon}, lat {self.lat} is not on the globe")

    @property
    def label(self) -> str:
        """The place with its province and country; an area says that it is one."""
        area = _AREA_LABELS.get(self.kind)
        name = f"{self.name} ({area})" if area else self.name
        country = "" if self.kind is PlaceKind.COUNTRY else self.country
        around = [part for part in (self.admin1, country) if part and part != self.name]
        near = f"within {self.radius_km:.0f} km of " if self.radius_km else ""
        return near + ", ".join([name, *around])
