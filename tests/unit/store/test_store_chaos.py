import json
import multiprocessing
import time
from collections import Counter
from random import Random

import pytest

from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from tests.unit.store import store_chaos
from tests.unit.store.store_events import REPORT, event

WRITERS, READERS, KILLS = 8, 4, 25


@pytest.fixture
def spawn():
    # A server that has the modules loaded but no threads yet, so that a restart is quick.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.unit.store.store_chaos"])
    started = []

    def start(target, *arguments):
        process = context.Process(target=target, args=arguments, daemon=True)
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def _noted(folder, pattern):
    lines = [line for path in folder.glob(pattern) for line in path.read_text().splitlines()]
    return [json.loads(line) for line in lines if line.endswith("}")]


def test_nothing_acknowledged_is_lost_whoever_is_killed(tmp_path, spawn):
    folder = str(tmp_path / "store")
    EventStore(folder).put([event("first")], "test", "start", [REPORT])
    jobs = [(store_chaos.compact, folder)]
    jobs += [(store_chaos.read, folder, str(tmp_path / f"seen-{i}"), i) for i in range(READERS)]
    jobs += [
        (store_chaos.write, folder, str(tmp_path / f"ack-{i}-0"), f"w{i}-0") for i in range(WRITERS)
    ]
    running = [spawn(*job) for job in jobs]
    pick = Random(7)
    for kill in range(1, KILLS + 1):
        time.sleep(pick.uniform(0.1, 0.5))
        victim = pick.randrange(len(jobs))
        assert running[victim].is_alive()
        running[victim].kill()
        running[victim].join()
        job = jobs[victim]
        if job[0] is store_chaos.write:
            name = f"w{victim}-{kill}"
            job = (job[0], folder, str(tmp_path / f"ack-{victim}-{kill}"), name)
        running[victim] = spawn(*job)
    # On a busy machine the writers may have had little time between the kills.
    deadline = time.monotonic() + 60
    while len(_noted(tmp_path, "ack-*")) <= 2 * KILLS and time.monotonic() < deadline:
        time.sleep(0.2)
    for process in running:
        process.kill()
        process.join()

    store = EventStore(folder)
    acknowledged = _noted(tmp_path, "ack-*")
    assert len(acknowledged) > KILLS
    kept = Counter()
    for row in store.all_rows():
        kept[row["id"], row["title"]] += 1
    for change in acknowledged:
        assert kept[change["id"], change["title"]] == 1
    assert set(kept.values()) == {1}

    _the_newest_state_is_the_last_change_of_each(store, acknowledged)
    _every_old_version_answers_as_it_did(store, _noted(tmp_path, "seen-*"))


def _the_newest_state_is_the_last_change_of_each(store, acknowledged):
    table = LiveStore(store).table()
    newest = {change["id"]: change["title"] for change in acknowledged}
    for event_id, title in newest.items():
        shown = table.event(table.row_of(event_id)).title
        # The very last change of a writer may be there without having been acknowledged.
        assert shown == title or shown.endswith("corrected")


def _every_old_version_answers_as_it_did(store, seen):
    answers = {(note["version"], note["print"]) for note in seen}
    assert len({version for version, _ in answers}) == len(answers) > 3
    live = LiveStore(store)
    for version, fingerprint in Random(3).sample(sorted(answers), min(12, len(answers))):
        assert live.table_at(version).fingerprint == fingerprint
