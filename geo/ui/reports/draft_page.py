"""A draft on the page: its progress, its texts, and the events to decide about."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from geo.draw.style import style
from geo.review.accepted_event import certain_items, event_of
from geo.review.decisions import accept, reject, split_item, take_back
from geo.review.draft import Draft, Item, NoSuchItem, Stage, State
from geo.review.draft_store import NoSuchDraft, change_draft, load_draft, load_marks, load_text
from geo.review.reading_process import read_again, reading_of
from geo.review.text_runs import blocks_of, marks_of_items
from geo.share.heading import counted
from geo.store.history.revisions import NoSuchEvent
from geo.store.query import duplicates as same
from geo.store.table import EventTable
from geo.ui.component import mount
from geo.ui.reports.about import ask_for_day, draw_about, title_of
from geo.ui.reports.add import came, draw_add
from geo.ui.reports.correct import open_correct
from geo.ui.reports.dialog_state import ask, asked, forget
from geo.ui.reports.merge import open_merge
from geo.ui.reports.reader_data import item_data
from geo.ui.tables import newest_table
from geo.ui.text import plain

ACCEPT_THRESHOLD = 0.8
MOST_REFUSED = 8
_FAULT = "review-fault"
_DIALOGS = {"correct": open_correct, "merge": open_merge}


@st.fragment(run_every=0.7)
def draw_progress(draft_id: str) -> None:
    """Draw how far the reading is, again and again; the rest of the page stays usable."""
    draft = load_draft(draft_id)
    if draft.stage is not Stage.READING:
        st.rerun()
    reading = reading_of(draft)
    if reading.error:
        st.error(reading.error)
        st.button("Read again", on_click=read_again, args=(draft,))
        return
    doing = "Looking for events in report" if reading.is_extracting else "Reading file"
    number = min(reading.at + 1, reading.total)
    st.progress(min(reading.share, 1.0), text=f"{doing} {number} of {reading.total}")


@st.fragment
def draw_review(draft_id: str) -> None:
    """Draw a draft that was read; only this part runs again when something is decided."""
    draft = load_draft(draft_id)
    # What was put away, is read again or came in addition is another part of the page.
    if draft.stage is not Stage.READY or came():
        st.rerun()
    _draw_head(draft)
    _draw_refused(draft)
    error = st.session_state.pop(_FAULT, None)
    if error:
        st.warning(plain(error))
    if draft.documents:
        with st.container(horizontal=True, key="review-about", vertical_alignment="center"):
            document = _pick(draft)
            draw_about(draft, document)
        ask_for_day(draft, document)
        _draw_reader(draft, document)
    _draw_dialog(draft)


def _draw_dialog(draft: Draft) -> None:
    """Open the dialog that was asked for, as long as its item is there and open."""
    wanted = asked()
    if wanted is None:
        return
    what, draft_id, item_id = wanted
    if draft_id == draft.id and any(item.id == item_id for item in draft.open):
        _DIALOGS[what](draft_id, item_id)
    else:
        forget()


def _draw_head(draft: Draft) -> None:
    with st.container(horizontal=True, key="review-head", vertical_alignment="center"):
        st.title(_progress_sentence(draft), anchor=False, width="stretch")
        certain = certain_items(draft, ACCEPT_THRESHOLD)
        st.button(
            f"Accept all over {ACCEPT_THRESHOLD} ({len(certain)})",
            key="accept-all",
            disabled=not certain,
            on_click=_guarded,
            args=(partial(accept, draft.id, [item.id for item in certain]),),
            help="Takes every open event that is at least so certain.",
        )
        with st.popover("Add reports", width="content"):
            draw_add()
        st.button("Put away", key="put-away", on_click=close, args=(draft.id,))


def _progress_sentence(draft: Draft) -> str:
    if not draft.items:
        read = counted(len(draft.documents), "report")
        return f"{read} read, and no event found" if draft.documents else "Nothing could be read"
    done = len(draft.items) - len(draft.open)
    whole = f"{counted(len(draft.items), 'event')} in {counted(len(draft.documents), 'report')}"
    if not draft.open:
        return f"{whole}: all decided"
    return f"{whole}, {done} decided" if done else whole


def close(draft_id: str) -> None:
    """Put a draft away; it can be taken up again."""
    change_draft(draft_id, lambda draft: replace(draft, stage=Stage.CLOSED))


def _draw_refused(draft: Draft) -> None:
    refused = [file.refused for file in draft.files if file.refused]
    if not refused and not draft.said:
        return
    more = len(refused) - MOST_REFUSED
    with st.container(key="review-refused", gap=None):
        for line in draft.said:
            st.text(line)
        for line in refused[:MOST_REFUSED]:
            st.text(f"Not read: {line}")
        if more > 0:
            st.text(f"And {more} more.")


def _pick(draft: Draft) -> str:
    """Return the report to show: the one chosen, at first the first with an open event."""
    names = draft.documents
    if len(names) == 1:
        return names[0]
    waiting = {name for item in draft.open for name in item.documents}
    first = next((at for at, name in enumerate(names) if name in waiting), 0)
    found: str = st.selectbox(
        "Report",
        names,
        index=first,
        format_func=lambda name: _choice(draft, name),
        key=f"report-{draft.id}",
        label_visibility="collapsed",
        width=420,
    )
    return found


def _choice(draft: Draft, name: str) -> str:
    open_here = sum(name in item.documents for item in draft.open)
    place = f"{draft.documents.index(name) + 1}. {title_of(name)}"
    return f"{place} — {open_here} to decide" if open_here else place


def _draw_reader(draft: Draft, name: str) -> None:
    document = load_text(name)
    items = sorted(
        (item for item in draft.items if name in item.documents),
        key=lambda item: min(c.start for c in item.proposal.claims if c.document == name),
    )
    table = newest_table()
    alike = _alike(items, table)
    rows = [
        item_data(item, number, name, title_of)
        | {
            "same": alike.get(item.id, ""),
            "gone": bool(item.event) and table.row_of(item.event) is None,
        }
        for number, item in enumerate(items, 1)
    ]
    data = {
        "blocks": blocks_of(document, marks_of_items(items, name), load_marks(name)),
        "items": rows,
        "chosen": None,
        "readonly": False,
        "style": style(),
    }
    mount(
        "reader/reader.js",
        data,
        key=f"reader-{draft.id}-{name}",
        states=("act",),
        on_commit=lambda _, value: act(draft.id, value),
    )


def _alike(items: list[Item], table: EventTable) -> dict[str, str]:
    """Return the title of the event on the map that each open item is likely the same as."""
    events = [event_of(item) for item in items if item.state is State.OPEN and not item.lacks_day]
    found: dict[str, str] = {}
    for pair in same.proposals(events, table):
        row = table.row_of(pair.there)
        if row is not None:
            found.setdefault(pair.new, table.event(row).title)
    return found


def act(draft_id: str, value: Any) -> None:
    """Do what a person asked for in the reader; what a browser sends may be anything.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    value : object
        What the browser sent.
    """
    if not isinstance(value, dict):
        return
    what, item_id = value.get("act"), value.get("id")
    if not (isinstance(what, str) and isinstance(item_id, str)):
        return
    if load_draft(draft_id).stage is Stage.READING:
        return
    if what in _DIALOGS:
        ask(what, draft_id, item_id)
    elif what == "accept":
        _guarded(partial(accept, draft_id, [item_id]))
    elif what in _ACTS:
        _guarded(partial(_ACTS[what], draft_id, item_id))


_ACTS = {"reject": reject, "back": take_back, "split": split_item}


def _guarded(decide: Any) -> None:
    """Decide, or keep a sentence that says why not."""
    try:
        decide()
    except (NoSuchItem, NoSuchEvent, NoSuchDraft, ValueError) as error:
        words = str(error)
        st.session_state[_FAULT] = f"Not done: {words[:1].lower()}{words[1:].rstrip('.')}."
