"""Claims of one happening are put together, for a reason, and can be parted again."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from geo.model.claim import Modality
from geo.model.event import Status, Type, Verdict
from geo.model.family import Family
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Precision, Timespan
from geo.read.claims import ExtractedClaim
from geo.read.coreference.event_coreference import fuse
from geo.read.coreference.proposal import Proposal, decided, merge, proposal_of, split

DAY = date(2016, 5, 2)
HOMS = Location("gn:1", "Homs", PlaceKind.CITY, 36.7, 34.7, "SY", "Homs", "SY-HI", confidence=0.9)
HOMS_PROVINCE = Location("gn:2", "Homs", PlaceKind.ADMIN1, 38.0, 34.4, "SY", "Homs", "SY-HI")
HAMA = Location("gn:3", "Hama", PlaceKind.CITY, 36.7, 35.1, "SY", "Hama", "SY-HM")
SYRIA = Location("gn:4", "Syria", PlaceKind.COUNTRY, 38.0, 35.0, "SY")


def claim(**fields):
    return ExtractedClaim(
        **{
            "document": "a",
            "published": DAY,
            "start": 0,
            "end": 20,
            "words": "Rebels shelled Homs.",
            "type": Type.STRIKE,
            "family": Family.STRIKE,
            "label": "Strike",
            "trigger": (7, 14),
            "toponym": "Homs",
            "place": (15, 19),
            "location": HOMS,
            "date": (5, 9),
            "timespan": Timespan(DAY, DAY, words="Monday"),
            **fields,
        }
    )


def month(first, last):
    return Timespan(date(2016, first, 1), date(2016, last, 28), Precision.RANGE)


def test_the_same_happening_in_two_reports_is_one_event_with_a_reason():
    [event] = fuse([claim(), claim(document="b")])
    assert event.status is Status.CORROBORATED
    assert len(event.reasons) == 1
    assert "Homs" in event.reasons[0]


@pytest.mark.parametrize(
    "other",
    [
        {"location": HAMA, "toponym": "Hama"},
        {"timespan": Timespan(date(2016, 3, 1), date(2016, 3, 1))},
        {"family": Family.MEETING, "type": Type.DIPLOMACY},
        {"low": 90, "best": 90, "high": 90},
        {"location": SYRIA, "toponym": "Syria"},
    ],
)
def test_other_place_time_kind_or_figures_are_another_event(other):
    first = claim(low=5, best=5, high=5)
    assert len(fuse([first, claim(document="b", **other)])) == 2


def test_the_closest_place_and_the_days_all_allow_are_taken():
    spans = month(4, 5), month(5, 6)
    [event] = fuse(
        [
            claim(location=HOMS_PROVINCE, timespan=spans[0]),
            claim(document="b", timespan=spans[1]),
        ]
    )
    assert event.location == HOMS
    assert (event.timespan.first, event.timespan.last) == (date(2016, 5, 1), date(2016, 5, 28))


def test_a_denial_makes_the_event_disputed():
    denial = claim(document="b", modality=Modality.DENIED, timespan=None, date=None, start=30)
    [event] = fuse([claim(), claim(modality=Modality.DENIED, start=50, timespan=None), denial][:2])
    assert event.status is Status.DISPUTED


def test_figures_of_all_claims_give_low_and_high():
    [event] = fuse([claim(low=5, best=5, high=5), claim(document="b", low=7, best=7, high=7)])
    assert (event.low, event.high) == (5, 7)


def test_an_open_count_leaves_the_top_open():
    [event] = fuse([claim(low=5, best=5), claim(document="b", low=7, best=7, high=7)])
    assert (event.low, event.high) == (5, None)


def test_every_claim_is_in_exactly_one_proposal():
    claims = [claim(start=number, location=place) for number in range(9) for place in (HOMS, HAMA)]
    found = [each for event in fuse(claims) for each in event.claims]
    assert sorted(found, key=repr) == sorted(claims, key=repr)


def test_split_and_merge_are_ways_back():
    [event] = fuse([claim(), claim(document="b")])
    parts = split(event)
    assert [len(part.claims) for part in parts] == [1, 1]
    again = merge(parts)
    assert again.id == event.id
    assert set(again.claims) == set(event.claims)


def test_nothing_is_lost_on_the_way_to_json_and_back():
    [event] = fuse([claim(actors=("Insurgents",), how=("date: inferred",)), claim(document="b")])
    event = decided(event, Verdict.ACCEPTED)
    assert Proposal.from_json(json.loads(json.dumps(event.as_json()))) == event


def test_an_event_needs_the_publication_day():
    proposal = proposal_of([claim(published=None)])
    assert proposal.status is Status.SINGLE
    with pytest.raises(ValueError, match="publication day"):
        proposal.event()


def test_the_event_of_the_model_carries_all():
    event = proposal_of([claim(low=5, best=5, high=5)]).event()
    assert (event.location, event.best, event.claims[0].published) == (HOMS, 5, DAY)


def test_a_title_names_the_place_as_the_report_does():
    by_the_book = replace(HOMS, name="Ḩimş")
    assert proposal_of([claim(location=by_the_book)]).title == "Strike in Homs"
    shouted = claim(location=by_the_book, toponym="HOMS PROVINCE")
    assert proposal_of([shouted]).title == "Strike in Homs Province"
    inferred = claim(location=replace(HOMS_PROVINCE, name="Ḩimş"), place=None)
    assert proposal_of([inferred]).title == "Strike in Homs"
    part = replace(SYRIA, place_id="gn:4/west", kind=PlaceKind.REGION, name="West Syria")
    assert proposal_of([claim(location=part, toponym="Syria")]).title == "Strike in West Syria"


def test_many_claims_are_fused_as_few_are():
    days = [DAY + timedelta(n) for n in range(0, 400, 10)]
    told = [
        claim(document=report, start=100 * n, timespan=Timespan(day, day), published=day)
        for n, day in enumerate(days)
        for report in ("a", "b")
    ]
    proposals = fuse(told)
    assert [len(each.claims) for each in proposals] == [2] * len(days)


def test_what_one_report_tells_apart_stays_apart():
    month = Timespan(date(2016, 4, 3), DAY, Precision.MONTH)
    near = replace(HOMS, radius_km=20.0)
    town = {"toponym": "Homs", "place": (0, 4), "date": (5, 9)}
    first = claim(words="Rebels attacked Homs on Monday.", **town)
    others = (
        claim(start=100, words="They have attacked Homs for a month.", timespan=month, **town),
        claim(start=200, words="Another attack hit Homs on Monday.", **town),
        claim(start=300, words="Outside Homs they fought.", location=near, timespan=month, **town),
    )
    for other in others:
        assert len(fuse([first, other])) == 2, other.words
    assert len(fuse([first, claim(start=100, words="On Monday Homs was hit.", **town)])) == 1


SEEN = {"family": Family.APPEARANCE, "label": "Appearance", "type": Type.APPEARANCE}
LATELY = Timespan(date(2016, 4, 2), DAY, Precision.RANGE, True)


def seen(**fields):
    return claim(**{**SEEN, "words": "He was seen.", "actors": ("Omar Haddad",), **fields})


def test_a_country_goes_with_the_place_that_its_own_report_names():
    elsewhere = seen(document="b", location=HAMA, toponym="Hama")
    here = seen(document="c", location=HOMS_PROVINCE)
    wide = seen(location=SYRIA, toponym="Syria", timespan=LATELY, date=None)
    close = seen(start=300, location=HOMS_PROVINCE, timespan=LATELY, date=None)
    found = fuse([elsewhere, here, wide, close])
    assert [{each.document for each in one.claims} for one in found] in (
        [{"b"}, {"a", "c"}],
        [{"a", "c"}, {"b"}],
    )


def test_a_claim_without_a_place_goes_with_its_own_reports():
    there = seen(document="b", location=HOMS_PROVINCE)
    close = seen(start=300, location=HOMS_PROVINCE, timespan=LATELY, date=None)
    nowhere = seen(start=600, location=None, place=None, toponym="", timespan=LATELY)
    [event] = fuse([there, close, nowhere])
    assert len(event.claims) == 3


def test_a_person_without_a_name_may_be_the_one_named_next():
    first = seen(location=SYRIA, toponym="Syria", actors=(), words="A general was seen in Syria.")
    [event] = fuse([first, seen(start=300)])
    assert event.location == HOMS
    far = fuse([first, seen(start=3_000)])
    assert len(far) == 2


def test_talks_that_go_on_are_not_the_agreement_before():
    agreed = claim(family=Family.AGREEMENT, label="Agreement", type=Type.DIPLOMACY)
    talks = claim(
        family=Family.MEETING,
        label="Meeting",
        type=Type.DIPLOMACY,
        start=90,
        how=("date: “is under way”: the publication day",),
    )
    assert len(fuse([agreed, talks])) == 2


def test_deaths_with_a_place_of_their_own_are_not_the_fighting_elsewhere_in_the_text():
    deaths = claim(family=Family.KILLING, label="Deaths", type=Type.BATTLE)
    fighting = claim(
        family=Family.OFFENSIVE, label="Offensive", type=Type.BATTLE, start=90, place=None
    )
    assert len(fuse([deaths, fighting])) == 2
    told_after = replace(deaths, start=180, place=None)
    assert len(fuse([replace(fighting, place=(15, 19)), told_after])) == 1
