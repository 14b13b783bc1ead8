from dataclasses import replace
from datetime import date

import pytest

from basics.geodesy import distance_km
from geo.model.event import Status
from geo.model.report import Report
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.query.duplicates import keep_apart, kept_apart, merge, proposals, similarity
from tests.unit.store.store_events import REPORT, event

OTHER = Report("r2", "Another", "The Wire", date(2016, 1, 3))


def by_other(key, **values):
    """Return an event that another report tells of."""
    made = event(key, **values)
    return replace(made, claims=(replace(made.claims[0], report_id="r2"),))


@pytest.fixture
def store(tmp_path):
    store = EventStore(str(tmp_path))
    store.put([event("one", actors=("Hezbollah",))], "ana", "", [REPORT])
    return store


def test_the_same_day_and_place_from_another_source_is_proposed_and_explained(store):
    new = by_other("two", actors=("hezbollah",))
    (proposal,) = proposals([new], LiveStore(store).table())
    assert {proposal.new, proposal.there} == {new.id, event("one").id}
    assert proposal.score > 0.9
    assert proposal.reasons[:2] == ("the same day", "the same place")
    assert "both name hezbollah" in proposal.reasons


@pytest.mark.parametrize(
    "new",
    [
        event("two"),
        by_other("two", day=9),
        by_other("two", location=replace(event("x").location, lat=36.2)),
        by_other("two", location=None),
    ],
)
def test_one_report_another_day_another_town_or_no_place_is_not(store, new):
    assert proposals([new], LiveStore(store).table()) == []


def test_merged_they_are_one_corroborated_event_and_one_undo_parts_them(store):
    one, two = event("one"), by_other("two")
    store.put([two], "ana", "", [OTHER])
    live = LiveStore(store)
    done = merge(store, one.id, two.id, "bo", "same convoy")
    table = live.table()
    assert table.row_of(two.id) is None
    assert table.event(table.row_of(one.id)).status is Status.CORROBORATED
    store.undo(done.change, "bo")
    table = live.table()
    assert table.event(table.row_of(two.id)) == two
    assert table.event(table.row_of(one.id)).status is Status.SINGLE


def test_kept_apart_they_are_not_proposed_until_that_is_taken_back(store):
    new = by_other("two")
    table = LiveStore(store).table()
    keep_apart(store, new.id, event("one").id, "bo", "two convoys")
    assert proposals([new], table, kept_apart(store)) == []
    keep_apart(store, new.id, event("one").id, "bo", apart=False)
    assert len(proposals([new], table, kept_apart(store))) == 1


def test_likeness_does_not_depend_on_the_order():
    one, two = event("one", day=1), by_other("two", day=3)
    assert similarity(one, two)[0] == similarity(two, one)[0]


def test_distance():
    assert distance_km(36.75, 35.13, 36.75, 36.13) == pytest.approx(111.2, abs=0.1)


def near(made, km):
    """Return an event that lies within some kilometres of its place."""
    return replace(made, location=replace(made.location, radius_km=km))


def test_near_a_place_reaches_as_far_as_it_says(store):
    # 40 km apart, which is more than two places may be that are known to a spot.
    other = by_other("two", actors=("Hezbollah",))
    new = replace(other, location=replace(other.location, lat=35.13 + 40 / 111.2))
    table = LiveStore(store).table()
    assert proposals([new], table) == []
    (pair,) = proposals([near(new, 30.0)], table)
    assert (pair.new, pair.there) == (new.id, event("one").id)
    assert "40 km apart" in pair.reasons


def test_likeness_of_a_place_grows_with_what_near_may_mean():
    one, two = event("one"), by_other("two")
    two = replace(two, location=replace(two.location, lat=35.13 + 20 / 111.2))
    spots, one_near = similarity(one, two)[0], similarity(near(one, 30.0), two)[0]
    both_near = similarity(near(one, 30.0), near(two, 30.0))[0]
    assert spots < one_near < both_near
    assert similarity(one, near(two, 30.0))[0] == one_near
