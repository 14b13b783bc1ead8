"""What a dropped file would become: first events, first rows, and counts of all."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.draw.style import TYPES
from geo.ingest import Outcome, Rejection, TableFile
from geo.ingest.preview import FirstRows, first_events, foresee, open_as
from geo.model.event import Event
from geo.share.heading import counted
from geo.store.history.revisions import EventStore
from geo.ui.data.file import Dropped
from geo.ui.data.mapping import FileChoice
from geo.ui.gazetteer.places import gazetteer_now

_FORESEEN, _FIRST = "foreseen", "first-events"
_NAMED = ("place", "admin1", "country")
MOST_REASONS = 50
_WIDTHS = {"When": 150, "What": 290, "Where": 190, "Type": 110, "Reported by": 120}


def open_reading(file: Dropped, reading: FileChoice, store: EventStore) -> TableFile:
    """Open a dropped file as a person wants it read.

    Parameters
    ----------
    file : Dropped
        The dropped file with its first rows.
    reading : FileChoice
        How a person wants the file to be read.
    store : EventStore
        The event table with its past, which changes are written to.

    Raises
    ------
    CannotImport
        When its columns do not suffice; the sentence says what is missing.
    """
    return open_as(file.path, reading.format, dict(reading.mapping), reading.source, store)


def events_of(file: Dropped, reading: FileChoice, opened: TableFile) -> tuple[Event, ...]:
    """Return the first events that a file makes, read once for each reading.

    Parameters
    ----------
    file : Dropped
        The dropped file with its first rows.
    reading : FileChoice
        How a person wants the file to be read.
    opened : TableFile
        The file, opened as it is to be read.
    """
    kept: tuple[object, tuple[Event, ...]] | None = st.session_state.get(_FIRST)
    if kept is None or kept[0] != (file.id, reading):
        if set(_NAMED) & set(opened.mapping):
            # Building it takes a minute once, which the page then says.
            gazetteer_now()
        kept = st.session_state[_FIRST] = ((file.id, reading), first_events(opened)[0])
    return kept[1]


def draw_first(first: FirstRows, events: Sequence[Event]) -> None:
    """Draw the first events that the file makes, and beside them its first rows as they are.

    Parameters
    ----------
    first : FirstRows
        The first rows of the file, as they are.
    events : sequence of Event
        The events that those rows make.
    """
    ours, theirs = st.tabs(["First events", "First rows of the file"])
    with ours:
        if events:
            lines = [_line(event) for event in events]
            st.dataframe(
                lines,
                hide_index=True,
                column_config={
                    name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()
                },
            )
        else:
            st.text("None of the first rows makes an event.")
    with theirs:
        rows = [{"#": str(number)} | cells for number, cells in first.rows]
        st.dataframe(rows, hide_index=True)


def _line(event: Event) -> dict[str, str]:
    where = event.location
    parts = [where.name, where.admin1, where.country] if where else []
    voices = dict.fromkeys(claim.origin for claim in event.claims if claim.origin)
    return {
        "When": event.timespan.humanize() if event.timespan else "no date",
        "What": event.title,
        "Where": ", ".join(dict.fromkeys(part for part in parts if part)) or "no place",
        "Type": TYPES[event.type]["label"],
        "Reported by": ", ".join(voices),
    }


def foresee_import(file: Dropped, reading: FileChoice, store: EventStore) -> Outcome:
    """Return what the import would do, counted once for each reading and state of the table.

    Parameters
    ----------
    file : Dropped
        The dropped file with its first rows.
    reading : FileChoice
        How a person wants the file to be read.
    store : EventStore
        The event table with its past, which changes are written to.
    """
    key = (file.id, reading, store.uri, store.events.latest())
    kept: tuple[object, Outcome] | None = st.session_state.get(_FORESEEN)
    if kept is None or kept[0] != key:
        said = st.empty()
        said.text("Checking every row. Nothing is written yet.")
        found = foresee(
            open_reading(file, reading, store),
            store,
            lambda rows: said.text(f"Checking every row: {rows:,} so far. Nothing is written yet."),
        )
        said.empty()
        kept = st.session_state[_FORESEEN] = (key, found)
    return kept[1]


def draw_counts(outcome: Outcome) -> None:
    """Draw how many events would be added, revised and left, and how many rows are refused."""
    numbers = {
        "New events": outcome.added,
        "Revised": outcome.revised,
        "Already there": outcome.same,
        "Rows refused": len(outcome.rejects),
    }
    with st.container(horizontal=True, key="counts", gap="medium"):
        for label, number in numbers.items():
            st.metric(label, f"{number:,}", width="content")


def draw_rejects(rejects: Sequence[Rejection]) -> None:
    """Draw the refused rows with their reasons."""
    if not rejects:
        return
    with st.expander(f"{counted(len(rejects), 'row')} refused, and why"):
        st.dataframe(
            [{"Row": each.row, "Why": each.reason} for each in rejects[:MOST_REASONS]],
            hide_index=True,
        )
        if len(rejects) > MOST_REASONS:
            st.text(f"The first {MOST_REASONS} of {len(rejects):,}; all are in the file below.")
