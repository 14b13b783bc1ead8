"""The map and its timeline alone, for a frame in another page."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.model.view import View
from geo.share.heading import heading, not_shown
from geo.share.link import write_link
from geo.store.query.select import Selection
from geo.store.table import EventTable
from geo.ui.explore.explorer import draw_explorer
from geo.ui.text import plain

SHEET = Path(__file__).parents[2] / "assets" / "embed.css"


def is_embedded() -> bool:
    """Say whether the page is asked for with `embed=true`."""
    return bool(st.context.is_embedded)


def draw_embedded(table: EventTable, view: View, selection: Selection) -> None:
    """Draw the map and the timeline, and one line that says what they show, which leads here.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    selection : Selection
        What the View shows of the table.
    """
    st.html(SHEET)
    with st.container(key="embedded", gap=None):
        draw_explorer(table, view, selection, filters=False)
        said = [heading(view, selection, table), not_shown(selection)]
        words = ". ".join(plain(part) for part in said if part)
        # Markdown opens a whole address in a page of its own, out of the frame.
        st.markdown(f"{words}. [Open in Dateline]({st.context.url}?{write_link(view)})")
