from dataclasses import replace

import pytest

from geo.store.history import revert as undoing
from geo.store.history.history import changes, history, taken_back
from geo.store.history.revisions import EventStore, NoSuchEvent
from geo.store.log.prepared import prepared
from geo.store.schema import event_of
from geo.store.seeds import seed_events
from tests.unit.store.store_events import REPORT, event


@pytest.fixture
def store(tmp_path):
    return EventStore(str(tmp_path), {each.id: each for each in seed_events()})


def there(store, *events):
    return [not store.head(each.id)["removed"] for each in events]


def test_batches_put_under_one_change_are_taken_back_by_one_undo(store):
    one, two, three = event("one"), event("two"), event("three")
    first = store.put_rows(prepared([one, two]), "ana", "a table", [REPORT], change="c1")
    second = store.put_rows(prepared([three]), "ana", "a table", [REPORT], change="c1")
    assert first.change == second.change == "c1"
    assert store.undo("c1", "bo").revised == 3
    assert there(store, one, two, three) == [False, False, False]


def test_an_undo_of_many_founding_events_puts_each_back(store):
    changed = [replace(each, title=f"Not {each.title}") for each in seed_events()]
    written = store.put_rows(prepared(changed), "ana", "all of them", action="edit")
    assert store.undo(written.change, "bo").kept == ()
    assert [event_of(store.head(each.id)) for each in seed_events()] == list(seed_events())


def test_one_event_of_a_change_is_put_back_alone(store):
    one, two = event("one"), event("two")
    written = store.put([one, two], "ana", "seen", [REPORT])
    store.undo(written.change, "bo", only=one.id)
    assert there(store, one, two) == [False, True]
    with pytest.raises(NoSuchEvent, match="no change"):
        store.undo(written.change, "bo", only="000000000000")


def test_an_undo_says_what_it_takes_back_and_why(store):
    one = event("one")
    written = store.put([one], "ana", "seen", [REPORT])
    store.undo(written.change, "bo", "a rumour: twice told")
    store.undo(store.undo(written.change, "bo").change, "bo")
    added, undone, *_ = history(store, one.id)
    assert (added.undoes, added.reason) == ("", "seen")
    assert (undone.undoes, undone.reason) == (written.change, "a rumour: twice told")


def test_what_an_import_would_do_is_foreseen_and_nothing_is_written(store):
    old, new = event("old"), event("new")
    store.put([old], "ana", "seen", [REPORT])
    before = store.events.latest()
    foreseen = store.foresee(prepared([old, replace(old, title="New edition"), new]))
    assert (foreseen.added, foreseen.revised, foreseen.same) == (1, 1, 1)
    assert store.events.latest() == before


def changed_in_every_way(store):
    """Return a change of events that were new, changed before, changed since, and twice its own."""
    names = ("new", "revised", "since", "again", "gone", "twice", "back")
    first = [event(name, best=1) for name in names[1:]]
    taken_back = store.put(first[-1:], "ana", "seen", [REPORT])
    store.put(first[:-1], "ana", "seen")
    store.undo(taken_back.change, "ana")
    founding = [replace(each, title="Not so") for each in seed_events()[:2]]
    second = [event(name, "Second", best=2) for name in names]
    store.put_rows(prepared([*second, *founding]), "ana", "table", action="edit", change="c")
    store.edit(event("since", "Third", best=2), "ben", "title")
    store.edit(event("again", "Second", best=3), "ben", "deaths")
    store.reject(event("gone").id, "ben", "a rumour")
    store.put_rows(prepared([event("twice", "Fourth")]), "ana", "", action="edit", change="c")
    store.edit(replace(founding[0], best=7), "ben", "deaths")
    return [each.id for each in [*second, *founding]]


def test_many_at_once_are_put_back_as_each_alone_is(tmp_path, monkeypatch):
    heads = []
    for most in (1_000, 1):
        monkeypatch.setattr(undoing, "AT_ONCE", most)
        founding = {each.id: each for each in seed_events()}
        store = EventStore(str(tmp_path / str(most)), founding)
        ids = changed_in_every_way(store)
        done = store.undo("c", "bo")
        assert done.revised == len(ids)
        found = [store.head(event_id) for event_id in ids]
        heads.append(([plain(row) for row in found], sorted(done.kept)))
        assert {row["change"] for row in found} == {done.change}
        again = store.undo(done.change, "bo")
        heads[-1] += ([plain(store.head(event_id)) for event_id in ids], sorted(again.kept))
    assert heads[0] == heads[1]


def plain(row):
    """Return what a revision says, but not who said it when."""
    return {
        name: value for name, value in row.items() if name not in ("change", "recorded_at", "why")
    }


def test_what_is_taken_back_at_present_follows_from_the_undos(store):
    one, two = event("one"), event("two")
    added = store.put([one, two], "ana", "seen", [REPORT])
    store.undo(added.change, "bo", only=one.id)
    assert taken_back(changes(store)) == {}
    undone = store.undo(added.change, "bo")
    assert taken_back(changes(store)) == {added.change: undone.change}
    again = store.undo(undone.change, "bo")
    assert taken_back(changes(store)) == {undone.change: again.change}
