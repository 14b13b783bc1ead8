"""Words that are said of wars and of much else, and what makes them count."""

from datetime import date

import pytest

from geo.read.claims import ExtractedClaim, Places, read_claims
from geo.read.claims.triggers.trigger_confidence import DOUBT, is_of_conflict
from geo.read.documents import read_paste
from geo.read.pipeline import propose

AUNT = "A nurse from Leeds visited her aunt in Glasgow on Monday. She left Glasgow on Friday."
FRONT = "Rebels shelled Morek on Sunday. The army left Morek on Monday, a militant said in Syria."
PATIENT = "A man of 80 died in a hospital in Leeds on Monday after a long illness."


@pytest.fixture(scope="module")
def places():
    return Places()


def claims(text, places):
    return read_claims(read_paste(text).published_on(date(2016, 5, 6)), places)


def test_a_report_is_of_conflict_by_the_words_it_uses():
    assert is_of_conflict(FRONT)
    assert not is_of_conflict(AUNT) and not is_of_conflict(PATIENT)
    assert is_of_conflict("Aid trucks reached the town. Hunger had killed 28 people.")


def test_a_visit_to_an_aunt_is_doubted_and_says_why(places):
    found = claims(AUNT, places)
    assert found and all(claim.trigger_confidence == DOUBT for claim in found)
    assert any("“visited” is said of much else" in claim.how for claim in found)


def test_the_same_word_is_believed_in_a_report_of_conflict(places):
    assert all(claim.trigger_confidence == 1 for claim in claims(FRONT, places))


def test_who_died_of_illness_was_not_killed(places):
    (found,) = claims(PATIENT, places)
    assert (found.label, found.type) == ("Deaths", "other") and found.trigger_confidence == DOUBT


def test_a_minister_is_on_a_visit_of_state(places):
    text = "The foreign minister of France visited Ankara on Monday."
    assert [claim.trigger_confidence for claim in claims(text, places)] == [1.0]


def test_doubt_goes_into_the_certainty_and_outlives_a_draft():
    (doubted, *_) = propose([read_paste(AUNT).published_on(date(2016, 5, 6))])
    assert doubted.certainty <= DOUBT
    again = ExtractedClaim.from_json(doubted.claims[0].as_json())
    assert again == doubted.claims[0]
    older = {key: value for key, value in again.as_json().items() if key != "told"}
    assert ExtractedClaim.from_json(older).trigger_confidence == 1.0


def test_a_day_in_capitals_is_no_march(places):
    text = "SAN DIEGO, MARCH 29 - The city reopened its harbour on Monday."
    assert all(claim.family != "protest" for claim in claims(text, places))
