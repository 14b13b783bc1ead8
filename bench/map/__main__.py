"""Time every contender on the same events in the same headless browser, one after another."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from bench.map import browser, events, ours
from bench.map.contender import Contender
from bench.map.contenders import ALL

OUT = Path(__file__).parents[1] / "out" / "map"
WINDOWS = {"90 days": 90, "1 year": 365, "all": 5113}
STEPS = 7
STEPS_ALL = 3  # with everything in view some take half a minute each
PLAY_S = 3.0
# A contender that is not installed, needs npm, or fails in its page must not end the others.
CANNOT_START = (BrowserError, ImportError, OSError, RuntimeError, subprocess.SubprocessError)


@dataclass
class Result:
    """What was measured of one contender on one size; times in milliseconds."""

    name: str
    size: int
    load_mb: float = float("nan")
    first_paint: list[float] = field(default_factory=list)
    step: list[float] = field(default_factory=list)
    step_all: list[float] = field(default_factory=list)
    frames: dict[str, list[float]] = field(default_factory=dict)
    memory_mb: float = float("nan")
    fault: str = ""


def main() -> int:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.map", description=__doc__)
    parser.add_argument("--sizes", default="10000,100000", help="numbers of events")
    parser.add_argument("--only", default="", help="names of contenders, separated by commas")
    parser.add_argument("--rounds", type=int, default=2, help="how often each one has its turn")
    options = parser.parse_args()
    chosen = [c for c in ALL if not options.only or c.name in options.only.split(",")]
    if not chosen:
        parser.error(f"--only takes names among: {', '.join(c.name for c in ALL)}")
    OUT.mkdir(parents=True, exist_ok=True)
    results = []
    for result in measure(chosen, [int(size) for size in options.sizes.split(",")], options.rounds):
        results.append(result)
        (OUT / "map.json").write_text(json.dumps([asdict(r) for r in results], indent=1))
    if "Dateline" in (c.name for c in chosen):
        largest = max(result.size for result in results)
        print_ours(events.make(largest, OUT), largest)
    return 0


def measure(chosen: list[type[Contender]], sizes: list[int], rounds: int) -> Iterator[Result]:
    """Measure all contenders on each size, taking turns, and print a table per size."""
    print(f"{platform.platform()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for size in sizes:
        path = events.make(size, OUT)
        results = {c.name: Result(c.name, size) for c in chosen if size <= c.largest}
        for _ in range(rounds):
            for contender in chosen:
                if contender.name in results and not results[contender.name].fault:
                    turn(contender, path, results[contender.name])
        print_table(size, list(results.values()))
        yield from results.values()


def turn(contender: type[Contender], path: Path, result: Result) -> None:
    """Let one contender load and step in each window; note why where it cannot.

    Parameters
    ----------
    contender : type
        What is measured; one is made for each window.
    path : Path
        The events as a Parquet file.
    result : Result
        Takes what is measured, or in `fault` why nothing is: the others then go on.
    """
    result.fault = contender.missing()
    if result.fault:
        print(f"  {contender.name} is left out: it {result.fault}", file=sys.stderr)
        return
    for window, days in WINDOWS.items():
        one = contender()
        try:
            with browser.chromium() as context:
                url = one.start(path, OUT, days)
                page = context.new_page()
                page.route(_outside, lambda route, _: one.answer(route))  # noqa: B023
                measure_page(one, page, url, window, result)
        except CANNOT_START as error:
            result.fault = f"{window}: {_sentence(error)}"
            print(f"  {contender.name}: {result.fault}", file=sys.stderr)
        finally:
            one.stop()
        if result.fault:
            return
    print(f"  {contender.name}, {result.size:,} events: done", file=sys.stderr)


def measure_page(one: Contender, page: Page, url: str, window: str, result: Result) -> None:
    """Fill in the result from one page with one window."""
    received = browser.Bytes(page)
    began = time.perf_counter()
    page.goto(url, wait_until="commit")
    one.wait_painted(page)
    paint = 1000 * (time.perf_counter() - began)
    page.wait_for_timeout(1000)
    received.stop()
    loaded = received.total
    if window == "all" and one.steps_all:
        result.step_all += [one.step(page, k) for k in range(1, STEPS_ALL + 1)]
    if window == "1 year":
        result.first_paint.append(paint)
        result.load_mb = (loaded or Path(url.removeprefix("file://")).stat().st_size) / 1e6
        result.step += [one.step(page, k) for k in range(1, STEPS + 1)]
        result.memory_mb = browser.memory_mb(page)
    result.frames.setdefault(window, []).append(one.play(page, PLAY_S))


def print_ours(path: Path, size: int) -> None:
    """Print what only the dashboard itself is asked for."""
    print(f"\nDateline with {size:,} events")
    for line in ours.measure(path).lines():
        print(f"  {line}")


def print_table(size: int, results: list[Result]) -> None:
    """Print the medians, and how many times longer a step takes than ours."""
    ours = next((r for r in results if r.name == "Dateline" and r.step), None)
    print(f"\n{size:,} events (medians; a step ends with the frame after the change)\n")
    head = ["contender", "load MB", "first paint s", "step, a year, ms", "times ours"]
    head += ["step, all, ms", "times ours"]
    print("| " + " | ".join([*head, *(f"fps {w}" for w in WINDOWS), "memory MB"]) + " |")
    print("|" + "---|" * (len(head) + len(WINDOWS) + 1))
    for result in results:
        print("| " + " | ".join(_cells(result, ours)) + " |")


def _cells(result: Result, ours: Result | None) -> list[str]:
    if result.fault and not result.step:
        return [result.name, f"gave up: {result.fault}"]
    steps = [
        *_step(result.step, ours and ours.step),
        *_step(result.step_all, ours and ours.step_all),
    ]
    frames = [_median(result.frames.get(window, [])) for window in WINDOWS]
    start = [result.name, f"{result.load_mb:.1f}", f"{median(result.first_paint) / 1000:.2f}"]
    return [*start, *steps, *frames, f"{result.memory_mb:.0f}"]


def _step(times: list[float], ours: list[float] | None) -> list[str]:
    """Return a step in milliseconds, and how many times ours it is."""
    if not times:
        return ["-", "-"]
    return [f"{median(times):.0f}", f"{median(times) / median(ours):.1f}" if ours else "-"]


def _median(values: list[float]) -> str:
    return f"{median(values):.1f}" if values else "-"


def _sentence(error: BaseException) -> str:
    lines = str(error).splitlines() or [type(error).__name__]
    return lines[0][:100]


def _outside(url: str) -> bool:
    return url.startswith("http") and "//127.0.0.1" not in url


if __name__ == "__main__":
    sys.exit(main())
