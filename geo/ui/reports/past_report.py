"""A report that was read before: its text, with the events that it led to."""

from __future__ import annotations

import streamlit as st

from geo.draw.style import style
from geo.model.event import Event
from geo.review.accepted_event import publisher_of
from geo.review.draft_store import NoSuchDraft, load_marks, load_text
from geo.review.text_runs import blocks_of, marks_of_events
from geo.store.table import EventTable
from geo.ui.component import mount
from geo.ui.reports.about import day_sentence, title_of
from geo.ui.reports.links import EVENT_HERE, REPORT
from geo.ui.reports.listing import events_by_report
from geo.ui.reports.reader_data import event_data
from geo.ui.text import plain


def draw_past_report(table: EventTable, report_id: str) -> None:
    """Draw a report's text; one that is not on this machine gets a sentence.

    Parameters
    ----------
    table : EventTable
        The event table.
    report_id : str
        The id of the report.
    """
    st.button("All reports", on_click=leave, key="all-reports", type="tertiary")
    try:
        document = load_text(report_id)
    except NoSuchDraft:
        st.info("The text of this report is not on this machine.")
        return
    st.title(plain(document.title or document.name), anchor=False)
    st.caption(plain(f"{publisher_of(document)} · {day_sentence(document.published)}"))
    events = events_by_report(table.fingerprint, table).get(report_id, [])
    events = sorted(events, key=lambda event: _first_offset(event, report_id))
    data = {
        "blocks": blocks_of(document, marks_of_events(events, document), load_marks(report_id)),
        "items": [event_data(event, n, report_id, title_of) for n, event in enumerate(events, 1)],
        "chosen": st.query_params.get(EVENT_HERE),
        "readonly": True,
        "style": style(),
    }
    mount("reader/reader.js", data, key=f"kept-{report_id}", states=("act",))


def _first_offset(event: Event, report_id: str) -> int:
    """Return where a report first tells of an event; claims without an offset come first."""
    return min(claim.start or 0 for claim in event.claims if claim.report_id == report_id)


def leave() -> None:
    """Go back to all reports."""
    for key in (REPORT, EVENT_HERE):
        st.query_params.pop(key, None)
