"""What the routes answer, asked as an ASGI server asks."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pytest
from starlette.applications import Starlette

from geo.draw.web import assets
from geo.ui.server import app_routes as server

APP = Starlette(routes=list(server.routes()), middleware=list(server.middleware()))


def get(path, method="GET", query="", **headers):
    """Return status, headers and body of a request, without a network."""
    sent = []
    named = {"host": "127.0.0.1", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in named.items()]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": raw,
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser tests leave an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(APP(scope, receive, send))).result()
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:])


def columns_url(data):
    return "/" + server.column_url(server.publish(data))


def test_a_column_file_is_served_for_ever_under_its_hash():
    status, headers, body = get(columns_url(b"x" * 2000))
    assert status == 200
    assert body == b"x" * 2000
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"
    assert "content-encoding" not in headers


@pytest.mark.parametrize("accepted", ["gzip", "br, gzip;q=0.5", "deflate, GZIP"])
def test_gzip_where_it_is_taken(accepted):
    _, headers, body = get(columns_url(b"y" * 2000), accept_encoding=accepted)
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == b"y" * 2000
    assert headers["vary"].lower() == "accept-encoding"


@pytest.mark.parametrize("accepted", ["gzip, deflate, br, zstd", "zstd;q=0.8"])
def test_zstandard_where_it_is_taken(accepted):
    _, headers, body = get(columns_url(b"w" * 2000), accept_encoding=accepted)
    assert headers["content-encoding"] == "zstd"
    assert pa.Codec("zstd").decompress(body, 2000, asbytes=True) == b"w" * 2000


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0"])
def test_no_gzip_where_it_is_refused(accepted):
    _, headers, body = get(columns_url(b"z" * 2000), accept_encoding=accepted)
    assert "content-encoding" not in headers
    assert body == b"z" * 2000


def test_a_known_etag_is_answered_without_a_body():
    path = columns_url(b"etag")
    tag = get(path)[1]["etag"]
    for value in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        status, _, body = get(path, if_none_match=value)
        assert (status, body) == (304, b"")
    assert get(path, if_none_match='"other"')[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/dateline/columns/0123456789abcdef0123456789abcdef",
        "/dateline/words/../columns/x",
        f"/dateline/assets/{'0' * 32}/page/main.js",
        f"/dateline/assets/{assets.files()[0]}/../../../../etc/passwd",
        f"/dateline/assets/{assets.files()[0]}/nothing.js",
        f"/{server.urls()['basemap']}XX.bin",
        f"/{server.urls()['basemap']}world",
        f"/dateline/basemap/{'0' * 32}/world.bin",
    ],
)
def test_wrong_hashes_and_names_are_not_found_nor_kept(path):
    status, headers, _ = get(path)
    assert status == 404
    assert headers.get("cache-control", "no-store") == "no-store"


def test_only_the_newest_column_files_are_kept_and_words_do_not_count():
    first = server.publish(b"first")
    words = [server.publish_words(b"%d" % number) for number in range(10)]
    assert server.is_published(first)
    for number in range(4):
        server.publish(b"later %d" % number)
    assert not server.is_published(first)
    assert get("/" + server.words_url(words[0]))[2] == b"0"


def test_assets_carry_their_types_and_a_shared_hash():
    base = "/" + server.urls()["assets"]
    for name, kind in (("page/main.js", "text/javascript"), ("leaflet.css", "text/css")):
        status, headers, body = get(base + name)
        assert status == 200
        assert headers["content-type"].startswith(kind)
        assert body
    assert get(base + "images/layers.png")[1]["content-type"] == "image/png"


def test_a_country_comes_with_a_header_of_its_provinces():
    status, _, body = get("/" + server.urls()["basemap"] + "SY.bin")
    assert status == 200
    assert body[:4] == b"DTB1"
    assert b'"SY-HM"' in body


def test_every_answer_is_safe():
    _, headers, _ = get("/nowhere")
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert "unsafe" not in policy["script-src"]
    assert policy["script-src"].startswith("'self' 'sha256-")
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert not any("http" in rule for rule in policy.values())
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_names_what_its_map_will_ask_for():
    sha = server.publish(b"events to come")
    server.expect(None, sha)
    server.expect(3, server.publish(b"as they were"))
    named = get("/")[1]["link"]
    assert f"<{server.column_url(sha)}>; rel=preload; as=fetch; crossorigin" in named
    assert "/world.bin>; rel=preload" in named
    assert server.column_url(server.publish(b"as they were")) in get("/", query="rev=3")[1]["link"]
    assert "link" not in get("/", query="rev=4")[1]
    assert "link" not in get("/reports")[1]
    assert get("/", query="rev=%3Cscript%3E&rev=x")[1]["link"] == named


def test_a_column_file_that_is_gone_is_not_named():
    server.expect(None, server.publish(b"soon gone"))
    for number in range(4):
        server.publish(b"newer %d" % number)
    assert "link" not in get("/")[1]
