"""The reports behind the events on the map: citation, digest, text and events."""

from __future__ import annotations

import numpy as np
import streamlit as st

from geo.model.event import Event
from geo.model.report import Report
from geo.review.draft_store import has_text
from geo.share.heading import counted
from geo.store.table import EventTable
from geo.ui.pages import PAGES, Page
from geo.ui.reports.links import REPORT
from geo.ui.tables import revision_link
from geo.ui.text import plain

MOST_EVENTS = 5_000
MOST_REPORTS = 100


def draw_list(table: EventTable) -> None:
    """Draw every report that the table's events come from, the newest first."""
    found = events_by_report(table.fingerprint, table)
    newest = sorted(table.reports.values(), key=lambda each: (each.published, each.id))[::-1]
    st.subheader("On the map", anchor=False)
    for report in newest[:MOST_REPORTS]:
        _draw_report(report, found.get(report.id, []))
    if len(newest) > MOST_REPORTS:
        st.text(f"The newest {MOST_REPORTS} of {len(newest):,} reports.")


@st.cache_resource(max_entries=2, show_spinner=False)
def events_by_report(fingerprint: str, _table: EventTable) -> dict[str, list[Event]]:
    """Return the events each report tells of, in order of their first day.

    Empty for a large table, where the map and its source filter are the way to them.

    Parameters
    ----------
    fingerprint : str
        The table's fingerprint, by which the answer is kept.
    _table : EventTable
        The event table; the leading underscore keeps Streamlit from hashing it.
    """
    found: dict[str, list[Event]] = {report: [] for report in _table.reports}
    count = len(_table.columns)
    for event in _table.events(np.arange(count if count <= MOST_EVENTS else 0)):
        for report in dict.fromkeys(claim.report_id for claim in event.claims):
            found[report].append(event)
    return found


def _draw_report(report: Report, events: list[Event]) -> None:
    """Draw one report: citation, digest, and a link to the map for each of its events."""
    with st.container(border=True):
        st.markdown(f"**{plain(report.title)}**")
        byline = [report.publisher, report.author, f"{report.published:%d %B %Y}".lstrip("0")]
        st.caption(" · ".join(plain(part) for part in byline if part))
        if report.digest:
            st.markdown(plain(report.digest))
        if has_text(report.id):
            here = {REPORT: report.id}
            st.page_link(_page("reports")(), label="Read its text", query_params=here)
        if events:
            draw_events(events)
        else:
            query = {"source": report.publisher, **revision_link()}
            st.page_link(_page("map")(), label="What this source tells of", query_params=query)


def draw_events(events: list[Event]) -> None:
    """Draw a link to the map for each event."""
    with st.expander(counted(len(events), "event")):
        for event in events:
            when = event.timespan.humanize() if event.timespan else "no date"
            label = f"{plain(event.title)} — {plain(when)}"
            query = {"event": event.id, **revision_link()}
            st.page_link(_page("map")(), label=label, query_params=query)


def _page(url: str) -> Page:
    return next(page for page in PAGES if page.url == url)
