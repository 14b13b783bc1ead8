from datetime import date

import pytest

from geo.model.claim import Claim, Modality
from geo.model.event import (
    Event,
    Status,
    Type,
    certainty_of,
    event_id,
    id_number,
    id_text,
    status_of,
)
from geo.model.place import Location, PlaceKind


def claim(
    report: str, modality: Modality = Modality.REPORTED, origin: str = "", day: int = 1
) -> Claim:
    return Claim(report, date(2016, 12, day), "words", modality=modality, origin=origin)


def test_status_follows_from_the_claims() -> None:
    denial = claim("c", Modality.DENIED)
    assert status_of([claim("a")]) is Status.SINGLE
    assert status_of([claim("a"), claim("b")]) is Status.CORROBORATED
    assert status_of([claim("a"), denial]) is Status.DISPUTED
    assert status_of([denial]) is Status.DENIED
    assert status_of([claim("a", Modality.RETRACTED)]) is Status.RETRACTED
    assert status_of([claim("a", Modality.RETRACTED), claim("b")]) is Status.SINGLE


def test_two_papers_that_relay_one_agency_are_one_voice() -> None:
    relayed = [claim("a", origin="Reuters"), claim("b", origin="Reuters")]
    assert status_of(relayed) is Status.SINGLE
    assert certainty_of(relayed) == pytest.approx(0.8)
    assert certainty_of([claim("a"), claim("b")]) == pytest.approx(0.96)


def test_status_is_that_of_a_day() -> None:
    claims = (claim("a", day=1), claim("b", Modality.DENIED, day=5))
    event = Event("0" * 12, "title", Type.BATTLE, claims)
    assert event.status_at(date(2016, 12, 4)) is Status.SINGLE
    assert event.status_at(date(2016, 12, 5)) is Status.DISPUTED
    assert event.published == date(2016, 12, 1)
    assert event.published_by(date(2016, 11, 30)) == ()


def test_ids_are_stable_and_go_both_ways() -> None:
    assert event_id("latakia-rally") == event_id("latakia-rally")
    assert len(event_id("x")) == 12
    assert id_text(id_number(event_id("x"))) == event_id("x")
    assert id_text(0) == "0" * 12 and id_text(2**60 - 1) == "z" * 12
    for wrong in ("", "ABC", "0" * 13, "i" * 12):
        with pytest.raises(ValueError, match="is no event id"):
            id_number(wrong)


def test_a_place_off_the_globe_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the globe"):
        Location("x", "x", PlaceKind.CITY, lon=35.0, lat=135.0)
