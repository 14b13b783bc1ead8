"""The steps of a contender's life, each measured in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.store.contender import Contender
from bench.store.contenders import CONTENDERS
from bench.store.data import making

REPEATS = 5
EDITS = 9
# An edit that writes everything again is made once.
SLOW_MS = 500

Figures = dict[str, Any]
Spent = list[float]


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one step may take of the clock and of memory."""

    minutes: float
    gb: float


def spent_on(job: Callable[[], Any]) -> Spent:
    """Return the milliseconds of a job, on the clock and of the processor."""
    start = time.perf_counter(), time.process_time()
    job()
    spent = time.perf_counter() - start[0], time.process_time() - start[1]
    return [round(1e3 * seconds, 1) for seconds in spent]


def best_of(job: Callable[[], Any]) -> Spent:
    """Return the best milliseconds of a job that is done several times."""
    return [min(pair) for pair in zip(*(spent_on(job) for _ in range(REPEATS)), strict=True)]


def load(name: str, folder: Path, size: int) -> Figures:
    """Write the events of a contender."""
    contender = CONTENDERS[name](folder)
    spent = spent_on(lambda: contender.load(size))
    pairs = zip(spent, making, strict=True)
    return {"load": [round(total - 1e3 * made, 1) for total, made in pairs]}


def ask(name: str, folder: Path, size: int) -> Figures:
    """Open a contender, which may be the first time, ask it, and edit it."""
    contender = CONTENDERS[name](folder)
    found: Figures = {"open": spent_on(contender.open)}
    answers = contender.answers()
    first = {question: spent_on(job) for question, job in answers.items()}
    if "words" in first:
        found["words, first"] = first["words"]
    if found["open"][0] < SLOW_MS:
        found |= {question: best_of(job) for question, job in answers.items()}
    else:
        # What made ready is asked once, so that its memory is that of making ready.
        found |= first
    found["memory GB"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 2)
    return found | edits(contender, size)


def edits(contender: Contender, size: int) -> Figures:
    """Correct some events from all over the table, until that is kept and until it is shown."""
    kept: list[Spent] = []
    shown: list[Spent] = []
    for number in range(size // 3, size, size // (2 * EDITS)):
        kept.append(spent_on(lambda number=number: contender.edit(number)))
        seen = spent_on(contender.show)
        shown.append([round(sum(pair), 1) for pair in zip(kept[-1], seen, strict=True)])
        if len(kept) == EDITS or kept[0][0] > SLOW_MS:
            break
    return {
        "edit": _middle(kept),
        "edit, worst": max(kept),
        "edit, until shown": _middle(shown),
        "shown, worst": max(shown),
    }


def _middle(spent: list[Spent]) -> Spent:
    return [sorted(each)[len(each) // 2] for each in zip(*spent, strict=True)]


STEPS: dict[str, Callable[[str, Path, int], Figures]] = {"load": load, "ask": ask}


def run(name: str, folder: Path, size: int, limits: Limits, step: str) -> Figures:
    """Return the figures of one step, from a process of its own that is held to limits."""
    command = [sys.executable, "-m", "bench.store", "--step", step, "--size", str(size)]
    most = int(limits.gb * 1e9)
    try:
        done = subprocess.run(
            [*command, "--only", name, "--folder", str(folder)],
            capture_output=True,
            timeout=60 * limits.minutes,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (most, most)),
        )
    except subprocess.TimeoutExpired:
        return {"stopped": f"{step} over {limits.minutes:g} min"}
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        print(f"{name}, {step}: {said[-1] if said else done.returncode}", file=sys.stderr)
        if said and said[-1].startswith("ModuleNotFoundError"):
            return {"stopped": f"{said[-1].rpartition(' ')[2]} is not installed"}
        return {"stopped": f"{step} failed, {limits.gb:g} GB"}
    figures: Figures = json.loads(done.stdout)
    return figures
