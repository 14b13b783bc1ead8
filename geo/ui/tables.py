"""The event table this server shows."""

from __future__ import annotations

import streamlit as st

from geo.store.delta import CannotOpen
from geo.store.opening import open_table
from geo.store.table import Table
from geo.ui.text import plain


def table_now() -> Table:
    """Return the event table to show; where it cannot be opened, say why and stop the page."""
    try:
        return open_table()
    except CannotOpen as fault:
        st.error(plain(f"{fault}."))
        st.stop()
