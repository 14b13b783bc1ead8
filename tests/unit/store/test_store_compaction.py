"""Small files are put together by themselves, and no one notices."""

from dataclasses import replace

import pytest

from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.log import delta
from tests.unit.store.store_events import REPORT, event

FEW = 6


@pytest.fixture(autouse=True)
def few_files_are_many(monkeypatch):
    monkeypatch.setattr(delta, "COMPACT_ABOVE", FEW)


def test_many_changes_leave_few_files_and_every_revision(tmp_path):
    store = EventStore(str(tmp_path))
    prints = {}
    for number in range(3 * FEW):
        store.put([event(str(number))], "ana", "", [REPORT])
        store.edit(replace(event(str(number)), title="Corrected"), "ben", "")
        table = LiveStore(EventStore(str(tmp_path))).table()
        prints[table.revision] = table.fingerprint
        store.events.wait()
    assert len(store.events.files().all) < 2 * FEW
    assert {note["operation"] for note in store.events.notes()} >= {"WRITE", "OPTIMIZE"}
    live = LiveStore(EventStore(str(tmp_path)))
    assert len(live.table().columns) == 3 * FEW
    assert {version: live.table_at(version).fingerprint for version in prints} == prints


def test_who_follows_the_table_reads_nothing_twice(tmp_path):
    store = EventStore(str(tmp_path))
    live = LiveStore(store)
    for number in range(2 * FEW):
        store.put([event(str(number))], "ana", "", [REPORT])
        columns = live.table().columns
    store.events.wait()
    assert len(columns) == 2 * FEW
    assert live.table().fingerprint == LiveStore(EventStore(str(tmp_path))).table().fingerprint


def test_a_folder_that_is_gone_is_nobody_s_fault(tmp_path):
    import shutil

    store = EventStore(str(tmp_path / "store"))
    store.put([event("one")], "ana", "")
    shutil.rmtree(tmp_path / "store")
    store.events._tidying.run()
