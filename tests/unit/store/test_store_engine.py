"""The SQL of a View on a real Sail server on loopback answers as DuckDB does, to the row."""

import csv
import io
import json
import socket
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date

import pytest

from geo.__main__ import main
from geo.model.view import View
from geo.store.history.revisions import EventStore
from geo.store.log.delta import CannotOpen
from geo.store.query import sql
from geo.store.query.engine import engine
from geo.store.seeds import seed_events
from tests.running import run_here
from tests.unit.share.share_data import EVENTS, REPORTS

SECONDS = 60
BARS = [(date(2015, 1, 1), date(2015, 12, 31)), (date(2016, 1, 1), date(2016, 1, 31)),
        (date(2016, 2, 1), date(2016, 12, 31))]  # fmt: skip
VIEWS = [
    View(),
    View(provinces=("SY-HM", "SY-LA")),
    View(query="hama"),
    View(query="سوفا"),
    View(as_of=date(2016, 1, 31), statuses=("single-source",)),
    View(sources=("Gazette",)),
    View(actors=("اللواء",)),
    View(types=("battle",), certainty=0.9),
    View(first=date(2016, 1, 1), last=date(2016, 1, 31), containment=True),
    View(query="it's; drop -- :p0"),
]
QUESTIONS = {
    "rows": sql.rows_query,
    "provinces": sql.provinces_query,
    "facets": sql.facets_query,
    "missing": sql.missing_query,
}


@pytest.fixture(scope="module", autouse=True)
def a_main_file():
    """`__main__` with a file: PySpark takes one without, as in a process of pytest-xdist, for
    doctests, which it then wants a whole Spark for.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules["__main__"], "__file__", __file__, raising=False)
        yield


@pytest.fixture(scope="module")
def sail(tmp_path_factory):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "pysail", "spark", "server", "--ip", "127.0.0.1"]
    with (tmp_path_factory.mktemp("sail") / "log").open("wb") as log:
        process = subprocess.Popen([*command, "--port", str(port)], stdout=log, stderr=log)
    try:
        wait_for(port, process)
        yield f"sc://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port, process):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"the server did not answer within {SECONDS} s")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A table with a past: an edit, a rejection, and an event that two writers added at once."""
    folder = str(tmp_path_factory.mktemp("store") / "s")
    store = EventStore(folder)
    store.put(EVENTS, "ana", "", REPORTS.values())
    store.edit(replace(EVENTS[0], title="It's corrected"), "ana", "")
    store.reject(EVENTS[2].id, "ana")
    blind = EventStore(folder)
    blind._heads = lambda *_: {}
    blind.put(EVENTS[3:4], "ben", "")
    return EventStore(folder)


def both(view, make, *engines):
    return [each.ask(lambda to: make(view, to=to)) for each in engines]


def bars_of(view, to):
    return sql.histogram_query(view, BARS, to)


@pytest.mark.parametrize("view", VIEWS)
def test_every_answer_is_the_same_to_the_row(sail, store, view):
    with engine(store) as here, engine(store, sail) as there:
        for make in QUESTIONS.values():
            ours, theirs = both(view, make, here, there)
            assert ours.column_names == theirs.column_names
            assert ours.to_pylist() == theirs.to_pylist()
        assert_close(*(bars.to_pylist() for bars in both(view, bars_of, here, there)))


def assert_close(ours, theirs):
    """Compare bars: sums of shares may differ in the last place by their order."""
    assert [(row["bar"], row["type"]) for row in ours] == [(r["bar"], r["type"]) for r in theirs]
    assert [row["events"] for row in ours] == pytest.approx([row["events"] for row in theirs])


def test_the_rows_of_the_columns_are_the_same(sail, store):
    with engine(store) as here, engine(store, sail) as there:
        assert here.ask(sql.columns_query).to_pylist() == there.ask(sql.columns_query).to_pylist()


def test_an_old_revision_answers_as_it_did(sail, store):
    with engine(store, sail, revision=1) as then, engine(store, sail) as now:
        titles = [
            {row["title"] for row in each.ask(lambda to: sql.rows_query(View(), to=to)).to_pylist()}
            for each in (then, now)
        ]
    assert "month" in titles[0] and "far" in titles[0]
    assert "It's corrected" in titles[1] and "far" not in titles[1]


def test_the_founding_events_are_there_before_anything_is_written(sail, tmp_path):
    founding = {event.id: event for event in seed_events()}
    store = EventStore(str(tmp_path), founding)
    for written in range(2):
        with engine(store) as here, engine(store, sail) as there:
            ours, theirs = (
                each.ask(lambda to: sql.missing_query(View(), to)) for each in (here, there)
            )
        assert ours.to_pylist() == theirs.to_pylist()
        if not written:
            store.reject(seed_events()[0].id, "ana")


def ask(*arguments):
    return run_here(main, ["ask", *arguments])


def test_a_process_of_its_own_asks_the_same(sail, store):
    asked = ["provinces", "--store", store.uri, "--engine", sail]
    command = [sys.executable, "-m", "geo", "ask", *asked]
    done = subprocess.run(command, capture_output=True, timeout=120, check=False)
    here = ask(*asked)
    assert (done.returncode, done.stdout, done.stderr) == (0, here.stdout, here.stderr)


def test_the_command_answers_the_same_here_and_there(sail, store):
    for question in ("rows", "provinces", "facets", "missing", "months"):
        asked = [question, "--store", store.uri, "--view", "from=2015-01-01&to=2016-12-31"]
        ours, theirs = ask(*asked), ask(*asked, "--engine", sail)
        assert (ours.returncode, theirs.returncode) == (0, 0), theirs.stderr
        assert ours.stdout and ours.stdout == theirs.stdout
        assert ours.stderr == theirs.stderr == b""
    rows = list(csv.DictReader(io.StringIO(ask("rows", "--store", store.uri).stdout.decode())))
    lines = ask("rows", "--store", store.uri, "--jsonl").stdout.splitlines()
    assert [row["id"] for row in rows] == [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["rows", "--engine", "sc://127.0.0.1:9"], 1, "no engine answers at sc://127.0.0.1:9"),
        (["rows", "--engine", "spark://x"], 1, "write it like sc://host:15002"),
        (["years"], 2, "needs a window"),
        (["months", "--view", "from=1000-01-01&to=2000-01-01"], 2, "narrow the window"),
        (["rows", "--view", "to=x"], 1, "to=x"),
        (["rows", "--store", "/no/such/table"], 1, "there is no event table at /no/such/table"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(arguments, code, said):
    done = ask(*arguments)
    assert done.returncode == code
    stderr = done.stderr.decode()
    assert said in stderr and "Traceback" not in stderr


def test_nobody_at_the_address_is_said(store):
    with pytest.raises(CannotOpen, match="no engine answers"), engine(store, "sc://127.0.0.1:9"):
        pass
