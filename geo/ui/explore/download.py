"""What a reader can save: the view as a picture, and its events in the format they need."""

from __future__ import annotations

from functools import partial
from hashlib import sha256

import streamlit as st

from geo.draw.print.sheet import Theme
from geo.model.view import View
from geo.share.export import FORMATS, export
from geo.share.link import data_view, write_link
from geo.share.pictures.snapshot import png
from geo.store.query.select import Selection
from geo.store.table import EventTable

MENU_WIDTH = 300  # pixels: the narrowest telephone has room for it


def draw_download(table: EventTable, view: View, selection: Selection) -> None:
    """Draw the menu of files; each is made when it is asked for, not before.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    selection : Selection
        What the View shows of the table.
    """
    theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
    shown = len(selection.rows)
    menu = st.popover("Save", disabled=not shown, width="content", key="save")
    with menu, st.container(width=MENU_WIDTH, gap="small"):
        st.download_button(
            "Picture",
            lambda: png(table, view, theme),
            file_name="dateline.png",
            mime="image/png",
            on_click="ignore",
            width="stretch",
        )
        st.caption("The events shown, with their sources, as")
        with st.container(horizontal=True, gap="xsmall"):
            for form in (form for form, row in FORMATS.items() if row.is_offered):
                _draw_format(table, view, form, shown)


def _draw_format(table: EventTable, view: View, form: str, shown: int) -> None:
    row = FORMATS[form]
    is_full = row.most_rows is not None and shown > row.most_rows
    st.download_button(
        row.label,
        partial(_made, table, view, form),
        file_name=f"{_name(table, view)}{row.endings[0]}",
        mime=row.mime,
        on_click="ignore",
        disabled=is_full,
        help=f"A sheet holds at most {row.most_rows:,} rows" if is_full else None,
        width="content",
        key=f"save-{form}",
    )


def _made(table: EventTable, view: View, form: str) -> bytes:
    return b"".join(export(table, view, form))


def _name(table: EventTable, view: View) -> str:
    """Return a file name that is another one for other data.

    Streamlit tells large files apart by three samples of them and their name, so that without it
    a corrected letter would bring the file from before the correction.
    """
    text = f"{table.fingerprint}?{write_link(data_view(view))}"
    return f"dateline-{sha256(text.encode()).hexdigest()[:8]}"
