"""Tells browsers what the map page will ask for, while Streamlit's own program still starts."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from geo.model.address import decode

REVISION = "rev"

Wanted = Callable[[int | None], tuple[str, ...]]


class EarlyLinks:
    """Adds a `Link` header to the map page, for the data of the revision in its address.

    A browser then loads the events before the program that draws them asks for them
    (https://html.spec.whatwg.org/multipage/links.html#link-type-preload). `path` is the page's
    own, and `wanted` gives addresses relative to it for a revision, None the newest.
    """

    def __init__(self, app: ASGIApp, path: str, wanted: Wanted) -> None:
        self._app, self._path, self._wanted = app, path, wanted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, with the header added to the page."""
        if scope["type"] != "http" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        header = self._header(scope["query_string"].decode("latin-1"))

        async def send_with_links(message: Message) -> None:
            if message["type"] == "http.response.start" and header:
                message["headers"] = [*message["headers"], (b"link", header.encode("ascii"))]
            await send(message)

        await self._app(scope, receive, send_with_links)

    def _header(self, query: str) -> str:
        asked = decode({REVISION: parse_qs(query).get(REVISION, [])})[0].revision
        # What loads it is fetch(), whose mode and credentials the attributes have to match.
        return ", ".join(
            f"<{address}>; rel=preload; as=fetch; crossorigin" for address in self._wanted(asked)
        )
