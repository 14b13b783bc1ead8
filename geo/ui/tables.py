"""The event table this server shows, at the moment that the address asks for."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from geo.model.address import decode
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_table
from geo.store.table import EventTable
from geo.ui.text import plain

REVISION = "rev"


def table_now() -> EventTable:
    """Return the event table as of the revision in the address, else as it is now.

    A revision that does not exist gives the newest table; `state.open_view` says so. Where no
    table can be opened at all, the page says why and stops.
    """
    newest = newest_table()
    asked = _revision_asked()
    # A number from the future is not asked of the store, which would remember the answer.
    if asked is None or newest.revision is None or asked >= newest.revision:
        return newest
    try:
        return open_table(revision=asked)
    except CannotOpen:
        return newest


def newest_table() -> EventTable:
    """Return the event table as it is now, whatever the address says."""
    try:
        return open_table()
    except CannotOpen as error:
        _stop(error)


def revision_link() -> dict[str, str]:
    """Return what a link must carry to stay at the address's revision; empty for the newest."""
    asked = _revision_asked()
    return {} if asked is None else {REVISION: str(asked)}


def _revision_asked() -> int | None:
    return decode({REVISION: st.query_params.get_all(REVISION)})[0].revision


def _stop(error: CannotOpen) -> NoReturn:
    st.error(plain(f"{error}."))
    st.stop()
