"""Makes the pictures in the README: the page in light, dark and narrow, and a review."""

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

from playwright.sync_api import Browser, FilePayload, sync_playwright

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
# Two reports of our own for the picture of the Reports page.
REPORTS = {
    "souran.txt": """Rebels take a town north of Hama

Published on 24 March 2017

Rebel fighters captured the town of Souran in northern Hama province on Tuesday, a monitoring \
group said. On Thursday air strikes hit Khan Sheikhoun in Idlib province, killing at least seven \
civilians, rescue workers said. The army denied that its aircraft had struck the town.

Some 40,000 people have left the countryside of Hama since the offensive began earlier this \
month, the United Nations said. Talks between the two sides are to resume in Geneva next week.

Share this article
""",
    "idlib.txt": """Protest over aid in the north

By Karim Haddad, 25 March 2017

Hundreds of people protested in Idlib city on Friday to demand aid, activists said.

2 comments

Omar says:
What about Grozny? They killed thousands there in 1995.
""",
}


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
    page.wait_for_selector(".dateline-explorer[data-ready='true']", timeout=60_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=PICTURES / f"{name}.png", full_page=full)
    context.close()


def shoot_review(browser: Browser, url: str) -> None:
    """Save the picture of two dropped reports that wait to be reviewed."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{url}/reports")
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
        for name, text in REPORTS.items()
    ]
    page.locator("input[type=file]").first.set_input_files(files)
    page.wait_for_selector(".dlr[data-ready='true']", timeout=120_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=PICTURES / "page-reports.png")
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
        shoot_review(browser, url)
        browser.close()


if __name__ == "__main__":
    main()
