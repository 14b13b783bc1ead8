"""Claims of single sentences: where it happened, when, what."""

from datetime import date

import pytest

from geo.model.claim import Modality
from geo.read.claims import ExtractedClaim, read_claims
from geo.read.documents import read_paste
from geo.read.pipeline import shared_places

MONDAY = date(2016, 5, 2)
# Names the country for the reader of places, and tells of nothing that happened.
LEAD = "Syria is a country on the Mediterranean, with Damascus as its capital. "


def claims(text, published=MONDAY):
    document = read_paste(LEAD + text)
    return read_claims(document.published_on(published) if published else document, shared_places())


def provinces(text):
    return {each.location.admin1_iso for each in claims(text) if each.location}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels captured Palmyra on Sunday.", {"SY-HI"}),
        ("Troops moved from Aleppo to Homs on Sunday.", {"SY-HI"}),
        ("Offensives began in Homs and Aleppo on Sunday.", {"SY-HI", "SY-HL"}),
        ("Damascus said that rebels had shelled Homs on Sunday.", {"SY-HI"}),
        ("Palmyra was retaken on Sunday.", {"SY-HI"}),
        ("The battle of Aleppo began on Sunday.", {"SY-HL"}),
        ("The minister said in Damascus that Homs was shelled on Sunday.", {"SY-HI"}),
        ("Aleppo's northern suburbs were bombed on Sunday.", {"SY-HL"}),
        ("Jets flew over Homs and bombed Aleppo on Sunday.", {"SY-HL"}),
        ("Gunmen ambushed a convoy between Homs and Hama on Sunday.", {"SY-HI", "SY-HM"}),
        ("Talks between Homs and Hama began on Sunday.", set()),
        ("A jet was shot down over Homs on Sunday.", {"SY-HI"}),
        ("Rebels captured Homs. Mines exploded south of the city on Sunday.", {"SY-HI"}),
        ("Iran, which once had a base in Homs, withdrew its men from Hama on Sunday.", {"SY-HM"}),
        ("He has carried out a plan in Homs since the uprisings.", set()),
        ("The president was seen on the outskirts of Homs on Sunday.", {"SY-HI"}),
        ("A group that is based in Homs claimed the attack on Sunday.", set()),
        ("Rebels backed by Turkey attacked Homs on Sunday.", {"SY-HI"}),
        ("Rebels left Homs. The army had taken it on Saturday.", {"SY-HI"}),
        ("Aid was sent to Homs airport, where five men were killed on Sunday.", {"SY-HI"}),
        ("A shell hit a residential area of Homs on Sunday.", {"SY-HI"}),
        ("The army took over the palace in Homs on Sunday.", {"SY-HI"}),
        ("Homs was handed over on Sunday.", {"SY-HI"}),
        ("Rebels drove soldiers out of Homs on Sunday.", {"SY-HI"}),
        ("Two bombs tore through the cathedral of Homs on Sunday.", {"SY-HI"}),
        ("The president was seen on the front line south of Homs on Sunday.", {"SY-HI"}),
        ("Homs: Rebels attacked two villages on Sunday.", {"SY-HI"}),
        ("He had flown in from Homs on Sunday.", set()),
        ("He was arrested on his arrival in Homs on Sunday.", {"SY-HI"}),
    ],
)
def test_where_it_happened(text, expected):
    assert provinces(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Aleppo has long been a stronghold of trade.",
        "Officials did not confirm whether anybody was killed in Homs.",
        "The general is often in Homs.",
        "Homs lies on the road to Aleppo.",
    ],
)
def test_nothing_happened(text):
    assert claims(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Rebels captured Palmyra on Sunday.", (2016, 5, 1), (2016, 5, 1)),
        ("Rebels captured Palmyra last week.", (2016, 4, 25), (2016, 5, 1)),
        ("Rebels captured Palmyra earlier this year.", (2016, 1, 1), (2016, 5, 2)),
        ("Rebels have captured Palmyra.", (2016, 4, 2), (2016, 5, 2)),
        ("Rebels still hold most of Palmyra.", (2016, 5, 2), (2016, 5, 2)),
        ("Fighting has gone on in Palmyra since late April.", (2016, 4, 21), (2016, 5, 2)),
        ("Rebels captured Palmyra, a spokesman said on Sunday.", (2016, 5, 1), (2016, 5, 1)),
        ("Homs fell on April 6.", (2016, 4, 6), (2016, 4, 6)),
        ("Talks had gone on in Homs since September.", (2015, 9, 1), (2016, 5, 2)),
        ("Leaders are to meet in Homs on Thursday.", (2016, 5, 5), (2016, 5, 5)),
        ("Leaders are due to meet in Homs on Thursday.", (2016, 5, 5), (2016, 5, 5)),
        (
            "On Sunday, two days after rebels captured Palmyra, it rained.",
            (2016, 4, 29),
            (2016, 4, 29),
        ),
        (
            "It rained on Sunday, a week after rebels captured Palmyra.",
            (2016, 4, 24),
            (2016, 4, 24),
        ),
        (
            "It rained on Friday, a day before rebels captured Palmyra.",
            (2016, 4, 30),
            (2016, 4, 30),
        ),
    ],
)
def test_when(text, first, last):
    [found] = claims(text)
    assert (found.timespan.first, found.timespan.last) == (date(*first), date(*last))


