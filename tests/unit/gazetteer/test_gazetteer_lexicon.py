"""The gazetteer's words are data: every list is read, and directions are known in any spelling."""

import importlib
import pkgutil

import pytest

import gazetteer.recognise
from gazetteer.lexicon import ENGLISH
from gazetteer.names import fold
from gazetteer.recognise.name_lookup import NameLookup, without_direction
from gazetteer.recognise.word_lists import DIRECTIONS
from gazetteer.resolve.gazetteer import Gazetteer


@pytest.mark.parametrize("spelling", ["{}{}", "{}-{}"])
@pytest.mark.parametrize("way", ["east", "west", "eastern", "western"])
@pytest.mark.parametrize("first", ["north", "south"])
def test_directions_are_known_with_a_hyphen_and_as_one_word(first, way, spelling):
    assert spelling.format(first, way) in DIRECTIONS


@pytest.mark.parametrize("opening", ["South-Eastern", "Southeastern", "South Eastern", "Southern"])
def test_a_direction_before_a_name_is_left_out(opening):
    assert without_direction(f"{opening} Turkey")[-1] == "Turkey"
    names = NameLookup(Gazetteer().index)
    found = names.find([f"{opening} Turkey"])[f"{opening} Turkey"]
    assert found is not None
    assert "Turkey" in {names.index.place(int(row)).name for row in found.row}


def test_a_direction_alone_is_not_left_out():
    assert without_direction("South") == without_direction("North-West") == []
    assert without_direction("Homs city") == []


@pytest.mark.parametrize("way", ["northern", "north-eastern", "north eastern", "northeastern"])
def test_a_direction_may_stand_before_the_kind(way):
    text = f"Shells fell in Hama's {way} countryside."
    reader = gazetteer.recognise.ToponymReader(Gazetteer().index)
    [found] = reader.parse(text)
    assert (found.text, found.place.kind) == ("Hama", "admin1")


@pytest.mark.parametrize("query", ["north-eastern Aleppo", "northeastern Aleppo"])
def test_a_query_may_say_where_in_a_place(query):
    assert "Aleppo" in Gazetteer().resolve(query, "SY").place.name
    assert fold("south-eastern") == "south eastern"


def test_every_list_is_asked_for():
    for module in pkgutil.walk_packages(gazetteer.__path__, "gazetteer."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert ENGLISH.unasked() == []
