"""What the server answers beside Streamlit's own pages: content under its hash, and safe headers.

Every address names the content's hash, so a browser may keep the answer for ever and an old
address never shows new data.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.draw.basemap import files as basemap
from geo.draw.web import assets
from geo.draw.web.assets import Blob
from geo.ui.server.doors import Doors
from geo.ui.server.frames import EmbedAddress, frame_ancestors, frame_options
from geo.ui.server.preload import EarlyLinks
from geo.ui.server.shelf import PREFIX, Shelf

FOR_EVER = "public, max-age=31536000, immutable"


_columns = Shelf("columns", keep=4)
_words = Shelf("words", keep=64)
_shown: dict[int | None, str] = {}


def publish(data: bytes) -> str:
    """Offer a column file to browsers and return its hash; the newest few are kept."""
    return _columns.put(data)


def is_published(sha: str) -> bool:
    """Say whether a column file is still on offer."""
    return _columns.get(sha) is not None


def expect(revision: int | None, sha: str) -> None:
    """Remember which column file the map shows for a revision in its address, None without one.

    Parameters
    ----------
    revision : int or None
        The revision in the map's address; None for the newest.
    sha : str
        The hash of the column file.
    """
    gone = [key for key, old in tuple(_shown.items()) if not is_published(old)]
    for key in gone:
        _shown.pop(key, None)
    _shown[revision] = sha


def early(revision: int | None) -> tuple[str, ...]:
    """Return the addresses that the map will ask for at a revision; none before its first visit."""
    sha = _shown.get(revision, "")
    return (column_url(sha), urls()["basemap"] + "world.bin") if is_published(sha) else ()


def publish_words(data: bytes) -> str:
    """Offer a bit set of rows that match a word search and return its hash.

    One bit per drawn row, the lowest bit of each byte first.
    """
    return _words.put(data)


def column_url(sha: str) -> str:
    """Return the address of a column file, relative to the root of the app."""
    return _columns.url(sha)


def words_url(sha: str) -> str:
    """Return the address of a word search's bit set, relative to the root of the app."""
    return _words.url(sha)


def urls(columns_sha: str | None = None, words_sha: str | None = None) -> dict[str, str]:
    """Return the addresses that the explorer needs, relative to the root of the app.

    Parameters
    ----------
    columns_sha : str, optional
        The hash of the column file that is shown.
    words_sha : str, optional
        The hash of the bit set of rows that match a word search.
    """
    found = {
        "assets": f"{PREFIX}/assets/{assets.files()[0]}/",
        "basemap": f"{PREFIX}/basemap/{basemap.version()}/",
    }
    if columns_sha:
        found["columns"] = column_url(columns_sha)
    if words_sha:
        found["words"] = words_url(words_sha)
    return found


def page_path() -> str:
    """Return the path of the map page, which all our addresses are relative to."""
    base = str(streamlit.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"


@cache
def routes() -> tuple[Route, ...]:
    """Return the routes for `st.App`."""
    root = page_path() + PREFIX
    shelves = [Route(f"{root}/{s.name}/{{sha}}", _from_shelf(s)) for s in (_columns, _words)]
    return (
        Route(f"{root}/assets/{{sha}}/{{name:path}}", _asset),
        Route(f"{root}/basemap/{{sha}}/{{name}}", _basemap),
        *shelves,
    )


@cache
def middleware() -> tuple[Middleware, ...]:
    """Return the middleware for `st.App`."""
    return (
        Middleware(Doors),
        Middleware(SafeHeaders),
        Middleware(EmbedAddress),
        Middleware(EarlyLinks, path=page_path(), wanted=early),
    )


class SafeHeaders:
    """Adds the security headers to every answer: nothing is loaded from another host."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._headers = [
            (b"content-security-policy", content_security_policy().encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"x-content-type-options", b"nosniff"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]
        if older := frame_options():
            self._headers.append((b"x-frame-options", older.encode()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the headers added."""

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self._headers}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message["headers"] = [*kept, *self._headers]
            await send(message)

        await self._app(scope, receive, send_safely if scope["type"] == "http" else send)


@cache
def content_security_policy() -> str:
    """Return the policy: scripts only from this server, and no other host at all.

    Streamlit's page has one inline script, which is allowed by its hash; its styles are set
    from script, and its widgets use data: and blob: images.
    """
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_bytes()
    inline = re.findall(rb"<script>(.*?)</script>", page, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(text).digest()).decode()}'" for text in inline]
    rules = {
        "default-src": ["'self'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "media-src": ["'self'", "blob:"],
        "worker-src": ["'self'", "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": [*frame_ancestors()],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


async def _asset(request: Request) -> Response:
    sha, files = assets.files()
    found = files.get(request.path_params["name"])
    return await _answer(request, found if request.path_params["sha"] == sha else None)


def _from_shelf(shelf: Shelf) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        return await _answer(request, shelf.get(request.path_params["sha"]))

    return answer


async def _basemap(request: Request) -> Response:
    name = request.path_params["name"]
    if request.path_params["sha"] != basemap.version() or not name.endswith(".bin"):
        return await _answer(request, None)
    return await _answer(request, await run_in_threadpool(_basemap_blob, name[: -len(".bin")]))


@cache
def _basemap_blob(name: str) -> Blob | None:
    data = basemap.file(name)
    return None if data is None else assets.blob(data, ".bin")


_NOT = re.compile(r"\s*q=0(\.0*)?\s*")
# The better first.
_PACKED: dict[str, Callable[[Blob], bytes | None]] = {
    "zstd": lambda blob: blob.zstd,
    "gzip": lambda blob: blob.gzipped,
}


async def _answer(request: Request, found: Blob | None) -> Response:
    if found is None:
        return Response("Not found", status_code=404, headers={"Cache-Control": "no-store"})
    headers = {
        "Cache-Control": FOR_EVER,
        "ETag": f'"{found.sha}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if _has_it(request.headers.get("if-none-match", ""), found.sha):
        return Response(status_code=304, headers=headers)
    body = found.data
    taken = _taken(request.headers.get("accept-encoding", ""))
    for coding, pack in _PACKED.items():
        packed = await run_in_threadpool(pack, found) if coding in taken else None
        if packed is not None:
            body, headers["Content-Encoding"] = packed, coding
            break
    return Response(body, headers=headers, media_type=found.media_type)


def _has_it(if_none_match: str, sha: str) -> bool:
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(",")]
    return sha in tags or "*" in tags


def _taken(accept_encoding: str) -> set[str]:
    """Return the content codings that a client takes."""
    parts = [part.split(";") for part in accept_encoding.lower().split(",")]
    return {part[0].strip() for part in parts if not any(map(_NOT.fullmatch, part[1:]))}
