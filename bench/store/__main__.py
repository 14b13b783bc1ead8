"""Measures the event table beside what people use today: load, open, edit, five answers, memory.

python -m bench.store --size 1000000
python -m bench.store --size 10000000 --only dateline numpy

Every contender is loaded and asked in processes of its own. Times are milliseconds on the clock,
and in brackets of processor time: the best of five for answers, the median and the worst of nine
for edits, once for loading and opening. Memory is the most that a process had resident. "First"
is the process that opens what was just loaded, the others are of the one after it. A contender
that takes too long or too much memory is stopped, and the table says so.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from functools import partial
from pathlib import Path

from bench.store.contenders import CONTENDERS
from bench.store.steps import STEPS, Figures, Limits, run

FIRST = {
    "open": "first open",
    "words, first": "words while indexed",
    "memory GB": "first memory GB",
}


def measured(name: str, size: int, limits: Limits) -> Figures:
    """Return the figures of one contender, from processes of its own."""
    with tempfile.TemporaryDirectory() as folder:
        ask = partial(run, name, Path(folder), size, limits)
        found = ask("load")
        if "stopped" not in found:
            first = ask("ask")
            found |= {said: first[row] for row, said in FIRST.items() if row in first}
            found |= first if "stopped" in first else ask("ask")
        kept = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return found | {"disk GB": round(kept / 1e9, 2)}


def show(size: int, figures: dict[str, Figures]) -> None:
    """Print the figures, and how many times ours each other one is, by processor time."""
    names = list(figures)
    ours = figures[names[0]]
    print(f"{size:,} events".ljust(18), *(name.rjust(26) for name in names))
    for row in dict.fromkeys(key for found in figures.values() for key in found):
        cells = [_cell(found.get(row), ours.get(row), found is ours) for found in figures.values()]
        print(row.ljust(18), *(cell.rjust(26) for cell in cells))


def _cell(value: object, ours: object, first: bool) -> str:
    if value is None:
        return "-"
    if not isinstance(value, list):
        return f"{value:,}" if isinstance(value, float) else str(value)
    text = f"{value[0]:,} ({value[1]:,})"
    if first or not isinstance(ours, list):
        return text
    return f"{text} {value[1] / max(ours[1], 0.1):.3g}x"


def main() -> None:
    """Measure every contender asked for and print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.store",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--size", type=int, default=1_000_000, help="how many events")
    parser.add_argument("--only", nargs="+", choices=CONTENDERS, default=list(CONTENDERS))
    parser.add_argument("--minutes", type=float, default=10.0, help="the most that a step may take")
    parser.add_argument("--gb", type=float, default=12.0, help="the most memory it may ask for")
    parser.add_argument("--step", choices=STEPS, help="only this, in --folder, printed as JSON")
    parser.add_argument("--folder", type=Path, help="where a step finds what was loaded")
    options = parser.parse_args()
    if options.step:
        step = STEPS[options.step]
        json.dump(step(options.only[0], options.folder, options.size), sys.stdout)
        return
    limits = Limits(options.minutes, options.gb)
    show(options.size, {name: measured(name, options.size, limits) for name in options.only})


if __name__ == "__main__":
    main()
