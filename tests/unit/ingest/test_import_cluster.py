import os
import signal
import subprocess
import sys

import pytest
from distributed import Client, LocalCluster

from geo.ingest import CannotImport, import_file, open_table_file
from geo.ingest.executors import executor_of
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from tests.unit.ingest.import_files import UCDP, write_csv

ROWS = 4000


@pytest.fixture
def cluster():
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster


def test_a_worker_killed_in_mid_job_loses_and_doubles_nothing(tmp_path, cluster):
    path = write_csv(tmp_path / "ged.csv", [UCDP | {"id": str(n)} for n in range(ROWS)])
    address = cluster.scheduler_address
    with Client(address, set_as_default=False) as client:
        victim = next(iter(client.run(os.getpid).values()))
    store = EventStore(str(tmp_path / "cluster"))
    file = open_table_file(path)
    added = 0
    with executor_of(scheduler=address) as executor:
        for number, rows in enumerate(file.prepared(executor, size=200)):
            if number == 2:
                os.kill(victim, signal.SIGKILL)
            added += store.put_rows(rows, "ana", "").added
    assert added == ROWS
    alone = EventStore(str(tmp_path / "alone"))
    import_file(open_table_file(path), alone, "ana")
    assert LiveStore(store).table().fingerprint == LiveStore(alone).table().fingerprint


def test_the_command_reads_with_several_processes(tmp_path):
    path = write_csv(tmp_path / "ged.csv", [UCDP | {"id": str(n)} for n in range(50)])
    command = [sys.executable, "-m", "geo", "import", str(path), "--workers", "2"]
    command += ["--store", str(tmp_path / "s"), "--who", "ana"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "50 events added" in done.stderr


def test_a_pool_gives_the_same_events_and_refusals(tmp_path):
    rows = [UCDP | {"id": str(n), "latitude": str(30 + n % 70)} for n in range(400)]
    path = write_csv(tmp_path / "ged.csv", [*rows, rows[3]])
    found = []
    for workers in (1, 2):
        file, store = open_table_file(path), EventStore(str(tmp_path / str(workers)))
        with executor_of(workers) as executor:
            tables = list(file.prepared(executor, size=100))
        for table in tables:
            store.put_rows(table, "ana", "")
        refused = [(each.row, each.reason, each.cells) for each in file.rejects]
        found.append((LiveStore(store).table().fingerprint, sorted(refused, key=str)))
    assert found[0] == found[1]
    assert len(found[0][1]) > 1


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch):
    monkeypatch.setattr("geo.ingest.executors.PATIENCE_S", 1)
    with (
        pytest.raises(CannotImport, match="no Dask scheduler answers"),
        executor_of(scheduler="tcp://127.0.0.1:9"),
    ):
        pass