def test_a_date_does_not_reach_back_over_a_clause_with_its_own_place():
    found = claims("They retook Palmyra and bombed Aleppo in March.")
    spans = {each.location.admin1_iso: each.timespan for each in found}
    assert spans["SY-HL"].first == date(2016, 3, 1)
    assert spans["SY-HI"] is None


def test_the_province_is_the_one_named_before():
    found = claims("Rebels attacked Idlib province on Sunday. On Monday they shelled the province.")
    assert [each.location.admin1_iso for each in found] == ["SY-ID", "SY-ID"]
    assert found[1].how


def test_a_part_of_a_country_is_no_province():
    [found] = claims("Fighting began in western Syria on Sunday.")
    assert found.location.kind == "region"
    assert found.location.admin1_iso == ""


def test_near_a_city_is_a_ring():
    [found] = claims("Jets struck a depot near Damascus on Sunday.")
    assert found.location.radius_km == 30


def test_spans_point_at_the_words():
    text = "Rebels captured Palmyra on Sunday."
    document = read_paste(LEAD + text).published_on(MONDAY)
    [found] = read_claims(document, shared_places())
    assert document.text[found.start : found.end] == text
    assert document.text[slice(*found.place)] == "Palmyra" == found.toponym
    assert document.text[slice(*found.date)] == "Sunday"
    assert document.text[slice(*found.trigger)] == "captured"
    assert ExtractedClaim.from_json(found.as_json()) == found


def test_without_a_publication_day_words_that_lean_on_it_stay_open():
    [found] = claims("Rebels captured Palmyra on 3 May 2015.", published=None)
    assert found.timespan.first == date(2015, 5, 3)
    with pytest.raises(ValueError, match="publication day"):
        found.claim()


def test_modality_and_figures():
    found = claims("The army denied that its jets bombed Homs. Five people were killed in Aleppo.")
    assert found[0].modality is Modality.DENIED
    assert (found[1].low, found[1].best, found[1].high) == (5, 5, 5)


def test_people_do_not_meet_where_the_war_is_that_they_speak_of():
    text = "A decision for a joint effort in Syria was taken at a meeting of ministers in April."
    assert all(each.location is None for each in claims(text))


def test_what_somebody_did_dates_nothing_else():
    text = "Troops were sent to Homs after a request from Salim Haddad, who fell ill in January."
    assert all(each.date is None for each in claims(text))


def test_the_town_of_a_people_is_in_their_country():
    assert provinces("Aid trucks reached the Syrian town of Madaya on Sunday.") == {"SY-RD"}


def test_an_unknown_day_leaves_words_open_that_lean_on_it():
    [friday] = claims("Rebels shelled Homs on Friday.", published=None)
    assert friday.timespan is None
    [dated] = claims("Rebels shelled Homs on 3 May 2016, and again on Friday.", published=None)
    assert dated.timespan.first == date(2016, 5, 3)


def test_what_came_a_day_after_keeps_its_day():
    text = "On Sunday, two days after rebels captured Palmyra, the army shelled Homs."
    days = {each.family: each.timespan.first.day for each in claims(text)}
    assert days == {"capture": 29, "strike": 1}


def test_those_killed_are_of_the_happening_that_killed_them():
    found = claims("People marched in Homs on Sunday against the bombing that killed 21 in Hama.")
    assert {each.family: each.best for each in found} == {"protest": None, "strike": 21}


def test_a_death_told_after_several_places_is_in_what_holds_them():
    text = (
        "Hezbollah backs the offensive in Hama and Idlib in western Syria. On Sunday, a commander "
        "was killed during the offensive."
    )
    [death] = [each for each in claims(text) if each.family == "killing"]
    assert (death.location.kind, death.location.name) == ("region", "Western Syria")


def test_what_goes_on_is_where_the_sentence_before_was():
    text = "Both sides reached an agreement in Homs on Friday. Negotiations are under way."
    agreement, talks = claims(text)
    assert talks.location.admin1_iso == agreement.location.admin1_iso == "SY-HI"
    assert talks.timespan.first == MONDAY


def test_the_paragraph_below_is_of_the_same_days_where_it_names_the_same_place():
    text = "Rebels shelled Homs on Friday.\n\nThousands fled Homs.\n\nThousands fled Hama."
    days = [each.timespan and each.timespan.first for each in claims(text)]
    assert days == [date(2016, 4, 29), date(2016, 4, 29), None]


def test_an_agency_in_a_dateline_is_no_place():
    found = claims("\n\nHOMS (Georgia Dispatch) - Rebels captured Palmyra on Sunday.")
    assert {each.location.admin1_iso for each in found} == {"SY-HI"}


