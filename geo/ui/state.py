"""The View of this visit: read from the address, kept in the session, written back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.model.address import FIELDS, LinkError, decode, encode
from geo.model.view import View
from geo.share.link import vocabulary
from geo.store.table import EventTable

_KEYS = tuple(field.key for field in FIELDS)
_VIEW, _LINK, _ERRORS = "view", "link", "errors"

Link = dict[str, list[str]]


def link_now() -> Link:
    """Return the address's values for the keys that are ours."""
    found = {key: st.query_params.get_all(key) for key in _KEYS}
    return {key: values for key, values in found.items() if values}


def as_link(view: View) -> Link:
    """Return a View as the values of each key."""
    link: Link = {}
    for key, value in encode(view):
        link.setdefault(key, []).append(value)
    return link


def open_view(table: EventTable) -> View:
    """Return the View, taken from the address whenever that is not what we last wrote."""
    link = link_now()
    if _VIEW not in st.session_state or link != st.session_state[_LINK]:
        view, errors = decode(link, vocabulary(table))
        view, more = _with_revision_of(table, view)
        st.session_state[_ERRORS] = (*errors, *more)
        set_view(view)
    current: View = st.session_state[_VIEW]
    return current


def _with_revision_of(table: EventTable, view: View) -> tuple[View, tuple[LinkError, ...]]:
    """Return the View, without a revision that the table could not be opened at."""
    asked = view.revision
    if asked is None or asked == table.revision:
        return view, ()
    reason = "the event table has no such revision, so the newest is shown"
    if table.revision is None:
        reason = "this event table is a file without a past, so it is shown as it is"
    return view.replace(revision=None), (LinkError("rev", str(asked), reason),)


def set_view(view: View) -> None:
    """Keep a View and write it into the address; keys that are not ours stay."""
    link = as_link(view)
    st.session_state[_VIEW] = view
    st.session_state[_LINK] = link
    if link != link_now():
        others = {key: st.query_params.get_all(key) for key in st.query_params if key not in _KEYS}
        st.query_params.from_dict(others | link)


def change_view(**changes: Any) -> None:
    """Change some fields of the View."""
    view: View = st.session_state[_VIEW]
    set_view(view.replace(**changes))


def link_errors() -> tuple[LinkError, ...]:
    """Return what could not be read in the link that was opened last."""
    found: tuple[LinkError, ...] = st.session_state.get(_ERRORS, ())
    return found
