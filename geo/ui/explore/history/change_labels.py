"""A change in words: what was done, by whom and when."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st

from geo.share.heading import counted
from geo.store.history.history import Change
from geo.store.history.revisions import Written

ACTION_LABELS = {
    "founding": "There from the start",
    "import": "Imported",
    "add": "Added",
    "edit": "Corrected",
    "accept": "Accepted",
    "reject": "Rejected",
    "merge": "Merged",
    "undo": "Taken back",
}


def action_label(change: Change) -> str:
    """Return what kind of change it is: "Corrected"."""
    return ACTION_LABELS.get(change.action, change.action.capitalize())


def change_label(change: Change) -> str:
    """Return a change of the table in a sentence: its reason, else what was done to which event."""
    about = f"{action_label(change)}: {change.what[0]}" if change.what else action_label(change)
    if change.action == "import" and change.reason:
        return change.reason[:1].upper() + change.reason[1:]
    return f"{about} ({change.reason})" if change.reason else about


def signature(change: Change) -> str:
    """Return when and by whom a change was made, in the reader's own time."""
    when = moment(change.when) if change.when else "from the start"
    return f"{when}, {change.author}"


def moment(when: datetime) -> str:
    """Return a moment in words, in the time zone of the reader's browser."""
    local = when.astimezone(_zone())
    return f"{local.day} {local:%b %Y, %H:%M}"


def undo_summary(written: Written, action: str) -> str:
    """Return what an undo did, and what it left because it was changed again since.

    Parameters
    ----------
    written : Written
        What the undo wrote, and which fields it left.
    action : str
        What was done to the events, such as "taken back".
    """
    said = f"{counted(written.revised, 'event')} {action}."
    if written.kept:
        said += f" {counted(len(written.kept), 'correction')} made since then stayed."
    return said


def _zone() -> tzinfo:
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
