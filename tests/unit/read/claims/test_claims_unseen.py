"""Claims of sentences as reports that nobody has seen before put them."""

from datetime import date

import pytest

from geo.model.event import Type
from geo.read.claims import read_claims
from geo.read.documents import read_paste
from geo.read.pipeline import shared_places

LEAD = "Syria is a country on the Mediterranean, with Damascus as its capital. "


def told(text, lead=LEAD):
    """Return where and what a text tells of."""
    document = read_paste(lead + text).published_on(date(2016, 5, 2))
    claims = read_claims(document, shared_places())
    return {(each.location and each.location.admin1_iso, each.type) for each in claims}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Activists reported the fall of Palmyra on Sunday.", {("SY-HI", Type.BATTLE)}),
        (
            "Homs, the third city of the country, came under fire on Sunday.",
            {("SY-HI", Type.BATTLE)},
        ),
        ("The army took over the town of Palmyra on Sunday.", {("SY-HI", Type.BATTLE)}),
        ("A driver lost his life in Homs on Sunday.", {("SY-HI", Type.VIOLENCE)}),
        ("A court in Homs sentenced two men on Sunday.", {("SY-HI", Type.OTHER)}),
        ("Two children died of cholera in Homs on Sunday.", {("SY-HI", Type.OTHER)}),
        ("Gunmen assassinated a commander in Homs on Sunday.", {("SY-HI", Type.VIOLENCE)}),
        ("Police shot dead five protesters in Homs on Sunday.", {("SY-HI", Type.VIOLENCE)}),
        ("Students took to the streets in Homs on Sunday.", {("SY-HI", Type.PROTEST)}),
        ("Residents of Homs staged a sit-in on Sunday.", {("SY-HI", Type.PROTEST)}),
        ("Troops crossed the river near Palmyra on Sunday.", {("SY-HI", Type.BATTLE)}),
        ("Refugees and soldiers crossed into Homs on Sunday.", {("SY-HI", Type.MOVEMENT)}),
        (
            "The mayor of Homs said on Sunday that a drone had struck a depot.",
            {("SY-HI", Type.STRIKE)},
        ),
        ("Shells fell near Homs on Sunday.", {("SY-HI", Type.STRIKE)}),
        (
            "The envoy arrived in Homs on Sunday and held talks with the governor.",
            {("SY-HI", Type.MOVEMENT), ("SY-HI", Type.DIPLOMACY)},
        ),
        (
            "Jets bombed targets around Homs, which was captured by rebels on Friday.",
            {("SY-HI", Type.STRIKE), ("SY-HI", Type.BATTLE)},
        ),
    ],
)
def test_what_is_told_and_where(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He was accused of running death squads in Homs on Sunday.",
        "Lawmakers blocked the bill in Homs on Sunday.",
        "The team lost its way in Homs on Sunday.",
        "The aid operation in Homs was reviewed on Sunday.",
    ],
)
def test_words_that_are_part_of_others_tell_of_nothing(text):
    assert told(text) == set()


def test_who_fires_from_a_country_takes_nothing_there():
    text = "Rebels took Homs on Friday. The army retook the city on Sunday after fire from Turkey."
    assert {place for place, _ in told(text)} == {"SY-HI"}


def test_a_name_that_goes_on_is_of_a_person():
    text = "A drone killed Qasim al Raymi's brother in Homs on Sunday."
    assert told(text) == {("SY-HI", Type.STRIKE)}


def test_a_town_lies_in_the_province_that_it_is_said_to_lie_in():
    lead = "Ukraine is a country in Europe. "
    places = {place for place, _ in told("Troops took Pavlivka in Donetsk Oblast on Sunday.", lead)}
    assert places == {"UA-14"}


def test_somebody_in_office_appears_and_troops_are_sent():
    duval = "President Lena Duval, who had been on leave, landed in Homs on Sunday."
    assert told(duval) == {("SY-HI", Type.APPEARANCE)}
    assert told("Troops of President Duval landed in Homs on Sunday.") == {("SY-HI", Type.MOVEMENT)}
