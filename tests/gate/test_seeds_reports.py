"""The founding reports, and that every event rests on them."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from geo.model.claim import Modality
from geo.model.event import Event, Status, event_id
from geo.store.seeds import SEEDS, seed_events, seed_reports

PUBLISHED = {
    "indianexpress-2015-10-12": date(2015, 10, 12),
    "lwj-2015-10-15": date(2015, 10, 15),
    "yalibnan-2015-10-15": date(2015, 10, 15),
    "lwj-2016-12-17": date(2016, 12, 17),
    "lwj-2017-04-01": date(2017, 4, 1),
}
MOST_TITLE_CHARACTERS = 79


def seed(key: str) -> Event:
    return next(event for event in seed_events() if event.id == event_id(key))


def test_seeds_hold_the_five_reports_with_their_days() -> None:
    assert {report.id: report.published for report in seed_reports().values()} == PUBLISHED


def test_seeds_reports_are_cited_and_told_in_a_few_sentences() -> None:
    for report in seed_reports().values():
        assert report.title and report.publisher and report.language == "en"
        assert 3 <= report.digest.count(".") <= 6, report.id
        assert report.digest == " ".join(report.digest.split()), report.id


def test_seeds_event_keys_are_unique() -> None:
    rows = tomllib.loads((SEEDS / "events.toml").read_text(encoding="utf-8"))["event"]
    assert len({row["key"] for row in rows}) == len(rows)
    assert len({row["title"] for row in rows}) == len(rows)


def test_seeds_places_are_all_used() -> None:
    data = tomllib.loads((SEEDS / "events.toml").read_text(encoding="utf-8"))
    used = {row.get("place") for event in data["event"] for row in (event, *event["claim"])}
    assert used - {None} == set(data["place"])


def test_seeds_every_report_is_used_and_every_claim_has_one() -> None:
    claims = [claim for event in seed_events() for claim in event.claims]
    assert all(event.claims for event in seed_events())
    assert {claim.report_id for claim in claims} == set(PUBLISHED)
    assert all(claim.published == PUBLISHED[claim.report_id] for claim in claims)


def test_seeds_at_least_thirty_events_are_located_and_dated() -> None:
    assert sum(bool(event.location and event.timespan) for event in seed_events()) >= 30


def test_seeds_hold_a_few_undated_and_a_few_unplaced_events() -> None:
    undated = [event for event in seed_events() if event.timespan is None]
    unplaced = [event for event in seed_events() if event.location is None]
    assert 2 <= len(undated) <= 12
    assert 2 <= len(unplaced) <= 12
    assert all(event.location or event.timespan for event in seed_events())


def test_seeds_titles_and_words_are_short_plain_sentences() -> None:
    for event in seed_events():
        assert 10 <= len(event.title) <= MOST_TITLE_CHARACTERS, event.title
        assert not event.title.endswith(".")
        for claim in event.claims:
            assert claim.words.endswith(".") and len(claim.words) <= 120, claim.words


def test_seeds_name_an_origin_in_one_spelling() -> None:
    origins = {claim.origin for event in seed_events() for claim in event.claims}
    assert len({origin.casefold() for origin in origins}) == len(origins)
    assert "Reuters" in origins


@pytest.mark.parametrize(
    ("key", "status"),
    [
        ("soleimani-latakia-2015", Status.CORROBORATED),
        ("moscow-meeting-2015-07", Status.CORROBORATED),
        ("iranian-ground-troops-2015", Status.DISPUTED),
        ("soleimani-runs-syria-strategy-2011", Status.SINGLE),
        ("fatemiyoun-to-hama-2017", Status.SINGLE),
    ],
)
def test_seeds_status_follows_from_independent_voices(key: str, status: Status) -> None:
    assert seed(key).status is status


def test_seeds_moscow_meeting_is_one_event_told_by_three_reports() -> None:
    claims = seed("moscow-meeting-2015-07").claims
    assert {claim.report_id for claim in claims} == {
        "indianexpress-2015-10-12",
        "lwj-2015-10-15",
        "lwj-2016-12-17",
    }


def test_seeds_minister_denies_a_large_iranian_presence() -> None:
    claims = seed("iranian-ground-troops-2015").claims
    denials = {claim.origin for claim in claims if claim.modality is Modality.DENIED}
    assert "Tasnim News Agency" in denials
