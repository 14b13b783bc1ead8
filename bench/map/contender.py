"""What every contender must be able to do: show events, and move the window by a step."""

from __future__ import annotations

import importlib.util
import os
import socket
import subprocess
import sys
import time
import urllib.request
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

from bench.map.browser import FRAMES

APPS = Path(__file__).parent / "apps"
PATIENCE_S = int(os.environ.get("BENCH_PATIENCE", "120"))
STEP_DAYS = 7
# The map's canvases, small and one below the other, as a text: whether anything was drawn.
PICTURE = """() => {
  const all = [...document.querySelectorAll("canvas")];
  const drawn = all.filter((c) => c.width > 400 && c.height > 300);
  const small = new OffscreenCanvas(320, 200 * Math.max(1, drawn.length));
  const context = small.getContext("2d", { willReadFrequently: true });
  drawn.forEach((canvas, k) => context.drawImage(canvas, 0, 200 * k, 320, 200));
  return context.getImageData(0, 0, small.width, small.height).data.join();
}"""


class Contender(ABC):
    """One way to show events on a map with a time window.

    Attributes
    ----------
    name : str
        As the table names it.
    largest : int
        Where there is no point in trying more events.
    steps_all : bool
        Whether a window of everything can be moved.
    requires : tuple of str
        Modules it needs beside Dateline's own; `bench/requirements.txt` installs them.
    """

    name = ""
    steps_all = True
    largest = 10_000_000
    requires: tuple[str, ...] = ()
    server: Server | None = None

    @classmethod
    def missing(cls) -> str:
        """Return in one sentence which required modules are not installed; empty for none."""
        names = [name for name in cls.requires if importlib.util.find_spec(name) is None]
        if not names:
            return ""
        return f"needs {', '.join(names)}: pip install -r bench/requirements.txt"

    @abstractmethod
    def start(self, events: Path, folder: Path, days: int) -> str:
        """Get ready for a window of some days and return the address to open."""

    @abstractmethod
    def wait_painted(self, page: Page) -> None:
        """Return once the first picture with events is on the screen."""

    @abstractmethod
    def step(self, page: Page, number: int) -> float:
        """Move the window by a week and return the milliseconds until it is painted."""

    @abstractmethod
    def play(self, page: Page, seconds: float) -> float:
        """Move the window as fast as it goes and return the pictures per second."""

    def answer(self, route: Route) -> None:
        """Answer a request that would leave this machine; most are refused."""
        route.abort()

    def stop(self) -> None:
        """End whatever was started."""
        if self.server:
            self.server.stop()


class InPage(Contender):
    """A contender that moves its window in the browser: `move` is JavaScript of a step k."""

    move = ""

    def step(self, page: Page, number: int) -> float:
        """Time one move up to the frame after the picture changed, two frames at least."""
        script = f"""async (k) => {{
          const before = ({PICTURE})();
          const began = performance.now();
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          await ({self.move})(k);
          await frame();
          while (({PICTURE})() === before && performance.now() - began < 5000) await frame();
          await frame();
          return performance.now() - began;
        }}"""
        return float(page.evaluate(script, number))

    def play(self, page: Page, seconds: float) -> float:
        """Move once per frame for some seconds."""
        script = f"""async (seconds) => {{
          const began = performance.now();
          let k = 0;
          while (performance.now() - began < 1000 * seconds) {{
            await ({self.move})(k++);
            await new Promise((done) => requestAnimationFrame(done));
          }}
          return (1000 * k) / (performance.now() - began);
        }}"""
        return float(page.evaluate(script, seconds))


def step_on(contender: Contender, page: Page, seconds: float) -> float:
    """Step on and on for some seconds, each step painted; return the steps per second."""
    began = time.perf_counter()
    steps = 0
    while steps == 0 or time.perf_counter() - began < seconds:
        contender.step(page, steps + 1)
        steps += 1
    return steps / (time.perf_counter() - began)


class Server:
    """A Streamlit server on a free port of the loopback address."""

    def __init__(self, script: Path, log: Path, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        options = {"address": "127.0.0.1", "port": str(self.port), "headless": "true"}
        command = [sys.executable, "-m", "streamlit", "run", str(script)]
        command += [f"--server.{key}={value}" for key, value in options.items()]
        command += ["--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
        root = str(Path(__file__).parents[2])
        variables = os.environ | {"PYTHONPATH": root} | environment
        with log.open("w") as out:
            self._process = subprocess.Popen(command, env=variables, stdout=out, stderr=out)
        self.url = f"http://127.0.0.1:{self.port}/"
        self._wait()

    def _wait(self) -> None:
        for _ in range(600):
            try:
                urllib.request.urlopen(self.url + "_stcore/health", timeout=1)
                return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the Streamlit server did not start")

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        self._process.wait()


class Rerun(Contender):
    """A Streamlit page whose slider runs the script again; the page shows a stamp when done."""

    script = ""

    def start(self, events: Path, folder: Path, days: int) -> str:
        """Start the script on the events."""
        self.server = Server(
            APPS / self.script,
            folder / f"{self.script}.log",
            BENCH_EVENTS=str(events),
            BENCH_DAYS=str(days),
        )
        return self.server.url

    def wait_painted(self, page: Page) -> None:
        """Wait for the first stamp."""
        self._wait_stamp(page, 0)

    def step(self, page: Page, number: int) -> float:
        """Press the arrow key on the slider and wait for the stamp of the new window."""
        slider = page.get_by_role("slider").first
        slider.focus()
        began = time.perf_counter()
        before = int(slider.get_attribute("aria-valuenow") or slider.input_value())
        page.keyboard.press("ArrowRight")
        self._wait_stamp(page, before + 1)
        return 1000 * (time.perf_counter() - began)

    def play(self, page: Page, seconds: float) -> float:
        """Step on and on for some seconds, one step at least."""
        return step_on(self, page, seconds)

    def _wait_stamp(self, page: Page, number: int) -> None:
        self.stamp_frame(page, number).wait_for(state="attached", timeout=1000 * PATIENCE_S)
        page.evaluate(FRAMES)

    def stamp_frame(self, page: Page, number: int) -> Any:
        """Return the locator of the stamp of a step."""
        return page.get_by_text(f"stamp-{number}-", exact=True)
