"""The Map page: heading, and the map with its filters, timeline and list."""

from __future__ import annotations

import atexit
import gc
from functools import cache

import streamlit as st

from geo.model.view import View
from geo.share.heading import heading
from geo.store.query.select import Selection, select
from geo.store.table import EventTable
from geo.ui.explore.actions import draw_actions
from geo.ui.explore.explorer import draw_explorer
from geo.ui.explore.missing import draw_missing
from geo.ui.explore.share.embed import draw_embedded, is_embedded
from geo.ui.explore.share.follow import draw_notice, follow
from geo.ui.explore.share.revision_age import draw_since
from geo.ui.header import draw_header
from geo.ui.state import link_errors, open_view
from geo.ui.tables import table_now
from geo.ui.text import plain


def _draw_heading(view: View, selection: Selection, table: EventTable) -> None:
    """Draw what is shown as a sentence, and under it what is not."""
    with st.container(key="heading", gap=None):
        st.title(plain(heading(view, selection, table)), anchor=False)
        draw_since(table, view)
        draw_missing(table, selection)
    draw_actions(table, view, selection)


def draw_errors() -> None:
    """Say which parts of the link could not be read."""
    for error in link_errors():
        st.warning(plain(error.sentence))


@cache
def settle() -> None:
    """Keep what the first visit loaded out of the garbage collector's way, once per server.

    Streamlit collects after every run of a page, which looks at everything there is: modules and
    tables, which stay anyway, made it slower than the run itself.
    """
    gc.collect()
    gc.freeze()
    # What is still frozen at the end, libraries report as leaks.
    atexit.register(gc.unfreeze)


@st.fragment
def explore() -> None:
    """Draw everything that follows from the View; only this part runs again on a change."""
    table = table_now()
    view = open_view(table)
    selection = select(table.columns, view)
    draw_notice(table, view.revision is None)
    draw_errors()
    if is_embedded():
        draw_embedded(table, view, selection)
        return
    head = st.container(horizontal=True, key="head", vertical_alignment="top", gap="medium")
    # The map comes last on the page and first over the wire: it is what a reader waits for.
    draw_explorer(table, view, selection)
    with head:
        _draw_heading(view, selection, table)
    settle()


if not is_embedded():
    draw_header()
explore()
follow()
