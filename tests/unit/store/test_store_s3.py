"""The event table in an object store, on a real S3 server on loopback."""

import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from geo.store import opening
from geo.store.history.history import history
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store, open_table
from tests.unit.store.store_events import REPORT, event
from tests.unit.store.store_s3 import BUCKET, EACH, running

WRITER = "import sys; from tests.unit.store.store_s3 import write; write(*sys.argv[1:])"


@pytest.fixture(scope="module")
def bucket():
    """The environment of a server that has one empty bucket."""
    with running() as found:
        urlopen(Request(f"{found['AWS_ENDPOINT_URL']}/{BUCKET}", method="PUT")).close()
        yield found


@pytest.fixture
def uri(bucket, tmp_path, monkeypatch):
    for name, value in bucket.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    yield f"s3://{BUCKET}/{tmp_path.name}"
    opening._live.cache_clear()
    opening._past.cache_clear()


def titles(table):
    return sorted(table.event(row).title for row in range(len(table.columns)))


def test_two_writers_at_once_lose_and_double_nothing(uri):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, uri, name]) for name in "ab"]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    store = open_store(uri)
    rows = store.all_rows()
    assert Counter(row["action"] for row in rows) == {"add": 4 * EACH, "edit": 2 * EACH}
    assert len({(row["change"], row["id"]) for row in rows}) == len(rows)
    corrected = {f"{name} {number} corrected" for name in "ab" for number in range(EACH)}
    shown = titles(open_table(uri))
    assert len(shown) == len(corrected) + 1 and corrected < set(shown)
    assert {row["who"] for row in store.history(event("both").id)} == {"a", "b"}
    assert store.put([event("a-0", "again")], "a", "", batch="a-0").added == 0


def test_a_writer_that_is_killed_and_starts_again_loses_and_doubles_nothing(uri):
    command = [sys.executable, "-c", WRITER, uri, "a"]
    store = open_store(uri)
    with subprocess.Popen(command) as writer:
        while writer.poll() is None and (store.events.latest() or 0) < 3:
            time.sleep(0.05)
        writer.kill()
    subprocess.run(command, check=True)
    for number in range(EACH):
        past = store.history(event(f"a-{number}").id)
        assert [row["action"] for row in past] == ["add", "edit"]


def test_its_past_is_there_and_outlives_compaction(uri):
    store = open_store(uri)
    first = store.put([event("one", "First")], "ana", "seen", [REPORT])
    store.edit(event("one", "Frist"), "ben", "worse")
    last = store.edit(event("one", "Second"), "ben", "a typo")
    assert titles(open_table(uri)) == ["Second"]
    assert titles(open_table(uri, first.revision)) == ["First"]
    reasons = [change.note for change in history(store, event("one").id)]
    assert reasons == ["seen", "worse", "a typo"]
    assert store.events.compact(above=1) > 0
    store.undo(last.change, "ana")
    assert titles(open_table(uri)) == ["Frist"]
    assert titles(open_table(uri, last.revision)) == ["Second"]


def test_the_bytes_of_reports_are_there_too_and_nothing_is_beside_the_program(uri, tmp_path):
    store = open_store(uri)
    digest = store.originals.keep(b"A report, as it came.")
    store.put_reports([REPORT], "ana", original=digest)
    assert open_store(uri).original(REPORT.id) == b"A report, as it came."
    assert {path.name for path in tmp_path.iterdir()} == {"copies"} and not Path("s3:").exists()


def test_a_large_table_is_kept_made_ready_at_home(uri, tmp_path, monkeypatch):
    monkeypatch.setattr("geo.store.history.incremental.WORTH_KEEPING", 0)
    open_store(uri).put([event("one")], "ana", "", [REPORT])
    assert len(open_table(uri).columns) == 1
    assert list(tmp_path.glob("prepared/*/*/rows.arrow")) and not Path("s3:").exists()


def geo(*arguments):
    command = [sys.executable, "-m", "geo", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_commands_take_its_address(uri, tmp_path):
    path = tmp_path / "events.csv"
    path.write_text("date,title,lat,lon\n2016-01-02,Convoy moves,35.1,36.7\n")
    for _ in range(2):
        geo("import", str(path), "--store", uri, "--who", "ana")
    assert titles(open_table(uri)) == ["Convoy moves"]
    assert "ana" in geo("log", "--store", uri)


def test_what_cannot_be_reached_is_said_in_a_sentence(uri):
    with pytest.raises(CannotOpen, match="no event table at s3"):
        open_table(uri)
    with pytest.raises(CannotOpen, match=r"cannot be read: .*NoSuchBucket") as fault:
        open_table("s3://no-such-bucket/table")
    assert "\n" not in str(fault.value) and "\x1b" not in str(fault.value)
