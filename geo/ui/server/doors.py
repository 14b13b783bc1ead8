"""Who may ask this server: its own hosts and origins, for pages, files and websockets alike.

A page of another site can make its own name mean this machine (DNS rebinding), and its requests
then look like the server's own pages, but for the host that they name.
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import NamedTuple

import streamlit
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SETTING = "DATELINE_ALLOWED_HOSTS"
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
METRICS = "/_stcore/metrics"
# uri-host [":" port]: https://www.rfc-editor.org/rfc/rfc9110#section-7.2
_HOST = re.compile(
    r"(?:(\[[0-9a-f:.]+\])|([a-z0-9_-]+(?:\.[a-z0-9_-]+)*)\.?)(?::([0-9]{0,5}))?",
    re.ASCII | re.IGNORECASE,
)
_WEB_PORTS = (80, 443)
_WEB_SCHEMES = {"ws": "http", "wss": "https"}
_SAFE_SITES = {"same-origin", "none"}
_POLICY_VIOLATION = 1008
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class Host(NamedTuple):
    """A host as addresses name it: lower case, IPv6 in brackets; no port is the web's own."""

    name: str
    port: int | None


class ClosedDoor(NamedTuple):
    """Why a request is not answered."""

    status: HTTPStatus
    words: str


def read_host(text: str) -> Host | None:
    """Return what a `Host` header or an entry of the setting names.

    Parameters
    ----------
    text
        A name or an address, with or without a port.

    Returns
    -------
    Host or None
        None where the text is anything else, such as an address of a page.
    """
    found = _HOST.fullmatch(text)
    name = _plain_name((found[1] or found[2]).lower()) if found else None
    if found is None or name is None:
        return None
    port = int(found[3]) if found[3] else None
    return Host(name, None if port in _WEB_PORTS else port)


def allowed_hosts() -> frozenset[Host]:
    """Return the hosts that `DATELINE_ALLOWED_HOSTS` adds; the log names what cannot be read."""
    asked = [each.strip() for each in os.environ.get(SETTING, "").split(",")]
    read = {each: read_host(each) for each in asked if each}
    if wrong := [each for each, host in read.items() if host is None]:
        logging.getLogger(__name__).warning(
            "%s: %s is no host such as maps.example or maps.example:8443, so it is left out",
            SETTING,
            " and ".join(map(ascii, wrong)),
        )
    return frozenset(host for host in read.values() if host)


class Doors:
    """Refuses what another site's page asks, before anything else of the app sees it.

    Parameters
    ----------
    app
        What answers the requests that may pass.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._listed = allowed_hosts()
        self._bound = _bound_name(str(streamlit.get_option("server.address") or ""))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, or with the refusal."""
        asked = scope["type"] in ("http", "websocket")
        refused = self._refusal(scope) if asked else None
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            # A page cannot show why its websocket was closed.
            logging.getLogger(__name__).warning("%s", refused.words)
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
        else:
            answer = PlainTextResponse(refused.words + "\n", refused.status, _HEADERS)
            await answer(scope, receive, send)

    def _refusal(self, scope: Scope) -> ClosedDoor | None:
        named = _headers(scope, b"host")
        host = read_host(named[0]) if len(named) == 1 else None
        if host is None or not (self._is_listed(host, scope) or self._is_own(host, scope)):
            return _wrong_host(named)
        if not self._may_come_from(_headers(scope, b"origin"), named[0], host, scope):
            return _wrong_origin(_headers(scope, b"origin"), named[0])
        if _is_fetched_by_another_site(scope):
            return ClosedDoor(
                HTTPStatus.FORBIDDEN, "Refused: a page of another site asked for this."
            )
        return ClosedDoor(HTTPStatus.NOT_FOUND, "Not found") if _is_metrics(scope["path"]) else None

    def _may_come_from(self, origins: list[str], named: str, host: Host, scope: Scope) -> bool:
        if not origins:
            # Browsers always say where a websocket comes from.
            return str(scope["type"]) != "websocket"
        # A proxy speaks https where it likes; without one our own scheme is the page's.
        schemes = ("http", "https") if self._is_listed(host, scope) else (_scheme(scope),)
        return len(origins) == 1 and origins[0] in {f"{scheme}://{named}" for scheme in schemes}

    def _is_listed(self, host: Host, scope: Scope) -> bool:
        reached = _reached(scope)
        own_port = reached is not None and host.port == reached.port
        return host in self._listed or (own_port and Host(host.name, None) in self._listed)

    def _is_own(self, host: Host, scope: Scope) -> bool:
        reached = _reached(scope)
        # Nobody's name server can make an address of this machine mean another.
        names = (*LOOPBACK, self._bound, reached.name) if reached else ()
        return reached is not None and host.port == reached.port and host.name in names


def _plain_name(name: str) -> str | None:
    """Return a name with IPv6 in its one short form; None for anything else in brackets."""
    if not name.startswith("["):
        return name
    address = _address(name[1:-1])
    return address if address and address.startswith("[") else None


def _bound_name(address: str) -> str | None:
    """Return the name that the server listens at; 0.0.0.0 names every host and so none."""
    host = None if _address(address) else read_host(address)
    return host.name if host else None


def _address(text: str) -> str | None:
    """Return an IP address as a host's name, None for what is none."""
    try:
        found = ip_address(text)
    except ValueError:
        return None
    return f"[{found}]" if isinstance(found, IPv6Address) else str(found)


def _reached(scope: Scope) -> Host | None:
    """Return at which address and port of this machine a request came in.

    A Unix socket has none: only a proxy reaches it.
    """
    address, port = scope.get("server") or ("", None)
    if port is None:
        return None
    return Host(_address(address) or "", None if port in _WEB_PORTS else port)


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _scheme(scope: Scope) -> str:
    scheme = str(scope["scheme"])
    return _WEB_SCHEMES.get(scheme, scheme)


def _is_fetched_by_another_site(scope: Scope) -> bool:
    """Say whether a page of another origin wants this as a part of itself; links and frames may."""
    sites, modes = _headers(scope, b"sec-fetch-site"), _headers(scope, b"sec-fetch-mode")
    return modes not in (["navigate"], ["websocket"]) and not {*sites} <= _SAFE_SITES


def _is_metrics(path: str) -> bool:
    # Routes are matched by patterns that overlook a line's end.
    plain = posixpath.normpath(path.strip().lower().replace("\\", "/"))
    return plain.endswith(METRICS)


def _wrong_host(named: list[str]) -> ClosedDoor:
    what = f"the host {_shown(named[0])}" if len(named) == 1 else f"{len(named)} hosts at once"
    return ClosedDoor(
        HTTPStatus.MISDIRECTED_REQUEST,
        f"Refused: this Dateline server does not answer to {what} (header Host), but to localhost "
        f"at its own port and to what its owner lists in the setting {SETTING}.",
    )


def _wrong_origin(origins: list[str], host: str) -> ClosedDoor:
    what = " and ".join(map(_shown, origins[:2])) or "a program that names no page"
    return ClosedDoor(
        HTTPStatus.FORBIDDEN,
        f"Refused: this came from {what} (header Origin), not from a page of {_shown(host)} "
        f"(header Host); a proxy in between has to pass Host on, and {SETTING} has to list it.",
    )


def _shown(text: str) -> str:
    return ascii(text[:80])
