"""Compass points are the same with a hyphen and without."""

import pytest

from geo.read.claims.places.anaphora import _REGION
from geo.read.claims.places.containment import contains, region_of
from geo.read.claims.places.spatial_lexicon import COMPASS, modifies
from tests.unit.read.claims.test_claims_reader import claims

POINTS = [f"{one}{two}" for one in ("north", "south") for two in ("east", "west")]


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("ending", ["", "ern"])
def test_each_point_is_known_with_a_hyphen(point, ending):
    hyphened = f"{point[:5]}-{point[5:]}{ending}"
    assert {hyphened, f"{point}{ending}"} <= COMPASS
    assert modifies(hyphened)
    assert not COMPASS & {"south-", "north-"}


@pytest.mark.parametrize("point", POINTS)
def test_the_whole_point_is_read(point):
    for spelt in (point, f"{point[:5]}-{point[5:]}"):
        assert _REGION.search(f"Clashes began in the {spelt} on Sunday.")["first"] == spelt


@pytest.mark.parametrize("spelt", ["northwestern", "north-western"])
def test_a_place_lies_in_the_region_of_a_point_that_governs_it(spelt):
    [claim] = claims(f"Rebels attacked an army post in {spelt} Syria on Sunday.")
    assert claim.location.place_id.endswith("/northwestern")
    assert claim.location.name == "Northwestern Syria"


def test_a_region_is_the_same_however_its_point_is_written():
    [damascus] = {each.location for each in claims("Rebels shelled Damascus on Sunday.")}
    [syria] = {each.location for each in claims("Rebels killed 20 men in Syria on Sunday.")}
    assert region_of(syria, ["north-west"]) == region_of(syria, ["northwest"])
    assert not contains(region_of(syria, ["north-west"]), damascus)


def test_a_town_is_found_behind_a_hyphenated_point():
    assert [each.toponym for each in claims("Fighting began in south-eastern Homs on Sunday.")]
