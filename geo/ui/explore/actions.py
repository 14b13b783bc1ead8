"""What a reader can take away: the link, and the view as a file."""

from __future__ import annotations

import streamlit as st

from geo.model.view import View
from geo.store.query.select import Selection
from geo.store.table import EventTable
from geo.ui.explore.download import draw_download
from geo.ui.explore.share.menu import draw_share


def draw_actions(table: EventTable, view: View, selection: Selection) -> None:
    """Draw what passes the view on: its link, and its file.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    selection : Selection
        What the View shows of the table.
    """
    with st.container(horizontal=True, key="actions", width="content", gap="small"):
        draw_share(table, view)
        draw_download(table, view, selection)
