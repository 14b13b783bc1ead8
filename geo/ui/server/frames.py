"""Pages of others that show the map in a frame: who may, and the address that asks for it."""

from __future__ import annotations

import logging
import os
import re
from functools import cache

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SETTING = "DATELINE_FRAME_ANCESTORS"
OURSELVES = "'self'"
# What CSP allows here: https://www.w3.org/TR/CSP3/#directive-frame-ancestors
_HOST = r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]"
_SOURCE = re.compile(rf"'self'|'none'|https?:|(https?://)?({_HOST})(:(\d+|\*))?", re.IGNORECASE)
_EMBED = re.compile(r"(^|&)embed=1(?=&|$)")


@cache
def frame_ancestors() -> tuple[str, ...]:
    """Return who may show these pages in a frame: `DATELINE_FRAME_ANCESTORS`, else ourselves.

    The setting lists addresses such as `https://example.org`, with spaces between them. Where
    one of them cannot be read, the log says so and nobody else may.
    """
    asked = os.environ.get(SETTING, "").split()
    wrong = [each for each in asked if not _SOURCE.fullmatch(each)]
    if "'none'" in asked and len(asked) > 1:
        wrong.append("'none'")
    if wrong:
        logging.getLogger(__name__).warning(
            "%s=%s: %s is no address of a page such as https://example.org, 'self' or 'none' "
            "alone, so only pages of this server may frame Dateline",
            SETTING,
            " ".join(asked),
            " and ".join(map(repr, wrong)),
        )
    return tuple(asked) if asked and not wrong else (OURSELVES,)


def frame_options() -> str | None:
    """Return the older header that says the same, None where it cannot say it."""
    return {OURSELVES: "SAMEORIGIN", "'none'": "DENY"}.get(" ".join(frame_ancestors()))


class EmbedAddress:
    """Sends `?embed=1` on to `?embed=true`, the spelling for which Streamlit drops its frame."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for pages that are asked for by the short spelling."""
        query = scope["query_string"].decode("latin-1") if scope["type"] == "http" else ""
        spelled = _EMBED.sub(r"\1embed=true", query)
        if spelled == query:
            await self._app(scope, receive, send)
            return
        # The query alone: it leads to no other host, and whatever path a proxy gave us stays.
        await RedirectResponse(f"?{spelled}")(scope, receive, send)
