"""What the event card says of an event's past, and what is taken back there."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.share.heading import counted
from geo.store.history.history import Change, change_sizes, history, taken_back
from geo.store.history.revisions import EventStore, NoSuchEvent, Written
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store, open_table
from geo.store.table import EventTable
from geo.ui.explore.history.author import current_author
from geo.ui.explore.history.change_labels import action_label
from geo.ui.explore.history.correction import ask_correction
from geo.ui.state import change_view

LONGEST_REASON = 200
_OPEN, _SAID, _GONE = "history-open", "history-said", "history-gone"


def history_data(table: EventTable, event_id: str) -> dict[str, Any] | None:
    """Return an event's past for its card: only that there is one, until it is opened.

    None in another site's frame, where nothing is to be changed.

    Parameters
    ----------
    table : EventTable
        The event table.
    event_id : str
        The id of the event.
    """
    if st.context.is_embedded:
        return None
    newest = table.revision is not None and table.revision == open_table().revision
    if st.session_state.get(_OPEN) != event_id:
        return {"open": False, "can": newest}
    try:
        store = open_store()
        changes = history(store, event_id)
    except CannotOpen:
        note = "This table is a file that can only be read; it has no past."
        return {"open": True, "can": False, "note": note, "changes": []}
    note = "" if newest else "The map shows an earlier state. To change anything, show the newest."
    return {
        "open": True,
        "can": newest,
        "note": note,
        "said": st.session_state.get(_SAID, ""),
        "changes": _changes(store, changes, newest),
    }


def _changes(store: EventStore, changes: list[Change], newest: bool) -> list[dict[str, Any]]:
    """Return the changes of an event, the newest first."""
    sizes = change_sizes(store, [change.id for change in changes])
    undone = taken_back(changes[::-1])
    return [
        {
            "id": change.id,
            "deed": action_label(change),
            "when": change.when and change.when.isoformat(),
            "who": change.author,
            "why": change.reason,
            "what": list(change.what),
            "others": 0 if _is_merge(change, changes) else sizes.get(change.id, 1) - 1,
            "undone": change.id in undone,
            "can": newest and bool(change.id) and change.id not in undone,
        }
        for change in changes[::-1]
    ]


def _is_merge(change: Change, changes: list[Change]) -> bool:
    """Say whether a change merged events or took a merge back."""
    by_id = {each.id: each for each in changes if each.id}
    # No longer than there are changes: what a shared table says may go round in circles.
    for _ in changes:
        change = by_id.get(change.undoes, change)
    return change.action == "merge"


def commit_history(what: str, value: Any) -> None:
    """Open or close an event's past, take one of its changes back, or ask for a correction.

    Parameters
    ----------
    what : str
        "history" with {event, open}, "undo" with {event, change, why} or "correct" with {event};
        it comes from a browser.
    value : dict
        What the browser sent with it.

    Raises
    ------
    KeyError, TypeError, ValueError
        When the value is none of that.
    """
    event = value["event"]
    if st.context.is_embedded:
        return
    if not isinstance(event, str):
        raise TypeError("an event's id is a text")
    st.session_state[_SAID] = ""
    if what == "history":
        st.session_state[_OPEN] = event if value["open"] else ""
    elif what == "correct":
        ask_correction(event)
    else:
        st.session_state[_SAID] = take_back(event, str(value["change"]), str(value["why"]))


def say_gone() -> None:
    """Say once that an event went with the change that was taken back, and how it comes again."""
    # A callback cannot say it: what it draws is gone with the run that follows.
    if st.session_state.pop(_GONE, False):
        st.toast("The event is shown no longer. The Data page can bring it back.")


def take_back(event: str, change: str, reason: str) -> str:
    """Take back a change of an event by a new change, and return a sentence on what came of it.

    A change of many events, such as an import, is taken back for this one alone; but a merge is
    one change of two events, and parting only one of them would leave neither right.

    Parameters
    ----------
    event : str
        The id of the event.
    change : str
        The id of the change.
    reason : str
        The reason that the history keeps.
    """
    try:
        store = open_store()
        changes = history(store, event)
        found = next((each for each in changes if each.id and each.id == change), None)
        if found is None:
            return "There is no such change any more."
        reason = " ".join(reason.split())[:LONGEST_REASON]
        only = "" if _is_merge(found, changes) else event
        done = store.undo(change, current_author(), reason, only=only)
        hidden = open_table().row_of(event) is None
    except (CannotOpen, NoSuchEvent, OSError) as error:
        return f"Nothing was changed: {error}."
    if hidden:
        change_view(event="")
        st.session_state[_GONE] = True
    return _outcome(event, done)


def _outcome(event: str, done: Written) -> str:
    kept = [each.removeprefix(f"{event} ") for each in done.kept if each.startswith(event)]
    if not kept:
        return "Taken back."
    return (
        f"Taken back, but for {counted(len(kept), 'field')} changed again since: {', '.join(kept)}."
    )
