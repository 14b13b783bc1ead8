"""The Reports page: reports come in, are reviewed, and stay behind the events they tell of."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from geo.model.timespan import day_words
from geo.review.draft import Draft, Stage
from geo.review.draft_store import change_draft, drafts
from geo.share.heading import counted
from geo.ui.header import ASSETS, draw_header
from geo.ui.reports.add import REVIEW, draw_add
from geo.ui.reports.draft_page import draw_progress, draw_review
from geo.ui.reports.links import REPORT
from geo.ui.reports.listing import draw_list
from geo.ui.reports.past_report import draw_past_report
from geo.ui.tables import table_now

MOST_LISTED = 30


def shown(found: list[Draft]) -> Draft | None:
    """Return the draft to show: the one in the address, else the newest that waits."""
    asked = st.query_params.get(REVIEW)
    waiting = [draft for draft in found if draft.stage is not Stage.CLOSED]
    return next((draft for draft in waiting if draft.id == asked), next(iter(waiting), None))


def draw_draft(draft: Draft) -> None:
    """Draw a draft's progress or its review."""
    if draft.stage is not Stage.READING:
        with st.container(key="review"):
            draw_review(draft.id)
        return
    with st.container(key="text-page"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.title(f"Reading {counted(len(draft.files), 'file')}", anchor=False, width="stretch")
            with st.popover("Add reports", width="content"):
                draw_add()
        draw_progress(draft.id)


def _draw_others(found: list[Draft], now: Draft | None) -> None:
    """Draw a line for each other draft, with a button that takes it up."""
    others = [draft for draft in found if now is None or draft.id != now.id][:MOST_LISTED]
    if not others:
        return
    with st.expander(f"Other readings ({len(others)})"):
        for draft in others:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(words_of(draft), width="stretch")
                st.button("Open", key=f"open-{draft.id}", on_click=take_up, args=(draft,))


def words_of(draft: Draft) -> str:
    """Return a draft as one line."""
    names = ", ".join(file.name for file in draft.files[:3])
    more = f" and {len(draft.files) - 3} more" if len(draft.files) > 3 else ""
    left = f"{len(draft.open)} of {counted(len(draft.items), 'event')} to decide"
    return f"{day_words(draft.made)} · {names}{more} · {left}"


def take_up(draft: Draft) -> None:
    """Show a draft, also one that was put away."""
    if draft.stage is Stage.CLOSED:
        change_draft(draft.id, lambda now: replace(now, stage=Stage.READY))
    st.query_params[REVIEW] = draft.id


def draw_all() -> None:
    """Draw the page but for its header."""
    found = drafts()
    now = shown(found)
    if now is None:
        with st.container(key="text-page"):
            st.title("Reports", anchor=False)
            st.text("Every event on the map leads back to one of these texts.")
            draw_add()
    else:
        draw_draft(now)
    with st.container(key="reports-below"):
        _draw_others(found, now)
        draw_list(table_now())


draw_header()
st.html(ASSETS / "reports.css")
_report = st.query_params.get(REPORT)
if _report:
    with st.container(key="review"):
        draw_past_report(table_now(), _report)
else:
    draw_all()
