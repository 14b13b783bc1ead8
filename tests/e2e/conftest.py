"""A real server on loopback and real pages in Chromium, watched for requests that leave."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.servers import free_port, wait_until_healthy

ROOT = Path(__file__).resolve().parents[2]
LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "::1"}
expect.set_options(timeout=20_000)


def start_server(home: Path, **settings: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the dashboard as a user does, with a data directory; gives its process and address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    environment = os.environ | {"DATELINE_HOME": str(home)} | settings
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
    return process, f"http://127.0.0.1:{port}"


@contextmanager
def serving(home: Path, **settings: str) -> Iterator[str]:
    """Run the dashboard with a data directory; gives its address once it answers."""
    process, url = start_server(home, **settings)
    try:
        wait_until_healthy(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard with an empty data directory, for tests that change nothing in it."""
    with serving(tmp_path_factory.mktemp("home")) as url:
        yield url


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A dashboard of the test's own: its address and its data directory."""
    with serving(tmp_path) as url:
        yield url, tmp_path


class Visit:
    """One browser context: what it asked for and what went wrong in it."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.outside: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._note)

    def _note(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname not in LOOPBACK:
            self.outside.append(request.url)

    def open(self, url: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: line.type == "error" and self.errors.append(line.text))
        page.goto(url)
        page.wait_for_selector(".dateline-explorer[data-ready='true']", timeout=30_000)
        return page


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Makes a new browser context; at the end no request may have left loopback."""
    made: list[Visit] = []

    def make(**options: object) -> Visit:
        size = {"width": 1280, "height": 820}
        made.append(Visit(browser.new_context(**{"viewport": size, **options})))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for each in made:
        each.context.close()
    assert [each.outside for each in made if each.outside] == []
