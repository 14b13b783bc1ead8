"""Measures the event table: load, open, one edit, the answers a page asks for, and memory.

python -m bench.store 1000000
"""

from __future__ import annotations

import argparse
import json
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from bench.synthetic import reports, synthetic
from geo.model.view import View
from geo.store.ids import id_numbers
from geo.store.live import LiveStore
from geo.store.prepared import PREPARED
from geo.store.revisions import EventStore
from geo.store.select import select

REPEATS = 5
VIEWS = {
    "everything": View(),
    "one year": View(first=date(2016, 1, 1), last=date(2016, 12, 31)),
    "one province": View(provinces=("SY-HM",)),
    "actor and type": View(actors=("Red Front",), types=("strike",)),
    "words": View(words="market shelling"),
    "as known on": View(known=date(2015, 1, 1), statuses=("disputed",)),
}


def timed(job: Callable[[], Any], repeats: int = 1) -> tuple[float, float, Any]:
    """Return the best wall and processor time of a job in seconds, and its last result."""
    best_wall = best_cpu = float("inf")
    result = None
    for _ in range(repeats):
        wall, cpu = time.perf_counter(), time.process_time()
        result = job()
        best_wall = min(best_wall, time.perf_counter() - wall)
        best_cpu = min(best_cpu, time.process_time() - cpu)
    return best_wall, best_cpu, result


def ready(size: int) -> pa.Table:
    """Return synthetic events as rows that are ready to be written."""
    rows = synthetic(size)
    known = pa.array([date(2011, 1, 1)]).take(pa.array(np.zeros(size, np.int64)))
    columns = {name: rows[name] for name in rows.column_names}
    columns["digest"] = pa.array((id_numbers(rows["id"]) >> np.uint64(1)).astype(np.int64))
    columns["status"] = pa.array(["single-source"]).take(pa.array(np.zeros(size, np.int64)))
    columns["certainty"] = pa.array(np.full(size, 0.8))
    columns["known"] = known
    return pa.table([columns[name] for name in PREPARED.names], schema=PREPARED)


def measure(size: int, folder: str) -> dict[str, Any]:
    """Return what was measured; times are [wall, processor] in milliseconds."""
    found: dict[str, Any] = {"events": size}
    rows = ready(size)

    def note(name: str, job: Callable[[], Any], repeats: int = 1) -> Any:
        wall, cpu, result = timed(job, repeats)
        found[name] = [round(wall * 1e3, 1), round(cpu * 1e3, 1)]
        return result

    store = EventStore(folder)
    note("load", lambda: store.put_rows(rows, "bench", "load", reports()))
    live = LiveStore(EventStore(folder))
    table = note("open", live.table)
    event = table.event(size // 2)
    titles = iter(f"Corrected {number}" for number in range(REPEATS))
    note("edit", lambda: store.edit(replace(event, title=next(titles)), "bench", ""), REPEATS)
    note("follow the edits", live.table)
    columns = live.table().columns
    note("index the words", lambda: columns.text.having("market"))
    for name, view in VIEWS.items():
        note(name, lambda view=view: select(columns, view), REPEATS)
    found["floor: one comparison"] = [round(timed(lambda: columns.first > 0, REPEATS)[0] * 1e3, 2)]
    found["peak GB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    return found


def main() -> None:
    """Measure a table of the size asked for and print it as JSON."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=1_000_000, help="how many events")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(options.size, folder), indent=1))


if __name__ == "__main__":
    main()
