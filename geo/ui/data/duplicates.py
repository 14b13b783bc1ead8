"""Events that are likely one happening: proposed with their reasons, decided by a person."""

from __future__ import annotations

import numpy as np
import streamlit as st

from geo.model.event import Event
from geo.share.heading import counted
from geo.store.history.history import Change, changes, taken_back
from geo.store.history.revisions import EventStore, NoSuchEvent
from geo.store.log.revision_reads import ids_of_change
from geo.store.query.duplicates import DuplicatePair, keep_apart, kept_apart, merge, proposals
from geo.store.table import EventTable
from geo.ui.data.past import MOST_CHANGES
from geo.ui.explore.history.author import current_author
from geo.ui.explore.history.change_labels import signature
from geo.ui.text import plain

WHOLE = 5_000
SHOWN = 10
_FOUND = "same-found"


def draw_duplicates(store: EventStore, table: EventTable) -> None:
    """Draw the pairs of events that are likely one, and what was decided before.

    Parameters
    ----------
    store : EventStore
        The event table with its past, which changes are written to.
    table : EventTable
        The event table.
    """
    st.subheader("The same happening?", anchor=False)
    found = _found(store, table)
    if found is None:
        st.text(f"The table has {len(table.columns):,} events, so this waits until you ask.")
        if st.button(f"Look among the last {WHOLE:,} imported events"):
            st.session_state[_FOUND] = (_key(store, table), _look(store, table))
            st.rerun()
    elif not found:
        st.text("No two events of different sources look like one.")
    for proposal in (found or [])[:SHOWN]:
        _draw_pair(store, table, proposal)
    if found and len(found) > SHOWN:
        st.text(f"The likeliest {SHOWN} of {len(found):,}; the next ones follow.")
    _draw_decided(store, table)


def _key(store: EventStore, table: EventTable) -> object:
    return table.fingerprint, kept_apart(store)


def _found(store: EventStore, table: EventTable) -> list[DuplicatePair] | None:
    """Return the proposals; None where a large table was not searched yet."""
    key = _key(store, table)
    kept: tuple[object, list[DuplicatePair]] | None = st.session_state.get(_FOUND)
    if kept is None or kept[0] != key:
        if len(table.columns) > WHOLE:
            return None
        kept = st.session_state[_FOUND] = (key, _look(store, table))
    return kept[1]


def _look(store: EventStore, table: EventTable) -> list[DuplicatePair]:
    with st.spinner("Comparing the events."):
        events = table.events(np.array(_rows(store, table), np.intp))
        return proposals(events, table, kept_apart(store))


def _rows(store: EventStore, table: EventTable) -> list[int]:
    """Return the rows to look at: all of a small table, else those imported last."""
    if len(table.columns) <= WHOLE:
        return list(range(len(table.columns)))
    files = store.events.files()
    imports = [change for change in changes(store, MOST_CHANGES) if change.action == "import"]
    if not files or not imports:
        return list(range(WHOLE))
    ids = ids_of_change(store.events, files, imports[0].id)[:WHOLE]
    rows = [table.row_of(event_id) for event_id in ids]
    return [row for row in rows if row is not None]


def _draw_pair(store: EventStore, table: EventTable, proposal: DuplicatePair) -> None:
    one, other = _event(table, proposal.there), _event(table, proposal.new)
    if one is None or other is None:
        return
    key = f"{one.id}-{other.id}"
    with st.container(border=True, key=f"pair-{key}"):
        left, right = st.columns(2)
        with left:
            _draw_event(one, table)
        with right:
            _draw_event(other, table)
        st.caption(plain(f"{100 * proposal.score:.0f} % alike: {', '.join(proposal.reasons)}."))
        with st.container(horizontal=True):
            if st.button("Merge into the first", key=f"first-{key}"):
                _merge(store, one, other, proposal)
            if st.button("Merge into the second", key=f"second-{key}"):
                _merge(store, other, one, proposal)
            if st.button("Keep apart", key=f"two-{key}"):
                keep_apart(store, one.id, other.id, current_author())
                st.rerun()


def _draw_event(event: Event, table: EventTable) -> None:
    st.markdown(f"**{plain(event.title)}**")
    when = event.timespan.humanize() if event.timespan else "no date"
    where = event.location.name if event.location else "no place"
    reports = dict.fromkeys(claim.report_id for claim in event.claims)
    said = ", ".join(dict.fromkeys(table.reports[each].publisher for each in reports))
    st.caption(plain(f"{when} · {where} · {said}"))


def _merge(store: EventStore, keep: Event, gone: Event, proposal: DuplicatePair) -> None:
    why = f"“{gone.title}” is the same as “{keep.title}”: {', '.join(proposal.reasons)}"
    try:
        merge(store, keep.id, gone.id, current_author(), why)
    except NoSuchEvent as error:
        st.warning(plain(f"{error}."))
        return
    st.rerun()


def _draw_decided(store: EventStore, table: EventTable) -> None:
    listed = changes(store, MOST_CHANGES)
    undone = taken_back(listed)
    merged = [each for each in listed if each.action == "merge" and each.id not in undone]
    apart = [pair for pair in sorted(kept_apart(store)) if all(_event(table, e) for e in pair)]
    if not merged and not apart:
        return
    with st.expander(f"{counted(len(merged) + len(apart), 'pair')} decided"):
        for change in merged[:SHOWN]:
            _draw_merged(store, change)
        for one, other in apart[:SHOWN]:
            _draw_apart(store, table, one, other)


def _draw_merged(store: EventStore, change: Change) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(change.reason)
            st.caption(plain(f"Merged {signature(change)}"))
        if st.button("Part them again", key=f"part-{change.id}"):
            store.undo(change.id, current_author())
            st.rerun()


def _draw_apart(store: EventStore, table: EventTable, one: str, other: str) -> None:
    titles = [event.title for event in (_event(table, one), _event(table, other)) if event]
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch", gap=None):
            st.text(" and ".join(f"“{title}”" for title in titles))
            st.caption("Kept apart")
        if st.button("Ask again", key=f"open-{one}-{other}"):
            keep_apart(store, one, other, current_author(), apart=False)
            st.rerun()


def _event(table: EventTable, event_id: str) -> Event | None:
    row = table.row_of(event_id)
    return None if row is None else table.event(row)
