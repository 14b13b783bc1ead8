"""A headless browser with default flags, and what is measured from outside of the page."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, sync_playwright

FLAGS = ["--no-sandbox", "--no-first-run", "--disable-background-networking"]
SIZE = {"width": 1280, "height": 800}
# Two frames: the first starts the work, the second begins once it is on the screen.
FRAMES = """() => new Promise((done) =>
  requestAnimationFrame(() => requestAnimationFrame(() => done())))"""

# A WebGL canvas is blank to whoever looks at it later, unless it keeps its picture.
KEEP_PICTURE = """
const getContext = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, options) {
  return getContext.call(this, kind, { ...options, preserveDrawingBuffer: true });
};"""


@contextmanager
def chromium() -> Iterator[BrowserContext]:
    """Open a browser with an empty profile on disk, so that its cache is the usual one."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=FLAGS, viewport=SIZE
        )
        context.add_init_script(KEEP_PICTURE)
        context.set_default_timeout(120_000)
        yield context
        context.close()


class Bytes:
    """Counts what a page receives: bodies and headers as sent, and WebSocket messages."""

    def __init__(self, page: Page) -> None:
        self.total = 0
        self._session = session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._framed)

    def stop(self) -> None:
        """Count no more: a browser that is watched hands every body on, which takes its time."""
        self._session.detach()

    def _loaded(self, event: dict[str, Any]) -> None:
        self.total += int(event["encodedDataLength"])

    def _framed(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2
        self.total += len(payload) * 3 // 4 if binary else len(payload)


def memory_mb(page: Page) -> float:
    """Return the resident memory of the browser's largest renderer process, in megabytes."""
    session = page.context.browser.new_browser_cdp_session() if page.context.browser else None
    if session is None:
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable")
        metrics = session.send("Performance.getMetrics")["metrics"]
        return max(m["value"] for m in metrics if m["name"] == "JSHeapUsedSize") / 1e6
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    renderers = [process["id"] for process in processes if process["type"] == "renderer"]
    return max((_resident_mb(number) for number in renderers), default=float("nan"))


def _resident_mb(process: int) -> float:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return float("nan")
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
