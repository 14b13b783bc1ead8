"""Who may ask the server, asked as an ASGI server asks."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from geo.ui.server import doors

OWN = "127.0.0.1:8501"
PAGE = "http://127.0.0.1:8501"


async def app(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": []})


def ask(*headers, kind="http", method="GET", path="/", server=("127.0.0.1", 8501), scheme="http"):
    """Return the first message that a request gets; headers are pairs."""
    sent = []
    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "headers": [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "scheme": scheme,
        "server": server,
    }

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(doors.Doors(app)(scope, None, send))).result()
    return sent


def status(*headers, **more):
    return ask(*headers, **more)[0]["status"]


def host_status(host, **more):
    return status(("host", host), **more)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8501",
        "localhost:8501",
        "LOCALHOST:8501",
        "localhost.:8501",
        "[::1]:8501",
        "[0:0:0:0:0:0:0:1]:8501",
    ],
)
def test_names_of_loopback_at_the_own_port_are_answered(host):
    assert host_status(host) == 200


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8501",
        "127.0.0.1",
        "127.0.0.1:",
        "127.0.0.1:8502",
        "127.0.0.1:85010",
        "127.0.0.1:850100",
        "127.0.0.1:8501:8501",
        "127.0.0.1:8501 ",
        "127.0.0.1:8501\n",
        "127.0.0.1:+8501",
        "127.0.0.1:\xb28501",
        "127.0.0.1.evil.example:8501",
        "localhost.evil.example:8501",
        "evil.localhost:8501",
        "localhost..:8501",
        ".localhost:8501",
        "evil@localhost:8501",
        "localhost:8501@evil.example",
        "http://localhost:8501",
        "localhost:8501/",
        "localhost:8501,evil.example",
        "local%68ost:8501",
        "::1:8501",
        "[::1:8501",
        "[::1].:8501",
        "[::2]:8501",
        "[127.0.0.1]:8501",
        "[::1%25lo]:8501",
        "0.0.0.0:8501",
        "[::]:8501",
        "<script>:8501",
    ],
)
def test_other_hosts_are_refused(host):
    assert host_status(host) == 421
    origin = ("origin", f"http://{host}")
    assert ask(("host", host), origin, kind="websocket", scheme="ws")[0]["type"] == (
        "websocket.close"
    )


def test_no_host_and_two_hosts_are_refused():
    assert status() == 421
    assert status(("host", OWN), ("host", OWN)) == 421
    assert status(("Host", OWN), ("host", "evil.example")) == 421


def test_the_refusal_is_one_plain_sentence_that_names_the_setting():
    start, body = ask(("host", "<script>\xe9\x1b" + "x" * 500))
    headers = dict(start["headers"])
    assert headers[b"content-type"].startswith(b"text/plain")
    assert headers[b"x-content-type-options"] == b"nosniff"
    words = body["body"].decode("ascii")
    assert words.startswith("Refused: ") and words.count("\n") == 1 and len(words) < 400
    assert "header Host" in words and doors.SETTING in words and "\\xe9\\x1b" in words


def test_the_web_port_is_not_named():
    for port, host in ((80, "localhost"), (80, "localhost:80"), (443, "[::1]")):
        assert host_status(host, server=("127.0.0.1", port)) == 200
    assert host_status("localhost:8501", server=("127.0.0.1", 80)) == 421


def test_the_address_that_was_reached_is_answered_and_no_other():
    assert host_status("192.0.2.7:8501", server=("192.0.2.7", 8501)) == 200
    assert host_status("[2001:db8::7]:8501", server=("2001:db8:0::7", 8501)) == 200
    assert host_status("192.0.2.8:8501", server=("192.0.2.7", 8501)) == 421
    assert host_status("testserver:8501", server=("testserver", 8501)) == 421


@pytest.mark.parametrize("server", [None, ("/run/dateline", None)])
def test_a_socket_without_a_port_answers_to_the_setting_alone(server, monkeypatch):
    monkeypatch.setenv(doors.SETTING, "maps.example")
    assert host_status("localhost", server=server) == 421
    assert host_status("maps.example", server=server) == 200


@pytest.mark.parametrize(
    ("bound", "host", "answer"),
    [
        ("maps.lan", "maps.lan:8501", 200),
        ("maps.lan", "maps.lan", 421),
        ("maps.lan", "localhost:8501", 200),
        ("0.0.0.0", "0.0.0.0:8501", 421),
        ("0.0.0.0", "evil.example:8501", 421),
        ("::", "[::]:8501", 421),
    ],
)
def test_a_name_that_the_owner_listens_at_is_answered(bound, host, answer, monkeypatch):
    monkeypatch.setattr(doors.streamlit, "get_option", lambda name: bound)
    assert host_status(host) == answer


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_an_origin_is_the_requests_own_host_or_refused(method):
    assert status(("host", OWN), ("origin", PAGE), method=method) == 200
    for wrong in (
        "null",
        "",
        "https://127.0.0.1:8501",
        "http://127.0.0.1:8502",
        "http://127.0.0.1",
        "http://localhost:8501",
        "http://evil.example",
        "http://127.0.0.1:8501/",
        "http://127.0.0.1:8501.evil.example",
        "http://127.0.0.1:8501 http://evil.example",
    ):
        assert status(("host", OWN), ("origin", wrong), method=method) == 403
    assert status(("host", OWN), ("origin", PAGE), ("origin", PAGE), method=method) == 403


def test_a_websocket_says_where_it_comes_from(caplog):
    def opened(*origins):
        pairs = [("origin", origin) for origin in origins]
        first = ask(("host", OWN), *pairs, kind="websocket", scheme="ws", path="/_stcore/stream")
        return first[0]["type"] != "websocket.close"

    assert opened(PAGE)
    assert not caplog.records
    for wrong in (
        (),
        ("null",),
        ("http://127.0.0.1:8502",),
        ("http://evil.example",),
        (PAGE, PAGE),
    ):
        assert not opened(*wrong)
    assert doors.SETTING in caplog.text


def test_the_setting_adds_hosts_by_http_and_https(monkeypatch):
    monkeypatch.setenv(doors.SETTING, "maps.example, Other.Example:8443,[2001:db8::1]:443")
    for host in ("maps.example", "MAPS.example", "maps.example:8501", "other.example:8443"):
        assert host_status(host) == 200
        for scheme in ("http", "https"):
            assert status(("host", host), ("origin", f"{scheme}://{host}"), method="POST") == 200
        assert status(("host", host), ("origin", PAGE), method="POST") == 403
    assert host_status("[2001:db8::1]") == 200
    for host in ("maps.example:8443", "other.example", "www.maps.example", "evil.example"):
        assert host_status(host) == 421
    assert host_status(OWN) == 200


def test_what_the_setting_cannot_mean_is_left_out_and_said(monkeypatch, caplog):
    monkeypatch.setenv(doors.SETTING, "*, https://maps.example ,*.example,,maps.example")
    assert doors.allowed_hosts() == {doors.Host("maps.example", None)}
    assert "'*' and 'https://maps.example' and '*.example' is no host" in caplog.text


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_another_sites_page_may_link_and_frame_but_not_load(site):
    asked = [("host", OWN), ("sec-fetch-site", site)]
    assert status(*asked, ("sec-fetch-mode", "navigate")) == 200
    for mode in ("no-cors", "cors", "same-origin"):
        assert status(*asked, ("sec-fetch-mode", mode)) == 403
    assert status(*asked) == 403
    for own in ("same-origin", "none"):
        assert status(("host", OWN), ("sec-fetch-site", own), ("sec-fetch-mode", "cors")) == 200


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "/_stcore/metrics\n",
        "//_stcore//metrics",
        "/_STCORE/Metrics",
        "/_stcore/./x/../metrics",
        "/_stcore\\metrics",
        "/base/_stcore/metrics",
    ],
)
def test_there_is_no_metrics_endpoint(path):
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        assert host_status(OWN, path=path, method=method) == 404


def test_what_is_no_request_passes():
    assert ask(kind="lifespan")[0]["status"] == 200
