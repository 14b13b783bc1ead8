"""Measures the exports: events a second of processor time for each format, size, and memory.

python -m bench.export 1000000

Events are those of bench/synthetic.py in a Parquet file, opened as a table before the clock
starts. Each format is written to a file in a process of its own, with Arrow and DuckDB on one
thread, so that the figures are for one core. `floor` is what every format starts from: the rows
found, taken, dated in EDTF and joined with their sources, and nothing written.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

from bench.synthetic import reports, synthetic
from geo.model.view import View
from geo.share.export import FORMATS, export
from geo.share.formats.export_table import records
from geo.share.formats.tabular import by_event
from geo.store.opening import open_table
from geo.store.parquet_table import write_parquet
from geo.store.query.select import select

FLOOR = "floor"


def measure(path: Path, name: str) -> dict[str, Any]:
    """Return what one format took, for the events of a file."""
    pa.set_cpu_count(1)
    table = open_table(str(path))
    shown = select(table.columns, View())
    before = _peak()
    out = path.with_name("out")
    wall, busy, size = time.perf_counter(), time.process_time(), 0
    with out.open("wb") as file:
        for part in _parts(table, shown, name):
            size += file.write(part)
    busy = time.process_time() - busy
    return {
        "format": name,
        "seconds": time.perf_counter() - wall,
        "cpu": busy,
        "rate": len(shown.rows) / busy,
        "mb": size / 1e6,
        "more_mb": _peak() - before,
    }


def _parts(table: Any, shown: Any, name: str) -> Iterator[bytes]:
    if name != FLOOR:
        yield from export(table, View(), name)
        return
    for chunk in records(table, View(), shown):
        by_event(chunk)
        yield b""


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.export", description=__doc__)
    parser.add_argument("size", type=int, nargs="?", default=100_000, help="how many events")
    names = [FLOOR, *(str(form) for form in FORMATS)]
    parser.add_argument("--only", choices=names, nargs="*", default=names)
    options = parser.parse_args()
    print("| format | events/s of one core | cpu s | wall s | MB | more memory, MB |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        write_parquet(synthetic(options.size), reports(), path)
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            pool.apply(measure, (path, FLOOR))  # the first opening makes what the others find
        for name in options.only:
            # A process each, so that the peak of memory is the format's own.
            with multiprocessing.get_context("spawn").Pool(1) as pool:
                found = pool.apply(measure, (path, name))
            print(
                f"| {name} | {found['rate']:,.0f} | {found['cpu']:.1f} | {found['seconds']:.1f} "
                f"| {found['mb']:,.0f} | {found['more_mb']:,.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
