import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore, NoSuchEvent
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store, open_table
from geo.store.schema import event_of
from geo.store.table import seed_table
from tests.unit.store.store_events import REPORT, event


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    return tmp_path


def shown(table):
    return {table.event(row) for row in range(len(table.columns))}


def test_a_new_home_shows_the_founding_events(home):
    assert open_table() is seed_table()
    assert list(home.iterdir()) == []


def test_what_is_added_joins_the_founding_events(home):
    one = event("one")
    written = open_store().put([one], "ana", "seen", [REPORT])
    table = open_table()
    assert (written.added, written.revised, written.same) == (1, 0, 0)
    assert shown(table) == shown(seed_table()) | {one}
    assert table.reports["r1"] == REPORT
    assert table.revision == written.revision


def test_a_founding_event_is_edited_like_any_other(home):
    first = seed_table().event(0)
    edited = replace(first, title="Corrected")
    written = open_store().edit(edited, "ana", "a typo")
    table = open_table()
    assert table.event(table.row_of(first.id)) == edited
    assert len(table.columns) == len(seed_table().columns)
    past = open_store().history(first.id)
    assert [event_of(row).title for row in past] == [first.title, "Corrected"]
    assert (past[1]["who"], past[1]["why"], past[1]["action"]) == ("ana", "a typo", "edit")
    assert open_store().undo(written.change, "bo").kept == ()
    assert shown(open_table()) == shown(seed_table())


def test_a_rejected_event_is_shown_no_longer_and_comes_back(home):
    store = open_store()
    one = event("one")
    store.put([one], "ana", "seen", [REPORT])
    rejected = store.reject(one.id, "bo", "it is a rumour")
    assert open_table().row_of(one.id) is None
    store.undo(rejected.change, "bo")
    assert one in shown(open_table())


def test_taking_back_an_addition_removes_the_event(home):
    store = open_store()
    one = event("one")
    added = store.put([one], "ana", "seen", [REPORT])
    undone = store.undo(added.change, "ana")
    assert open_table().row_of(one.id) is None
    store.undo(undone.change, "ana")
    assert one in shown(open_table())


def test_taking_back_an_older_change_leaves_the_newer_one(home):
    store = open_store()
    one = event("one")
    store.put([one], "ana", "seen", [REPORT])
    older = store.edit(replace(one, title="Older"), "ana", "title")
    store.edit(replace(one, title="Older", best=3), "ana", "deaths")
    assert store.undo(older.change, "bo").kept == ()
    head = event_of(store.head(one.id))
    assert (head.title, head.best) == (one.title, 3)


def test_what_was_changed_again_is_kept_and_named(home):
    store = open_store()
    one = event("one")
    store.put([one], "ana", "seen", [REPORT])
    older = store.edit(replace(one, title="Older"), "ana", "title")
    store.edit(replace(one, title="Newer"), "ana", "title")
    assert store.undo(older.change, "bo").kept == (f"{one.id} title",)
    assert event_of(store.head(one.id)).title == "Newer"


def test_a_batch_is_written_once(tmp_path):
    store = EventStore(str(tmp_path))
    assert store.put([event("one")], "ana", "", [REPORT], batch="b").added == 1
    assert store.put([event("two")], "ana", "", [REPORT], batch="b").added == 0
    assert store.put([event("one")], "ana", "", [REPORT]).same == 1


def test_every_moment_answers_as_it_did_after_compaction(tmp_path):
    store = EventStore(str(tmp_path))
    live = LiveStore(store)
    prints = {}
    for number in range(12):
        store.put([event(f"e{number % 5}", f"Title {number}")], "ana", "", [REPORT])
        table = live.table()
        prints[table.revision] = table.fingerprint
    assert store.events.compact(above=2) > 0
    store.put([event("last")], "ana", "", [REPORT])
    assert len(live.table().columns) == 6
    fresh = LiveStore(EventStore(str(tmp_path)))
    assert shown(fresh.table()) == shown(live.table())
    assert {revision: fresh.table_at(revision).fingerprint for revision in prints} == prints


def test_another_process_is_followed(tmp_path):
    live = LiveStore(EventStore(str(tmp_path)))
    live.store.put([event("one")], "ana", "", [REPORT])
    before = live.table()
    code = (
        "import sys; from geo.store.history.revisions import EventStore;"
        "from tests.unit.store.store_events import event;"
        "EventStore(sys.argv[1]).put([event('two'), event('one', 'New title')], 'bo', '')"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True)
    after = live.table()
    assert len(before.columns) == 1
    assert shown(after) == {event("two"), event("one", "New title")}


def test_two_that_add_the_same_event_at_once_add_one(tmp_path):
    store = EventStore(str(tmp_path))
    rows = [row | {"later": 0} for row in _twice(store)]
    assert len(rows) == 2
    assert len(LiveStore(EventStore(str(tmp_path))).table().columns) == 1


def _twice(store):
    import pyarrow as pa

    from geo.store.schema import REVISION

    store.put([event("one")], "ana", "", [REPORT])
    row = store.all_rows()[0] | {"later": 0, "change": "other"}
    store.events.append(pa.Table.from_pylist([row], REVISION), {})
    return store.all_rows()


def test_what_does_not_exist_is_said_in_a_sentence(home):
    with pytest.raises(NoSuchEvent, match="there is no event"):
        open_store().edit(event("nobody"), "ana", "")
    with pytest.raises(NoSuchEvent, match="there is no change"):
        open_store().undo("nothing", "ana")
    with pytest.raises(CannotOpen, match="no revision 7"):
        open_table(revision=7)
    with pytest.raises(CannotOpen, match="import something"):
        open_table(str(home / "elsewhere"))


def test_a_revision_asked_for_too_early_is_there_once_it_is(home):
    with pytest.raises(CannotOpen, match="no revision 1"):
        open_table(revision=1)
    written = open_store().put([event("one")], "ana", "", [REPORT])
    assert event("one") in shown(open_table(revision=written.revision))


def test_a_table_of_a_newer_dateline_is_not_touched(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.store.log.delta.FORMAT", "Dateline events, format 9")
    EventStore(str(tmp_path)).put([event("one")], "ana", "", [REPORT])
    monkeypatch.undo()
    with pytest.raises(CannotOpen, match="update Dateline"):
        EventStore(str(tmp_path)).put([event("two")], "ana", "", [REPORT])


def test_people_killed_and_days_known_are_kept(tmp_path):
    one = event("one", low=1, best=2, high=9, location=None)
    one = replace(
        one, claims=(replace(one.claims[0], published=date(2016, 3, 1), origin="Reuters"),)
    )
    store = EventStore(str(tmp_path))
    store.put([one], "ana", "", [REPORT])
    assert shown(LiveStore(store).table()) == {one}
