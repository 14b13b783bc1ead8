"""Large tables are kept made ready on disk; here all tables count as large."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from geo.model.view import View
from geo.store import parquet_table as parquet
from geo.store.columns import row_store as spool
from geo.store.columns import snapshot_cache as kept
from geo.store.history import incremental as live
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.opening import open_table
from geo.store.parquet_table import write_parquet
from geo.store.query.select import select
from geo.store.schema import table_of
from geo.store.table import MemoryTable
from tests.unit.store.store_events import REPORT, event

EVENTS = [event(str(n), f"Convoy {n % 7} moves", day=1 + n % 28) for n in range(50)]


@pytest.fixture(autouse=True)
def all_are_large(monkeypatch):
    for module in (live, parquet):
        monkeypatch.setattr(module, "WORTH_KEEPING", 0)
    for module in (spool, kept):
        monkeypatch.setattr(module, "BATCH", 8)
    monkeypatch.setattr(kept, "SEGMENT", 16)


@pytest.fixture
def folder(tmp_path):
    EventStore(str(tmp_path)).put(EVENTS, "ana", "", [REPORT])
    return tmp_path


def no_load(*_):
    raise AssertionError("it was read anew")


def same_as(table, events):
    expected = MemoryTable(events, {REPORT.id: REPORT})
    every = np.arange(len(expected.columns))
    assert table.events(every) == expected.events(every)
    back = every[::-1].copy()
    assert table.events(back) == expected.events(back)
    for view in (View(), View(query="convoy 3"), View(query="CONVOY it")):
        mine, theirs = select(table.columns, view), select(expected.columns, view)
        assert list(mine.rows) == list(theirs.rows) and mine.facets == theirs.facets
    return True


def test_a_second_opening_maps_what_the_first_made(folder, monkeypatch):
    first = LiveStore(EventStore(str(folder))).table()
    assert same_as(first, EVENTS)
    monkeypatch.setattr(LiveStore, "_load", no_load)
    second = LiveStore(EventStore(str(folder))).table()
    assert same_as(second, EVENTS)
    assert second.fingerprint == first.fingerprint
    assert list((folder / "prepared").glob("*/words-*.bin"))


def test_what_was_kept_follows_later_changes(folder, monkeypatch):
    LiveStore(EventStore(str(folder))).table()
    store = EventStore(str(folder))
    edited = replace(EVENTS[3], title="Corrected")
    store.edit(edited, "ben", "")
    store.reject(EVENTS[9].id, "ben")
    store.put([event("new", "Another", day=14)], "ben", "")
    anew = LiveStore(EventStore(str(folder)), shelf=folder / "other").table()
    monkeypatch.setattr(LiveStore, "_load", no_load)
    followed = LiveStore(EventStore(str(folder)))
    kept_ones = [each for each in EVENTS if each not in (EVENTS[3], EVENTS[9])]
    assert same_as(followed.table(), [*kept_ones, edited, event("new", "Another", day=14)])
    assert followed.table().fingerprint == anew.fingerprint
    assert same_as(followed.table_at(1), EVENTS)


def test_a_report_of_another_publisher_is_seen(folder):
    LiveStore(EventStore(str(folder))).table()
    EventStore(str(folder)).put_reports([replace(REPORT, publisher="The Other")], "ana")
    table = LiveStore(EventStore(str(folder))).table()
    assert table.columns.vocabulary.source == ["The Other"]


def test_a_table_made_anew_in_the_same_folder_is_another(folder):
    import shutil

    LiveStore(EventStore(str(folder))).table()
    shutil.rmtree(folder / "events")
    EventStore(str(folder)).put(EVENTS[:2], "ana", "")
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS[:2])


def test_what_is_made_of_a_state_is_kept_with_it(folder):
    first = LiveStore(EventStore(str(folder))).table()
    assert first.kept("made-1", lambda: b"once") == b"once"
    live = LiveStore(EventStore(str(folder)))
    assert live.table().kept("made-1", lambda: b"twice") == b"once"
    live.store.edit(replace(EVENTS[3], title="Corrected"), "ben", "")
    assert live.table().kept("made-1", lambda: b"anew") == b"anew"


@pytest.mark.parametrize("name", ["columns.bin", "rows.arrow", "words-0.bin"])
def test_what_was_cut_off_is_made_again(folder, name):
    table = LiveStore(EventStore(str(folder))).table()
    select(table.columns, View(query="convoy"))
    for path in (folder / "prepared").glob(f"*/{name}"):
        data = path.read_bytes()
        path.unlink()
        path.write_bytes(data[: len(data) // 2])
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)


def test_what_was_made_again_is_found_by_the_next(folder, monkeypatch):
    LiveStore(EventStore(str(folder))).table()
    (path,) = (folder / "prepared").glob("*/columns.bin")
    path.write_bytes(b"")
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)
    monkeypatch.setattr(LiveStore, "_load", no_load)
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)
    assert len(list((folder / "prepared").iterdir())) == 1


def test_what_an_older_dateline_made_ready_is_made_anew(folder, monkeypatch):
    monkeypatch.setattr(kept, "FORMAT", 0)
    LiveStore(EventStore(str(folder))).table()
    monkeypatch.setattr(kept, "FORMAT", 1)
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)


FULL = """
import resource, sys
from geo.store.history import incremental as live
from geo.store.log.delta import CannotOpen
from geo.store.history.revisions import EventStore
from tests.unit.store.store_events import event

live.WORTH_KEEPING = 0
table = live.LiveStore(EventStore(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
for job in (table.table, lambda: table.store.put([event("more")], "ana", "")):
    try:
        job()
    except CannotOpen as fault:
        print(fault)
"""


def test_a_full_disk_is_said_in_a_sentence_and_leaves_nothing(folder):
    command = [sys.executable, "-c", FULL, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    reading, writing = done.stdout.splitlines()
    assert "cannot be made ready" in reading and "GB are needed" in reading
    assert "cannot be written to" in writing
    assert list((folder / "prepared").iterdir()) == []
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)


def test_only_the_newest_versions_are_kept(folder):
    for number in range(4):
        EventStore(str(folder)).put([event(f"more {number}")], "ana", "")
        LiveStore(EventStore(str(folder)))._load(EventStore(str(folder)).events.files(), {})
    assert len(list((folder / "prepared").iterdir())) == kept.KEEP


def test_a_folder_that_cannot_be_written_to_only_costs_time(folder):
    # A file where the folder would be: nobody can make one there.
    (folder / "prepared").write_text("")
    assert same_as(LiveStore(EventStore(str(folder))).table(), EVENTS)


def test_a_parquet_file_is_kept_under_its_size_and_time(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    path = tmp_path / "events.parquet"
    write_parquet(table_of(EVENTS), [REPORT], path)
    assert same_as(open_table(str(path)), EVENTS)
    parquet._open.cache_clear()
    monkeypatch.setattr(kept.SnapshotCache, "make", no_load)
    assert same_as(open_table(str(path)), EVENTS)
