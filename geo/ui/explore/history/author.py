"""Who makes a change: asked once per visit, the login of this machine until then."""

from __future__ import annotations

import getpass

import streamlit as st

_WHO = "who"
LONGEST = 80


def current_author() -> str:
    """Return who signs the changes of this visit."""
    return str(st.session_state.get(_WHO, "")).strip() or login()


def draw_author_field() -> None:
    """Draw the field for the name that the history keeps."""
    # Streamlit forgets what a widget holds on another page; our own key stays.
    st.text_input(
        "Your name, for the history",
        value=current_author(),
        max_chars=LONGEST,
        key="who-field",
        on_change=_keep,
    )


def login() -> str:
    """Return the name of the login; several people on one server sign with their own."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "someone"


def _keep() -> None:
    st.session_state[_WHO] = st.session_state["who-field"]
