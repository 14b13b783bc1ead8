"""Places everybody knows, in the spellings reports use, go where they are.

The list is ours: name, country given, then the kind, country, province and point expected.
"""

import csv
from pathlib import Path

import pytest

from basics.geodesy import distance_km
from gazetteer import Gazetteer

GOLD = Path(__file__).with_name("gazetteer_gold.csv")
NEAR_KM = 15.0


def rows():
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def test_the_list_is_long_enough_to_mean_something():
    assert len(rows()) >= 130


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['name']}-{r['given']}")
def test_gold_name_resolves_to_its_place(gazetteer, row):
    found = gazetteer.resolve(row["name"], row["given"] or None)
    assert found.status == "resolved"
    place = found.place
    assert (place.kind, place.country) == (row["kind"], row["country"])
    assert place.admin1_iso == row["admin1_iso"]
    km = distance_km(place.lon, place.lat, float(row["lon"]), float(row["lat"]))
    assert km < NEAR_KM


@pytest.mark.parametrize("name", ["Hama", "Homs", "Aleppo", "Idlib", "Latakia", "Tartus", "Raqqa"])
def test_a_name_of_both_gives_the_city_and_offers_the_governorate(gazetteer, name):
    found = gazetteer.resolve(name, "SY")
    assert found.place.kind == "city"
    governorates = [c.place for c in found.alternatives if c.place.kind == "admin1"]
    assert [g.admin1_iso for g in governorates] == [found.place.admin1_iso]


def test_a_province_named_as_one_is_never_a_city(gazetteer):
    provinces = gazetteer.provinces
    asked = [(n, c) for n, c in zip(provinces.name, provinces.country, strict=True)]
    names = [f"{name} province" for name, _ in asked]
    found = gazetteer.resolve_many(names, [country for _, country in asked])
    cities = [r.name for r in found if r.place and r.place.kind in ("city", "site")]
    assert cities == []
    assert sum(r.status == "resolved" for r in found) > 0.6 * len(found)
