"""Makes the pictures of the page in the README: light, dark, narrow, and one event's card."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
WIDE, NARROW = {"width": 1280, "height": 820}, {"width": 360, "height": 780}
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def dashboard() -> Iterator[str]:
    """Run the dashboard on a free port with an empty data directory; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"DATELINE_HOME": home}
        process = subprocess.Popen(
            [*command, "--server.headless=true"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait(url)
            yield url
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(url: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"The dashboard did not start within {seconds:.0f} s")


def shoot(
    browser: Browser, url: str, name: str, *, dark: bool, size: dict[str, int], full: bool = False
) -> None:
    """Save one picture of an address, once the map is painted and at rest."""
    context = browser.new_context(viewport=size, color_scheme="dark" if dark else "light")
    page = context.new_page()
    page.goto(url)
    page.wait_for_selector(".dateline-explorer[data-ready='true'], .stExpander", timeout=60_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full)
    context.close()


def main() -> None:
    """Make all pictures; `python scripts/screenshots.py [ADDRESS]` uses a running dashboard."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium")
    if not chromium:
        raise SystemExit("The pictures need Chromium: on Debian, apt-get install chromium")
    hama = urlencode({"province": "SY-HM", "from": "2017-03-01", "to": "2017-04-01"})
    with dashboard() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        shoot(browser, url, "page-light", dark=False, size=WIDE)
        shoot(browser, url, "page-dark", dark=True, size=WIDE)
        shoot(browser, url, "page-narrow", dark=False, size=NARROW, full=True)
        shoot(browser, f"{url}/?{hama}", "page-hama", dark=False, size=WIDE)
        shoot(browser, f"{url}/reports", "reports", dark=False, size=WIDE)
        browser.close()


if __name__ == "__main__":
    main()
