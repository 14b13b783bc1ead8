"""The gazetteer that the pages share, built on first use."""

from __future__ import annotations

import streamlit as st

from gazetteer import Gazetteer


@st.cache_resource(show_spinner="Building the gazetteer. This happens once and takes a minute.")
def gazetteer_now() -> Gazetteer:
    """Return the open gazetteer; all visits share it."""
    found = Gazetteer()
    # The index opens when it is first asked, which belongs under the spinner.
    found.resolve("Damascus")
    return found


def forget_gazetteer() -> None:
    """Open the gazetteer afresh at the next look-up, since its sources have changed."""
    gazetteer_now.clear()
