"""The contenders themselves."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route
from xstatic.pkg import leaflet

from bench.map import pages
from bench.map.contender import PATIENCE_S, STEP_DAYS, Contender, InPage, Rerun, Server, step_on

ROOT = Path(__file__).parents[2]
EXPLORER = "document.querySelector('.dateline-explorer').explorer"


class Ours(InPage):
    """The dashboard itself: app.py on the events, nothing left out of the page."""

    name = "Dateline"
    largest = 100_000_000
    move = f"""(k) => {{
      const {{ scene }} = {EXPLORER};
      const room = Math.max(1, scene.extent.last - scene.extent.first - benchDays);
      const first = scene.extent.first + (benchDays < room ? ({STEP_DAYS} * k) % room : k % 2);
      scene.setWindow(first, first + benchDays);
    }}"""

    def start(self, events: Path, folder: Path, days: int) -> str:
        """Start the dashboard on the Parquet file."""
        home = folder / "home"
        self._days = days
        self.server = Server(
            ROOT / "app.py",
            folder / "ours.log",
            DATELINE_STORE=str(events),
            DATELINE_HOME=str(home),
        )
        return self.server.url

    def wait_painted(self, page: Page) -> None:
        """Wait for the page's own mark."""
        page.wait_for_selector("[data-ready=true]")
        page.evaluate("(days) => { globalThis.benchDays = days; }", self._days)


class StFolium(Rerun):
    """streamlit-folium: the map is made anew from the slider's window."""

    name = "st_folium"
    script = "st_folium_page.py"
    requires = ("streamlit_folium",)
    largest = 100_000

    def answer(self, route: Route) -> None:
        """Give folium's scripts from the installed Leaflet."""
        answer_leaflet(route)

    def stamp_frame(self, page: Page, number: int) -> Any:
        """Return the marker of the map that carries the step, inside the component's frame."""
        return page.frame_locator("iframe[title*=folium]").last.locator(f".stamp-{number}")


class Pydeck(Rerun):
    """st.pydeck_chart with a ScatterplotLayer."""

    name = "st.pydeck_chart"
    script = "pydeck_page.py"
    requires = ("pydeck",)


class Plotly(Rerun):
    """st.plotly_chart with plotly's scattermap."""

    name = "plotly scattermap"
    script = "plotly_page.py"
    requires = ("plotly",)


class Swiftmap(InPage):
    """swiftmap's self-contained page with a time layer."""

    name = "swiftmap"
    requires = ("swiftmap",)
    steps_all = False  # a window of everything is a single position of its slider
    move = """(k) => {
      const slider = document.querySelector(".swiftmap-time-slider");
      slider.value = k % (Number(slider.max) + 1);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }"""

    def start(self, events: Path, folder: Path, days: int) -> str:
        """Write the page."""
        return pages.swiftmap(events, folder, days).as_uri()

    def play(self, page: Page, seconds: float) -> float:
        """Step on and on: its slider takes every move at once and draws some of them later."""
        steps = int(page.locator(".swiftmap-time-slider").get_attribute("max") or 0)
        # A window of everything is a single position of its slider.
        return step_on(self, page, seconds) if steps else float("nan")

    def wait_painted(self, page: Page) -> None:
        """Wait for the slider, which comes with the layer."""
        page.wait_for_selector(".swiftmap-time-slider", timeout=1000 * PATIENCE_S)


class Timestamped(InPage):
    """folium's TimestampedGeoJson (Leaflet.TimeDimension)."""

    name = "TimestampedGeoJson"
    largest = 1_000_000
    move = """(k) => new Promise((done) => {
      const time = Object.values(globalThis).find((v) => v instanceof L.Map).timeDimension;
      time.once("timeload", done);
      time.setCurrentTimeIndex(20 + (k % (time.getAvailableTimes().length - 21)));
    })"""

    def start(self, events: Path, folder: Path, days: int) -> str:
        """Write the page, with its scripts beside it."""
        self._scripts = npm_scripts(folder)
        return pages.timestamped(events, folder, days).as_uri()

    def wait_painted(self, page: Page) -> None:
        """Wait for the times, then for the first load of them."""
        page.wait_for_function(
            "Object.values(globalThis).some((v) => globalThis.L && v instanceof L.Map "
            "&& v.timeDimension && v.timeDimension.getAvailableTimes().length > 30)",
            timeout=1000 * PATIENCE_S,
        )
        self.step(page, 0)

    def answer(self, route: Route) -> None:
        """Give the plugin's scripts as npm has them."""
        name = route.request.url.rsplit("/", 1)[-1]
        if name in self._scripts:
            route.fulfill(body=self._scripts[name].read_bytes())
        else:
            answer_leaflet(route)


def answer_leaflet(route: Route) -> None:
    """Answer Leaflet's own files from the installed package, others with nothing."""
    file = Path(leaflet.BASE_DIR) / route.request.url.rsplit("/", 1)[-1]
    if file.is_file():
        route.fulfill(body=file.read_bytes())
    else:
        route.fulfill(body="")


NPM = {
    "leaflet.timedimension.min.js": "leaflet-timedimension@1.1.1/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": (
        "leaflet-timedimension@1.1.1/dist/leaflet.timedimension.control.css"
    ),
    "jquery.min.js": "jquery@3.7.1/dist/jquery.min.js",
    "iso8601.min.js": "iso8601-js-period@0.2.1/iso8601.js",
    "moment.min.js": "moment@2.18.1/min/moment.min.js",
}


def npm_scripts(folder: Path) -> dict[str, Path]:
    """Fetch the scripts that folium would load from outside, once, with npm."""
    modules = folder / "npm"
    packages = {path.split("/")[0] for path in NPM.values()}
    if not (modules / "node_modules").exists():
        modules.mkdir(exist_ok=True)
        command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", *packages]
        subprocess.run(command, cwd=modules, check=True, capture_output=True)
    found = {}
    for name, path in NPM.items():
        package, inside = path.split("/", 1)
        found[name] = modules / "node_modules" / package.split("@")[0] / inside
    return found


ALL: tuple[type[Contender], ...] = (Ours, StFolium, Pydeck, Plotly, Timestamped, Swiftmap)
