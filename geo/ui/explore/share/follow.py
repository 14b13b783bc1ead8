"""Keeps an open page in step with the event table, which other processes write to as well."""

from __future__ import annotations

import streamlit as st

from geo.share.heading import counted
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store
from geo.store.table import EventTable
from geo.ui.text import plain

LOOK_EVERY_S = 3
_SEEN, _DRAWN = "seen-version", "drawn-table"


@st.fragment(run_every=LOOK_EVERY_S)
def follow() -> None:
    """Look now and then whether the table moved on, and draw the page again where it did."""
    newest = newest_version()
    moved = newest != st.session_state.setdefault(_SEEN, newest)
    st.session_state[_SEEN] = newest
    if moved:
        st.rerun()


def newest_version() -> int | None:
    """Return the table's newest version, None where there is none or it has no past."""
    try:
        return _version_at(open_store().uri)
    except CannotOpen:
        return None


@st.cache_data(ttl=LOOK_EVERY_S - 1, show_spinner=False)
def _version_at(uri: str) -> int | None:
    # One look serves all visits: it opens the log of the table, a few thousandths of a second.
    return open_store(uri).events.latest()


def draw_notice(table: EventTable, is_newest: bool) -> None:
    """Say in passing that the table has changed since this visit drew it last.

    A visit that shows a fixed revision is not told of changes that it does not show.

    Parameters
    ----------
    table : EventTable
        The event table.
    is_newest : bool
        Whether the page shows the newest revision.
    """
    now = (table.fingerprint, len(table.columns))
    before = st.session_state.get(_DRAWN)
    if is_newest:
        st.session_state[_DRAWN] = now
        if before and before[0] != now[0]:
            st.toast(plain(_difference(now[1] - before[1])), icon=None)


def _difference(more: int) -> str:
    if not more:
        return "The events have changed; the map shows them as they are now."
    verb = "was" if abs(more) == 1 else "were"
    what = "added" if more > 0 else "taken away"
    return f"{counted(abs(more), 'event')} {verb} {what}; the map shows them as they are now."
