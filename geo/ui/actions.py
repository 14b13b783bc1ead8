"""What a reader can take away: the link, and a picture."""

from __future__ import annotations

import streamlit as st

from geo.draw.printed_sheet import Theme
from geo.model.view import View
from geo.share.snapshot import png
from geo.store.select import Selection
from geo.store.table import Table
from geo.ui.component import mount


def draw_actions(table: Table, view: View, selection: Selection) -> None:
    """Draw the buttons that copy the link and save the view as a picture."""
    theme = Theme.DARK if st.context.theme.type == "dark" else Theme.LIGHT
    with st.container(horizontal=True, key="actions", width="content", gap="small"):
        mount("copy_link.js", {}, key="copy-link")
        st.download_button(
            "Save picture",
            lambda: png(table, view, theme),
            file_name="dateline.png",
            mime="image/png",
            on_click="ignore",
            disabled=not len(selection.rows),
        )
