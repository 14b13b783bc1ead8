"""Names that only claims look up: after a word of place, in the countries of their text."""

import pytest

from geo.read.claims import Places


@pytest.fixture(scope="module")
def places():
    return Places()


def named(places, text):
    return {each.text: each.location.name for each in places.toponyms(text)}


def test_a_short_word_is_no_town_for_being_like_one(places):
    text = "A nurse in Glasgow fell ill, and doctors in London said it was not linked to Ebola."
    found = named(places, text)
    assert set(found) == {"Glasgow", "London"}
    assert not places.gazetteer.resolve("Ebola").place


def test_a_long_name_may_be_spelled_otherwise(places):
    text = "The army shelled Dogu Beyazit in eastern Turkey, and police in Ankara said little."
    assert named(places, text)["Dogu Beyazit"] == "Doğubayazıt"
