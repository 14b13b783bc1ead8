"""The Reports page: what was read, who published it, and the events it tells of."""

from __future__ import annotations

import streamlit as st

from geo.model.event import Event
from geo.model.report import Report
from geo.store.table import Table
from geo.ui.header import draw_header
from geo.ui.pages import PAGES
from geo.ui.tables import table_now
from geo.ui.text import plain


def events_by_report(table: Table) -> dict[str, list[Event]]:
    """Return the events each report tells of, in order of their first day."""
    found: dict[str, list[Event]] = {report: [] for report in table.reports}
    for row in range(len(table.columns)):
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
        noun = "event" if len(events) == 1 else "events"
        with st.expander(f"{len(events):,} {noun}"):
            for event in events:
                when = event.timespan.words_for() if event.timespan else "no date"
                st.page_link(
                    PAGES[0](),
                    label=f"{plain(event.title)} — {plain(when)}",
                    query_params={"event": event.id},
                )


draw_header()
_table = table_now()
_found = events_by_report(_table)
with st.container(key="text-page"):
    st.title("Reports", anchor=False)
    st.text("Every event on the map leads back to one of these texts.")
    for _report in sorted(_table.reports.values(), key=lambda report: report.published):
        draw_report(_report, _found[_report.id])
