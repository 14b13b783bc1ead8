"""Mounts our browser modules on a Streamlit page, without an iframe and without inline script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

import geo.draw.web
from geo.model.facets import FACETS
from geo.ui.server import app_routes as server

NAME = "dateline.mount"
PACKAGE = Path(geo.draw.web.__file__).parent
HTML = '<div class="dateline-root"></div>'
CHANGING = ("history", "undo", "correct")
FILTERS = ("q", "certainty", *(facet.key for facet in FACETS))
COMMITTED = ("window", "viewport", "event", "known", "sure", *FILTERS, *CHANGING)

OnCommit = Callable[[str, Any], None]


def explorer(data: Mapping[str, Any], *, key: str, on_commit: OnCommit) -> None:
    """Show the map, the timeline and the panel.

    Parameters
    ----------
    data : mapping
        JSON data for `page/main.js`; `urls` comes from `geo.ui.server.app_routes.urls`.
    key : str
        The component's key; it stays the same across reruns.
    on_commit : callable
        Called as a Streamlit callback with what was decided (one of `COMMITTED`) and its value.
    """
    mount("page/main.js", data, key=key, states=COMMITTED, on_commit=on_commit)


def mount(
    module: str,
    data: Mapping[str, Any],
    *,
    key: str,
    states: tuple[str, ...] = (),
    on_commit: OnCommit | None = None,
) -> None:
    """Show an element that a module of `geo/draw/web/js` fills.

    The module's default export is called with the component, which has `data`, `parentElement`,
    `setStateValue` and `url(path)`, on mounting and again whenever the data changes.

    Parameters
    ----------
    module : str
        The module's path below `geo/draw/web/js`, such as "page/share.js".
    data : mapping of str to object
        What the module is given; it becomes JSON.
    key : str
        The widget's key, which is unique on the page.
    states : tuple of str
        The names of the values that the module may set.
    on_commit : callable, optional
        Called with the name and the value of what the module set.
    """
    callbacks = {
        f"on_{what}_change": partial(_tell, key, what, on_commit) if on_commit else _ignore
        for what in states
    }
    _ready_manager(get_bidi_component_manager())
    _renderer()(key=key, data={"urls": server.urls(), "module": module, **data}, **callbacks)


def _tell(key: str, what: str, on_commit: OnCommit) -> None:
    sent = st.session_state[key][what]
    # mount.js puts each value beside the time it was sent, so that none is taken for a repeat.
    if isinstance(sent, dict) and "value" in sent:
        on_commit(what, sent["value"])


def _ignore() -> None:
    return None


@cache
def _renderer() -> Callable[..., Any]:
    return st.components.v2.component(NAME, html=HTML, js="mount.js", isolate_styles=False)


def _ready_manager(manager: BidiComponentManager) -> None:
    """Make our folder known to a runtime that does not know it; tests start many runtimes.

    Streamlit reads manifests of installed packages only, and a project that is run from its
    folder is not one.
    """
    if manager.get_component_asset_root(NAME) is None:
        package, component = NAME.split(".")
        parts = [ComponentConfig(name=component, asset_dir="mount")]
        manifest = ComponentManifest(name=package, version="1", components=parts)
        manager.register_from_manifest(manifest, package_root=PACKAGE)
