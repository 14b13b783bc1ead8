"""Which dialog is open: kept in the session, so that a rerun of the page does not close it."""

from __future__ import annotations

import streamlit as st

_ASKED = "review-asked"

Asked = tuple[str, str, str]


def ask(what: str, draft_id: str, item_id: str) -> None:
    """Open a dialog for an item of a draft at the next run.

    Parameters
    ----------
    what : str
        Which dialog: "correct" or "merge".
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    st.session_state[_ASKED] = (what, draft_id, item_id)


def asked() -> Asked | None:
    """Return which dialog is open, for which draft and item."""
    found: Asked | None = st.session_state.get(_ASKED)
    return found


def forget() -> None:
    """Close the dialog."""
    st.session_state.pop(_ASKED, None)


def done() -> None:
    """Close the dialog and show the page as it is now."""
    forget()
    st.rerun()
