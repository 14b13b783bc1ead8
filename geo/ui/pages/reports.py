"""The Reports page: what was read, who published it, and the events it tells of."""

from __future__ import annotations

import streamlit as st

from geo.model.event import Event
from geo.model.report import Report
from geo.share.heading import counted
from geo.store.table import Table
from geo.ui.header import draw_header
from geo.ui.pages import PAGES
from geo.ui.tables import table_now
from geo.ui.text import plain

MOST_EVENTS = 5_000
MOST_REPORTS = 100


def events_by_report(table: Table) -> dict[str, list[Event]]:
    """Return the events each report tells of, in order of their first day.

    Empty for a large table, where the map and its source filter are the way to them.
    """
    found: dict[str, list[Event]] = {report: [] for report in table.reports}
    for row in range(len(table.columns) if len(table.columns) <= MOST_EVENTS else 0):
        event = table.event(row)
        for report in dict.fromkeys(claim.report_id for claim in event.claims):
            found[report].append(event)
    return found


def draw_report(report: Report, events: list[Event]) -> None:
    """Draw one report: citation, digest, and a link to the map for each of its events."""
    with st.container(border=True):
        st.markdown(f"**{plain(report.title)}**")
        byline = [report.publisher, report.author, f"{report.published:%d %B %Y}".lstrip("0")]
        st.caption(" · ".join(plain(part) for part in byline if part))
        st.markdown(plain(report.digest))
        if events:
            draw_events(events)
        else:
            query = {"source": report.publisher}
            st.page_link(PAGES[0](), label="What this source tells of", query_params=query)


def draw_events(events: list[Event]) -> None:
    """Draw a link to the map for each event."""
    with st.expander(counted(len(events), "event")):
        for event in events:
            when = event.timespan.words_for() if event.timespan else "no date"
            label = f"{plain(event.title)} — {plain(when)}"
            st.page_link(PAGES[0](), label=label, query_params={"event": event.id})


draw_header()
_table = table_now()
_found = events_by_report(_table)
_newest = sorted(_table.reports.values(), key=lambda report: (report.published, report.id))
with st.container(key="text-page"):
    st.title("Reports", anchor=False)
    st.text("Every event on the map leads back to one of these texts.")
    for _report in _newest[-MOST_REPORTS:]:
        draw_report(_report, _found[_report.id])
    if len(_newest) > MOST_REPORTS:
        st.text(f"The newest {MOST_REPORTS} of {len(_newest):,} reports.")
