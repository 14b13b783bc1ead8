"""What the page says when it fails: a sentence, never a trace of the program."""

from __future__ import annotations

import streamlit as st


def say_error(error: Exception) -> bool:
    """Show a sentence in place of the error's trace; Streamlit has written the trace to the log."""
    st.error(
        "This part of the page failed. Your data is untouched; reload the page, and if it stays, "
        "the window in which Dateline runs says what happened."
    )
    return True
