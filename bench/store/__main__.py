"""Measures the event table beside what people use today: load, open, edit, five answers, memory.

python -m bench.store --size 1000000
python -m bench.store --size 10000000 --only dateline numpy

Every contender is loaded and asked in processes of its own. Times are milliseconds on the clock,
and in brackets of processor time, the best of five (of one for load and open); memory is the
most that a process had resident while it answered.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.store.contenders import CONTENDERS
from bench.store.data import making

REPEATS = 5
Figures = dict[str, Any]


def timed(job: Callable[[], Any], repeats: int = 1) -> list[float]:
    """Return the best milliseconds of a job, on the clock and of the processor."""
    best = [float("inf"), float("inf")]
    for _ in range(repeats):
        start = time.perf_counter(), time.process_time()
        job()
        spent = time.perf_counter() - start[0], time.process_time() - start[1]
        best = [min(pair) for pair in zip(best, spent, strict=True)]
    return [round(1e3 * seconds, 1) for seconds in best]


def load(name: str, folder: Path, size: int) -> Figures:
    """Write the events of a contender."""
    contender = CONTENDERS[name](folder)
    spent = timed(lambda: contender.load(size))
    pairs = zip(spent, making, strict=True)
    return {"load": [round(total - 1e3 * made, 1) for total, made in pairs]}


def ask(name: str, folder: Path, size: int) -> Figures:
    """Open a contender, which may be the first time, and ask it."""
    contender = CONTENDERS[name](folder)
    found: Figures = {"open": timed(contender.open)}
    answers = contender.answers()
    first = {question: timed(job)[0] for question, job in answers.items()}
    found |= {question: timed(job, REPEATS) for question, job in answers.items()}
    numbers = iter(range(size // 3, size, 7))
    repeats = REPEATS if found["open"][0] < 60_000 and name not in _SLOW_EDITS else 1
    found["edit"] = timed(lambda: contender.edit(next(numbers)), repeats)
    found["first words"] = first.get("words")
    found["memory GB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    return found


_SLOW_EDITS = ("geopandas", "numpy")
_STEPS: dict[str, Callable[[str, Path, int], Figures]] = {"load": load, "ask": ask}


def measured(name: str, size: int) -> Figures:
    """Return the figures of one contender, from processes of its own."""
    found: Figures = {}
    with tempfile.TemporaryDirectory() as folder:
        for step in ("load", "ask", "ask"):
            command = [sys.executable, "-m", "bench.store", "--step", step, "--size", str(size)]
            done = subprocess.run(
                [*command, "--only", name, "--folder", folder], stdout=subprocess.PIPE, check=True
            )
            figures = json.loads(done.stdout)
            if step == "ask" and "open" in found:
                figures["first open"], figures["first memory GB"] = (
                    found["open"],
                    found["memory GB"],
                )
                figures["first words"] = found["first words"]
            found |= figures
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return found | {"disk GB": round(kept / 1e9, 2)}


def show(size: int, figures: dict[str, Figures]) -> None:
    """Print the figures, and how many times ours each other one is."""
    names = list(figures)
    print(f"{size:,} events".ljust(18), *(name.rjust(22) for name in names))
    for row in dict.fromkeys(key for found in figures.values() for key in found):
        ours = figures[names[0]].get(row)
        cells = (
            _cell(found.get(row), ours, found is figures[names[0]]) for found in figures.values()
        )
        print(row.ljust(18), *(cell.rjust(22) for cell in cells))


def _cell(value: Any, ours: Any, first: bool) -> str:
    if value is None:
        return "-"
    text = f"{value[0]:,} ({value[1]:,})" if isinstance(value, list) else f"{value:,}"
    if first or not ours or not isinstance(value, list):
        return text
    return f"{text} {value[1] / max(ours[1], 0.1):.3g}x"


def main() -> None:
    """Measure every contender asked for and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench.store", description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000, help="how many events")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--step", choices=_STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        print(json.dumps(_STEPS[options.step](options.only[0], options.folder, options.size)))
        return
    show(options.size, {name: measured(name, options.size) for name in options.only})


if __name__ == "__main__":
    main()
