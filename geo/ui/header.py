"""What every page has at its top: the name, the way to the other pages, and its style."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geo.ui.pages import PAGES
from geo.ui.state import link_now

ASSETS = Path(__file__).parent / "assets"


def draw_header() -> None:
    """Draw the top line; its links keep the View, so that coming back shows the same."""
    st.html(ASSETS / "page.css")
    with st.container(horizontal=True, key="top", gap="medium"):
        with st.container(key="brand", width="content"):
            st.markdown("Dateline")
        for page in PAGES:
            st.page_link(page(), label=page.title, query_params=_pairs())


def _pairs() -> list[tuple[str, str]]:
    return [(key, value) for key, values in link_now().items() for value in values]
