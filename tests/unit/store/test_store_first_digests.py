"""A table that the first edition wrote, whose digests were made of `repr`."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from geo.ingest import import_file, open_table_file
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.log.first_digests import first_digest_of, is_first
from geo.store.schema import digest_of, event_of, row_of

FIXTURES = Path(__file__).parent / "fixtures"
FILE = FIXTURES / "GEDEvent_v23_1.csv"


@pytest.fixture
def store(tmp_path):
    # What Dateline wrote with its first edition: an import of four events, an edit, an accept.
    shutil.copytree(FIXTURES / "first_edition", tmp_path / "table")
    return EventStore(str(tmp_path / "table"))


def test_it_opens_with_what_people_corrected(store):
    table = LiveStore(store).table()
    titles = [event.title for event in table.events(range(len(table.columns)))]
    assert len(titles) == 4
    assert sum(title.endswith(", corrected") for title in titles) == 1


def test_the_same_file_again_adds_nothing(store):
    before = store.events.latest()
    done = import_file(open_table_file(FILE), store, "ana")
    assert (done.added, done.revised, done.same) == (0, 0, 4)
    assert store.events.latest() == before
    assert store.foresee(next(open_table_file(FILE).prepared())).same == 4


def test_the_same_edit_again_adds_nothing(store):
    for event_id in {row["id"] for row in store.all_rows()}:
        assert store.edit(event_of(store.head(event_id)), "ana", "").revised == 0


def test_what_a_newer_edition_says_revises_once_and_is_then_known(store, tmp_path):
    newer = tmp_path / FILE.name
    newer.write_text(FILE.read_text(encoding="utf-8").replace("Hama city", "Hama town"))
    done = import_file(open_table_file(newer), store, "ana")
    assert (done.revised, done.same) == (1, 3)
    again = import_file(open_table_file(newer), store, "ana")
    assert (again.revised, again.same) == (0, 4)


def test_its_digests_are_made_again_of_what_it_holds(store):
    rows = store.all_rows()
    assert all(is_first(row["digest"]) for row in rows)
    assert [first_digest_of(row) for row in rows] == [row["digest"] for row in rows]


def test_a_digest_of_today_is_told_from_one_of_the_first_edition(store):
    for row in store.all_rows():
        assert not is_first(digest_of(row))
        assert digest_of(row_of(event_of(row))) == digest_of(row)
        other = replace(event_of(row), title="Other")
        assert digest_of(row_of(other)) != digest_of(row)


def test_a_digest_does_not_change_from_version_to_version(store):
    (first,) = (row for row in store.history("kn00qr0dv3bt") if row["revision"] == 1)
    assert digest_of(first) == -1682423082943385334
