"""More different actors and sources than 16 bits can number, and provinces that are no codes."""

from dataclasses import replace
from datetime import date

import numpy as np

from geo.model.claim import Claim
from geo.model.report import Report
from geo.model.view import View
from geo.store.columns.event_columns import NONE16
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.query.select import select
from geo.store.table import MemoryTable
from tests.unit.store.store_events import event

MANY = NONE16 + 10
EACH = 1000
REPORTS = {f"r{n}": Report(f"r{n}", "", f"Paper {n}", date(2016, 1, 2)) for n in range(MANY)}


def events():
    for start in range(0, MANY, EACH):
        numbers = range(start, min(start + EACH, MANY))
        claims = tuple(Claim(f"r{n}", date(2016, 1, 2), "") for n in numbers)
        yield event(f"e{start}", actors=tuple(f"Actor {n}" for n in numbers), claims=claims)


def answers(table):
    for number in (0, 7, MANY - 1):
        for view in (View(actors=(f"Actor {number}",)), View(sources=(f"Paper {number}",))):
            found = select(table.columns, view)
            assert [event.id for event in table.events(found.rows)] == [
                event(f"e{number // EACH * EACH}").id
            ]
    facets = select(table.columns, View()).facets
    return all(len(facets[f]) == MANY for f in ("actor", "source")) and all(
        set(facets[f].values()) == {1} for f in ("actor", "source")
    )


def test_events_in_memory():
    assert answers(MemoryTable(events(), REPORTS))


def test_a_store_and_what_is_added_to_it(tmp_path):
    store = EventStore(str(tmp_path))
    *most, last = events()
    store.put(most, "ana", "", REPORTS.values())
    live = LiveStore(store)
    assert live.table().columns.actor.values.dtype == np.uint16
    store.put([last], "ana", "")
    assert answers(live.table())
    assert answers(LiveStore(EventStore(str(tmp_path))).table())


def test_codes_that_are_none_do_not_become_others():
    where = event("one").location
    some = [
        event(str(n), location=replace(where, country=f"X{n}", admin1_iso=f"X{n}"), claims=())
        for n in range(MANY)
    ]
    columns = MemoryTable(some, {}).columns
    for codes in (columns.country, columns.province):
        assert np.count_nonzero(codes == NONE16) == MANY - NONE16
        assert len(np.unique(codes)) == NONE16 + 1
