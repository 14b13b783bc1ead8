"""Time and size of every format, beside what folium itself offers for the same events.

python -m bench.share 100 10000 100000

Events are those of bench/synthetic.py in a Parquet file. The first picture is made and thrown
away, since it loads fonts and polygons. folium draws a CircleMarker per event on the same
Leaflet, taken from disk; its `_to_png` is given a driver that steers the same Chromium, and its
fixed waiting time is left out. Seconds are of the wall clock; `cpu` is what this process used,
which for `_to_png` leaves out the browser.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import folium
from playwright.sync_api import Page, sync_playwright
from xstatic.pkg import leaflet

from bench.synthetic import reports, synthetic
from geo.model.timespan import day_of
from geo.model.view import View
from geo.share.export import FORMATS, export
from geo.share.page.html_page import page
from geo.share.pictures.film import Clock, film
from geo.share.pictures.periods import By
from geo.share.pictures.snapshot import picture, series
from geo.store.opening import open_table
from geo.store.parquet_table import write_parquet
from geo.store.table import EventTable

SIZES = (100, 10_000, 100_000)
MOST_TO_PNG = 20_000  # beyond it, Chromium draws a circle element per event for minutes
LEAFLET = Path(leaflet.BASE_DIR)


class LocalMap(folium.Map):
    """folium's map with its own Leaflet from disk, so that it needs no network either."""

    default_js = [("leaflet", (LEAFLET / "leaflet.js").as_uri())]  # noqa: RUF012
    default_css = [("leaflet_css", (LEAFLET / "leaflet.css").as_uri())]  # noqa: RUF012


class Driver:
    """As much of a Selenium driver as folium's `_to_png` uses, on Playwright."""

    def __init__(self, tab: Page) -> None:
        self._tab = tab

    def fullscreen_window(self) -> None:
        """Do nothing: the size of the tab is set."""

    def get(self, address: str) -> None:
        """Open a page and wait until it has loaded."""
        self._tab.goto(address, wait_until="load", timeout=600_000)

    def find_element(self, by: str, name: str) -> Driver:
        """Return the map's element, which is the only one asked for."""
        return self

    @property
    def screenshot_as_png(self) -> bytes:
        """A picture of the map."""
        return self._tab.locator(".folium-map").screenshot(timeout=600_000)

    def quit(self) -> None:
        """Close the tab."""
        self._tab.close()


def ours(table: EventTable) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield each format's name and what makes it."""
    view = View()
    for form in FORMATS:
        yield f"export {form}", lambda form=form: b"".join(export(table, view, form))
    for form in ("png", "svg", "pdf"):
        yield form, lambda form=form: picture(table, view, form)
    yield "series province, png", lambda: series(table, _narrow(table), By.PROVINCE, "png")
    yield "html", lambda: page(table, view)
    films = ["gif", *(["mp4"] if shutil.which("ffmpeg") else [])]
    for form in films:
        yield (
            f"{form}, 12 frames",
            lambda form=form: film(table, _year(table), form, Clock.HAPPENED),
        )


def _narrow(table: EventTable) -> View:
    """Return a View of the few provinces that a sheet of small maps holds."""
    return View(provinces=tuple(row["iso"] for row in table.columns.vocabulary.province[:20]))


def _year(table: EventTable) -> View:
    year = day_of(int(table.columns.first[table.columns.drawn // 2])).year
    first = day_of(int(table.columns.first[0])).replace(year=year, month=1, day=1)
    return View(first=first, last=first.replace(month=12, day=31), containment=True)


def folium_map(table: EventTable) -> LocalMap:
    """Return folium's map of the same events, a CircleMarker each."""
    chart = LocalMap(location=[20, 30], zoom_start=3, tiles=None)
    columns = table.columns
    for row in range(columns.drawn):
        at = (float(columns.lat[row]), float(columns.lon[row]))
        folium.CircleMarker(at, radius=4).add_to(chart)
    return chart


def beside(table: EventTable, tab: Page) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Yield what folium offers, by name."""

    def save() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "map.html"
            folium_map(table).save(str(path))
            return path.read_bytes()

    yield "folium save(), html", save
    if table.columns.drawn <= MOST_TO_PNG:
        yield "folium _to_png, png", lambda: folium_map(table)._to_png(delay=0, driver=Driver(tab))


def measure(make: Callable[[], bytes]) -> tuple[float, float, int]:
    """Return seconds, processor seconds and bytes."""
    start, busy = time.perf_counter(), time.process_time()
    data = make()
    return time.perf_counter() - start, time.process_time() - busy, len(data)


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("sizes", type=int, nargs="*", default=SIZES)
    sizes = parser.parse_args().sizes
    if not find_spec("selenium"):
        print("selenium is not installed: folium's _to_png gets a driver made on Playwright.\n")
    print("| events | format | seconds | cpu | kB |\n|---:|---|---:|---:|---:|")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for size in sizes:
            _report(size, _table(size, Path(folder)), chromium)
        chromium.close()


def _table(size: int, folder: Path) -> EventTable:
    path = folder / f"{size}.parquet"
    write_parquet(synthetic(size), reports(), path)
    table = open_table(str(path))
    picture(table, View(), "png")
    return table


def _report(size: int, table: EventTable, chromium: Any) -> None:
    tab = chromium.new_page(viewport={"width": 1600, "height": 1000})
    for name, make in [*ours(table), *beside(table, tab)]:
        seconds, busy, count = measure(make)
        row = f"| {size:,} | {name} | {seconds:.2f} | {busy:.2f} | {count / 1000:,.0f} |"
        print(row, flush=True)


if __name__ == "__main__":
    main()
