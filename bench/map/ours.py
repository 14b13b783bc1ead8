"""What only Dateline is asked for: frames, picking, transfers, reload and filters on the page."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from playwright.sync_api import Page

from bench.map import browser
from bench.map.contenders import EXPLORER, Ours

ALL_DAYS = 5113
ROUNDS = 5
PLAY_S = 4
FRAME = f"""async ([days, dots]) => {{
  const {{ map, scene }} = {EXPLORER};
  map.events.setOptions({{ dots }});
  const times = [];
  for (let k = 0; k < 60; k++) {{
    const room = Math.max(1, scene.extent.last - scene.extent.first - days);
    const first = scene.extent.first + (days < room ? (7 * k) % room : k % 2);
    scene.setWindow(first, first + days);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    if (k >= 10) times.push(map.events.picture.stats.milliseconds);
  }}
  map.events.setOptions({{ dots: "auto" }});
  return times;
}}"""
# Once the map has rested, the first look under a pointer is as quick as the next.
PICK = f"""async () => {{
  const {{ map, scene }} = {EXPLORER};
  scene.setWindow(scene.extent.first, scene.extent.last);
  await new Promise((done) => setTimeout(done, 1500));
  const {{ width, height }} = map.events.picture.frame;
  const times = [];
  for (let k = 0; k < 400; k++) {{
    const point = L.point((k * 97) % width, (k * 61) % height);
    const began = performance.now();
    map.events.pointer.at(point);
    times.push(performance.now() - began);
  }}
  return times;
}}"""
# The page says so two frames after its picture was made, which is once it is on the screen.
READY = """
addEventListener("DOMContentLoaded", () => {
  const look = () => {
    if (!document.querySelector("[data-ready=true]")) return requestAnimationFrame(look);
    globalThis.benchReady = performance.now();
  };
  look();
});"""
FILTERED = f"""() => new Promise((done) => {{
  let began = 0;
  addEventListener("pointerdown", () => {{ began = performance.now(); }}, {{ capture: true }});
  {EXPLORER}.scene.addEventListener("filters", () =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - began))),
    {{ once: true }});
}})"""


@dataclass
class Figures:
    """Medians in milliseconds, frames per second, and bytes."""

    frames: dict[str, float] = field(default_factory=dict)
    fps_density: float = float("nan")
    pick: float = float("nan")
    pick_worst: float = float("nan")
    bytes_a_step: float = float("nan")
    reload: float = float("nan")
    filtered: float = float("nan")

    def lines(self) -> Iterator[str]:
        """Yield the figures as text."""
        for name, value in self.frames.items():
            yield f"a drawn frame, {name}: {value:.1f} ms"
        yield f"playing everything in density: {self.fps_density:.1f} frames a second"
        yield f"picking: {self.pick:.2f} ms, the slowest of 400 {self.pick_worst:.2f} ms"
        yield f"bytes a step: {self.bytes_a_step:.0f}"
        yield f"reload from the browser's cache until painted: {self.reload:.0f} ms"
        yield f"a filter clicked on the page until painted: {self.filtered:.0f} ms"


def measure(events: Path) -> Figures:
    """Measure the dashboard on the events in a browser of its own."""
    one, figures = Ours(), Figures()
    with tempfile.TemporaryDirectory() as home:
        try:
            url = one.start(events, Path(home), 365)
            with browser.chromium() as context:
                page = context.new_page()
                page.add_init_script(READY)
                page.goto(url, wait_until="commit")
                one.wait_painted(page)
                page.wait_for_timeout(2000)
                _fill(one, page, figures)
        finally:
            one.stop()
    return figures


def _fill(one: Ours, page: Page, figures: Figures) -> None:
    for name, days, dots in (
        ("a year in view", 365, "auto"),
        ("everything in view", ALL_DAYS, "auto"),
        ("everything as dots", ALL_DAYS, "shapes"),
        ("everything in density", ALL_DAYS, "density"),
    ):
        figures.frames[name] = median(page.evaluate(FRAME, [days, dots]))
    page.evaluate("(days) => { globalThis.benchDays = days; }", ALL_DAYS)
    figures.fps_density = one.play(page, 3)
    picks = page.evaluate(PICK)
    figures.pick, figures.pick_worst = median(picks), max(picks)
    figures.bytes_a_step = _bytes_a_step(one, page)
    figures.reload = median(_reloads(one, page))
    figures.filtered = median(_filters(page))


def _bytes_a_step(one: Ours, page: Page) -> float:
    """Return what a step transfers, without what an open page hears anyway in the same time."""
    page.wait_for_timeout(2000)
    received = browser.Bytes(page)
    page.wait_for_timeout(1000 * PLAY_S)
    at_rest = received.total
    page.evaluate("() => { globalThis.benchDays = 365; }")
    rate = one.play(page, PLAY_S)
    received.stop()
    return max(0, received.total - 2 * at_rest) / (rate * PLAY_S)


def _reloads(one: Ours, page: Page) -> Iterator[float]:
    for _ in range(ROUNDS):
        page.reload(wait_until="commit")
        one.wait_painted(page)
        page.wait_for_function("() => globalThis.benchReady")
        yield float(page.evaluate("() => globalThis.benchReady"))
        page.wait_for_timeout(1000)


def _filters(page: Page) -> Iterator[float]:
    """Choose one type after the other and time each from the press to the painted map."""
    for _ in range(ROUNDS):
        page.get_by_role("button", name="Type", exact=True).click()
        option = page.get_by_role("option").first
        option.wait_for()
        page.wait_for_timeout(500)
        page.evaluate(f"() => {{ globalThis.benchFilter = ({FILTERED})(); }}")
        option.click()
        yield float(page.evaluate("() => globalThis.benchFilter"))
        page.keyboard.press("Escape")
        page.wait_for_timeout(1000)