def test_a_base_is_told_of_where_somebody_has_one():
    text = "The commander of the air base near Homs was arrested on Sunday."
    assert [each.family for each in claims(text)] == ["abduction"]
    assert [each.family for each in claims("Russia maintains a naval base in Tartus.")] == ["base"]


def test_what_is_planned_is_not_of_late():
    assert not [
        each
        for each in claims("Officials have proposed a deployment to Homs.")
        if each.timespan and each.timespan.first < MONDAY
    ]


def test_in_a_list_a_pronoun_is_whom_it_is_about():
    text = (
        "Omar Haddad is a general. Haddad leads the army.\n\n"
        "* In Homs, Peter Smith praised the role of Haddad.\n\n"
        "* He is stationed in Hama."
    )
    [found] = [each for each in claims(text) if each.toponym == "Hama"]
    assert (found.family, found.actors[0]) == ("appearance", "Omar Haddad")


def test_what_followed_is_what_happened_before():
    text = (
        "Palmyra fell on April 6. Homs followed on April 8, Hama on Thursday and Idlib on Friday."
    )
    found = {each.location.admin1_iso: each for each in claims(text)[1:]}
    assert {place: each.timespan.first.isoformat() for place, each in found.items()} == {
        "SY-HI": "2016-04-08",
        "SY-HM": "2016-04-28",
        "SY-ID": "2016-04-29",
    }
    assert {each.family for each in found.values()} == {"capture"}


@pytest.mark.parametrize(
    "text",
    [
        "Photos showed the general in Jurf al Nahr on Sunday.",
        "Rebels captured Adan Garab on Sunday.",
        "Six men were killed in Liancourt, in the province of Homs, on Sunday.",
    ],
)
def test_names_of_places_elsewhere_are_not_taken(text):
    assert {each.location.country for each in claims(text) if each.location} <= {"SY"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The paragraph's place, and not where somebody spoke.
        ("Rebels shelled Homs on Friday. Six people were killed on Sunday.", "SY-HI"),
        ("The president told a crowd in Hama of Homs. Rebels took the town on Sunday.", "SY-HI"),
        # The report's place.
        (
            "Homs is old. Homs is large. Homs is proud.\n\nGunmen shelled a school on Sunday.",
            "SY-HI",
        ),
        ("Homs region: Shelling hit a school on Sunday.", "SY-HI"),
        ("He was seen in the desert of Homs on Sunday, the general.", "SY-HI"),
    ],
)
def test_a_place_that_is_not_named_again(text, expected):
    found = [each for each in claims(text) if each.timespan and each.timespan.first.day == 1]
    assert [each.location and each.location.admin1_iso for each in found] == [expected]


def test_long_ago_is_not_where_the_report_is():
    text = "Homs is old. Homs is large. Homs is proud.\n\nInsurgents attacked a school in 2011."
    assert [each.location for each in claims(text)] in ([None], [])


def test_overnight_has_the_day_that_follows():
    [found] = claims("Three people were killed in Homs overnight on Saturday.")
    assert found.timespan.first == date(2016, 4, 30)


def test_a_label_places_its_whole_paragraph():
    found = claims(
        "Homs: Fighting went on.\n\nHama: Rebels came. Six soldiers were killed on Sunday."
    )
    assert {each.location.admin1_iso for each in found if each.timespan} == {"SY-HM"}


@pytest.mark.parametrize(
    "text",
    [
        "The president toured the ruined church on Sunday.",
        "Shells hit the district of Abu Salama on Sunday. Homs was quiet.",
    ],
)
def test_what_a_town_has_lies_in_the_town_told_of(text):
    found = claims(f"Homs is a city. Homs was calm. {text}")
    assert {each.location.admin1_iso for each in found} == {"SY-HI"}
    assert all("in an earlier sentence" in each.how[0] for each in found)


def test_what_is_dated_on_its_square_is_there_too():
    text = "Troops entered Homs on Friday, and President Assad was filmed on its square on Sunday."
    found = {each.family: each for each in claims(text)}
    assert found["appearance"].location.admin1_iso == "SY-HI"
    assert found["appearance"].timespan.first == date(2016, 5, 1)


def test_an_attack_that_a_clause_tells_of_is_told_once():
    text = (
        "People held funerals on Sunday for victims of the attack in Homs, where a bomb killed "
        "six people on Friday."
    )
    [found] = claims(text)
    assert (found.timespan.first, found.best) == (date(2016, 4, 29), 6)


def test_a_place_of_an_earlier_sentence_is_less_sure_than_one_named_beside():
    named, inherited = claims(
        "Rebels captured Palmyra on Sunday. Shells hit the city on Sunday, killing two people."
    )[:2]
    assert named.location and inherited.location
    assert (named.toponym, inherited.toponym) == ("Palmyra", "the city")
    assert inherited.location.confidence < 0.9 * named.location.confidence
