"""How a place is worded wherever one is named on a page."""

import pytest

from geo.model.place import Location, PlaceKind


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (("Morek", PlaceKind.CITY, "SY", "Hama"), "Morek, Hama, SY"),
        (("Hama", PlaceKind.CITY, "SY", "Hama"), "Hama, SY"),
        (("Hama", PlaceKind.ADMIN1, "SY", "Hama"), "Hama (province), SY"),
        (("Kafr Zita", PlaceKind.ADMIN2, "SY", "Hama"), "Kafr Zita (district), Hama, SY"),
        (("Syria", PlaceKind.COUNTRY, "SY", ""), "Syria (country)"),
        (("Caspian Sea", PlaceKind.WATER, "", ""), "Caspian Sea"),
    ],
)
def test_a_place_is_worded_with_what_lies_around_it(fields, words):
    name, kind, country, admin1 = fields
    assert Location("gn:1", name, kind, 36.7, 35.1, country, admin1).label == words


def test_a_place_nearby_says_how_near():
    near = Location("gn:1", "Morek", PlaceKind.CITY, 36.7, 35.1, "SY", radius_km=12.4)
    assert near.label == "within 12 km of Morek, SY"


@pytest.mark.parametrize(("lon", "lat"), [(180, 90), (-180, -90), (0, 0)])
def test_the_edges_of_the_globe_are_on_it(lon, lat):
    assert Location("gn:1", "Edge", PlaceKind.CITY, lon, lat, "SY").lat == lat


@pytest.mark.parametrize(("lon", "lat"), [(180.1, 0), (-180.1, 0), (0, 90.1), (0, -90.1)])
def test_what_is_off_the_globe_is_refused(lon, lat):
    with pytest.raises(ValueError, match="not on the globe"):
        Location("gn:1", "Nowhere", PlaceKind.CITY, lon, lat, "SY")
