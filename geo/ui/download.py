"""What a reader can save: the view as a file."""

from __future__ import annotations

import streamlit as st

from geo.draw.printed_sheet import Theme
from geo.model.view import View
from geo.share.snapshot import png
from geo.store.select import Selection
from geo.store.table import Table


def draw_download(table: Table, view: View, selection: Selection) -> None:
    """Draw the button that saves the view as a picture."""
    theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
    st.download_button(
        "Save picture",
        lambda: png(table, view, theme),
        file_name="dateline.png",
        mime="image/png",
        on_click="ignore",
        disabled=not len(selection.rows),
    )
