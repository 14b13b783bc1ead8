"""How old a fixed link's revision is: its day, and how often the table changed since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

import streamlit as st

from geo.model.timespan import day_words
from geo.model.view import View
from geo.share.heading import counted
from geo.store.history.revisions import EventStore
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store
from geo.store.table import EventTable
from geo.ui.state import change_view

MOST = 1000


@dataclass(frozen=True, slots=True)
class RevisionAge:
    """The day of a revision (None before the first change), and the changes after it.

    `changes` is at most `MOST`; compacting the table is not a change.
    """

    day: date | None
    changes: int

    def humanize(self) -> str:
        """Say it: "As of 22 Nov 2026, 3 changes since"."""
        when = f"As of {day_words(self.day)}" if self.day else "As it was at the start"
        if not self.changes:
            return f"{when}, unchanged since"
        more = "more than " if self.changes >= MOST else ""
        return f"{when}, {more}{counted(self.changes, 'change')} since"


def draw_since(table: EventTable, view: View) -> None:
    """Draw, for a fixed link alone, what it is as of, and the way to the newest.

    Parameters
    ----------
    table : EventTable
        The event table.
    view : View
        The View: its filters, its window and its day of publication.
    """
    if view.revision is None or table.revision is None:
        return
    with st.container(horizontal=True, key="since", gap="small"):
        st.text(revision_age(table.revision).humanize(), width="content")
        # A link of Streamlit's to the page one is on leaves the address as it was.
        st.button("See latest", type="tertiary", on_click=change_view, kwargs={"revision": None})


def revision_age(revision: int) -> RevisionAge:
    """Return how old a revision of the table is; the day is in UTC."""
    try:
        store = open_store()
    except CannotOpen:
        return RevisionAge(None, 0)
    newest = store.events.latest()
    return RevisionAge(None, 0) if newest is None else _counted(store, revision, newest)


@lru_cache(maxsize=64)
def _counted(store: EventStore, revision: int, newest: int) -> RevisionAge:
    log = store.events.open(newest)
    notes = log.history(min(newest - revision, MOST) + 1) if log else []
    later = sum("change" in note for note in notes if note["version"] > revision)
    at = log.history(newest - revision + 1)[-1]["timestamp"] if log and revision else None
    day = datetime.fromtimestamp(at / 1000, UTC).date() if at is not None else None
    return RevisionAge(day, later)
