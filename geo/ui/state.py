"""The View of this visit: read from the address, kept in the session, written back."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geo.model.view import FIELDS, Fault, View, decode, encode
from geo.store.table import Table
from geo.ui.words import provinces

_KEYS = tuple(field.key for field in FIELDS)
_VIEW, _LINK, _FAULTS = "view", "link", "faults"

Link = dict[str, list[str]]


def vocabulary(table: Table) -> dict[str, Any]:
    """Return the values that a link may name, by the View's field name."""
    known = table.columns.vocabulary
    return {
        "provinces": {row["iso"] for row in known.province}.union(provinces().iso),
        "actors": set(known.actor),
        "sources": set(known.source),
        "event": _EventIds(table),
    }


class _EventIds:
    """Says which event ids exist without listing them; has what a link check asks for."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __contains__(self, event_id: str) -> bool:
        return self._table.row_of(event_id) is not None


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


def open_view(table: Table) -> View:
    """Return the View, taken from the address whenever that is not what we last wrote."""
    link = link_now()
    if _VIEW not in st.session_state or link != st.session_state[_LINK]:
        view, faults = decode(link, vocabulary(table))
        st.session_state[_FAULTS] = faults
        set_view(view)
    current: View = st.session_state[_VIEW]
    return current


def set_view(view: View) -> None:
    """Keep a View and write it into the address; keys that are not ours stay."""
    link = as_link(view)
    st.session_state[_VIEW] = view
    st.session_state[_LINK] = link
    if link != link_now():
        others = {
            key: st.query_params.get_all(key) for key in st.query_params if key not in _KEYS
        }
        st.query_params.from_dict(others | link)


def change_view(**changes: Any) -> None:
    """Change some fields of the View."""
    view: View = st.session_state[_VIEW]
    set_view(view.but(**changes))


def faults() -> tuple[Fault, ...]:
    """Return what could not be read in the link that was opened last."""
    found: tuple[Fault, ...] = st.session_state.get(_FAULTS, ())
    return found
