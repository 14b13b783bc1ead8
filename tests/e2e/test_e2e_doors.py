"""A real server answers to its own name and pages alone, and a real browser still works."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from geo.ui.server import app_routes as served
from tests.e2e.conftest import serving
from tests.e2e.test_e2e_share import other_site

STREAM = "/_stcore/stream"
UPLOAD = "/_stcore/upload_file/session/file"
UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="),
)
Answer = tuple[int, dict[str, str], bytes]


def ask(url: str, path: str, *headers: tuple[str, str], method: str = "GET") -> Answer:
    """Send exactly these headers, and return status, headers and body."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for pair in headers:
            connection.putheader(*pair)
        connection.endheaders()
        answer = connection.getresponse()
        body = b"" if answer.status == 101 else answer.read()
        return answer.status, {name.lower(): value for name, value in answer.headers.items()}, body
    finally:
        connection.close()


def stream(url: str, host: str, *origins: str) -> int:
    """Ask for the websocket and return the status."""
    named = [("Origin", origin) for origin in origins]
    return ask(url, STREAM, ("Host", host), *UPGRADE, *named)[0]


@pytest.fixture(scope="module")
def paths(server: str, browser: Any) -> Iterator[list[tuple[str, str]]]:
    """Methods and paths of every kind of route, once a first visit made the events' file."""
    page = browser.new_page()
    page.goto(server)
    page.wait_for_selector(".dateline-explorer[data-ready='true']", timeout=30_000)
    columns = page.evaluate(
        "performance.getEntriesByType('resource').map(e => new URL(e.name).pathname)"
        ".find(path => path.includes('/columns/'))"
    )
    urls = served.urls()
    got = ["/", "/reports", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", columns]
    got += ["/" + urls["assets"] + "page/main.js", "/" + urls["basemap"] + "world.bin"]
    puts = [("PUT", UPLOAD), ("DELETE", UPLOAD), ("OPTIONS", UPLOAD)]
    yield [*(("GET", path) for path in got), *puts]
    page.close()


def bad_hosts(url: str) -> list[list[tuple[str, str]]]:
    own = urlsplit(url).netloc
    port = urlsplit(url).port or 0
    return [
        [("Host", "evil.example")],
        [("Host", f"evil.example:{port}")],
        [("Host", f"evil.example:{port}"), ("Origin", f"http://evil.example:{port}")],
        [("Host", f"127.0.0.1:{port + 1}")],
        [("Host", f"0.0.0.0:{port}")],
        [("Host", f"evil@{own}")],
        [("Host", own), ("Host", "evil.example")],
        [],
    ]


def test_no_route_answers_to_another_host(server: str, paths: list[tuple[str, str]]) -> None:
    for headers in bad_hosts(server):
        for method, path in paths:
            status, sent, body = ask(server, path, *headers, method=method)
            assert status in (400, 421), (headers, method, path)
            assert sent["content-type"].startswith("text/plain")
            assert "link" not in sent and len(body) < 400
        assert ask(server, STREAM, *headers, *UPGRADE)[0] in (400, 403)


def test_no_route_answers_to_a_page_of_another_origin(
    server: str, paths: list[tuple[str, str]]
) -> None:
    own = urlsplit(server).netloc
    port = (urlsplit(server).port or 0) + 1
    for origin in (
        f"http://127.0.0.1:{port}",
        f"http://localhost:{port}",
        "null",
        f"https://{own}",
    ):
        for method, path in paths:
            status, sent, _ = ask(server, path, ("Host", own), ("Origin", origin), method=method)
            assert status == 403, (origin, method, path)
            assert "access-control-allow-origin" not in sent
        assert stream(server, own, origin) == 403
    assert stream(server, own) == 403
    assert stream(server, own, server, server) in (400, 403)
    assert stream(server, own, server) == 101


def test_own_pages_get_what_they_ask_for(server: str, paths: list[tuple[str, str]]) -> None:
    own = urlsplit(server).netloc
    for method, path in paths:
        status, sent, _ = ask(server, path, ("Host", own), ("Origin", server), method=method)
        # Without a token nothing may be uploaded, even by a page of ours.
        expected = {"PUT": 403, "DELETE": 403, "OPTIONS": 204}.get(method, 200)
        assert status == (404 if path.endswith("/metrics") else expected), (method, path)
        if status == 200:
            assert sent["cross-origin-resource-policy"] == "same-origin"
    _, _, config = ask(server, "/_stcore/host-config", ("Host", own))
    assert b'"allowedOrigins":[]' in config


@pytest.mark.parametrize(
    "path", ["metrics", "metrics/", "metrics%0a", "m%65trics", "./metrics", "/metrics", "METRICS"]
)
def test_there_are_no_metrics(server: str, path: str) -> None:
    assert ask(server, f"/_stcore/{path}", ("Host", urlsplit(server).netloc))[0] == 404


TRIES = """async ([url, columns]) => {
    const ws = await new Promise(done => {
        const socket = new WebSocket(url.replace('http', 'ws') + '/_stcore/stream', ['streamlit'])
        socket.onopen = () => done('opened')
        socket.onclose = () => done('closed')
    })
    const image = await fetch(url + columns, {mode: 'no-cors'}).then(() => 'read', () => 'failed')
    return [ws, image]
}"""


def test_a_page_of_another_port_reads_nothing_in_a_real_browser(
    server: str, paths: list[tuple[str, str]], tmp_path: Path, visit: Callable[..., Any]
) -> None:
    columns = next(path for _, path in paths if "/columns/" in path)
    with other_site(tmp_path, "<!doctype html><p>Not ours</p>") as site:
        page: Page = visit().context.new_page()
        page.goto(site)
        assert page.evaluate(TRIES, [server, columns]) == ["closed", "failed"]


def test_a_host_of_the_setting_is_answered(tmp_path: Path) -> None:
    with serving(tmp_path, DATELINE_ALLOWED_HOSTS="maps.example") as url:
        assert ask(url, "/", ("Host", "maps.example"))[0] == 200
        assert stream(url, "maps.example", "https://maps.example") == 101
        assert stream(url, "maps.example", "http://maps.example") == 101
        assert stream(url, "maps.example", "https://evil.example") == 403
        assert stream(url, "maps.example", url) == 403
        assert ask(url, "/", ("Host", "evil.example"))[0] == 421
        assert stream(url, urlsplit(url).netloc, url) == 101
