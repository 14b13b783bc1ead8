"""The dashboard's pages, one file each, in the order of the links at the top."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

HERE = Path(__file__).parent
ICON = str(HERE.parent / "assets" / "icon.svg")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's file, its title and its address."""

    file: str
    title: str
    url: str
    default: bool = False

    def __call__(self) -> StreamlitPage:
        """Return the page as Streamlit's navigation takes it."""
        return st.Page(HERE / self.file, title=self.title, url_path=self.url, default=self.default)


PAGES = (
    Page("explore.py", "Map", "map", default=True),
    Page("reports.py", "Reports", "reports"),
    Page("data.py", "Data", "data"),
    Page("gazetteer.py", "Gazetteer", "gazetteer"),
)
