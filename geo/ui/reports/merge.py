"""The dialog that puts a proposed event together with another, or with one on the map."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from basics.geodesy import distance_km
from geo.model.event import Event
from geo.model.timespan import Timespan, day_number
from geo.read.coreference.proposal import Proposal
from geo.review.accepted_event import event_of
from geo.review.decisions import merge_into_event, merge_items
from geo.review.draft import Draft, Item, NoSuchItem
from geo.review.draft_store import load_draft
from geo.store.history.revisions import NoSuchEvent
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store
from geo.store.query import duplicates as same
from geo.store.table import EventTable
from geo.ui.reports.dialog_state import done, forget
from geo.ui.tables import newest_table
from geo.ui.text import plain

MOST = 200
# How far two events are apart for sorting: a day counts like this many kilometres.
KM_A_DAY = 10.0
_UNPLACED, _UNDATED = 50.0, 1000.0


@dataclass(frozen=True, slots=True)
class Other:
    """What a proposed event may be merged with; `there` says that it is on the map already."""

    id: str
    words: str
    there: bool
    why: str = ""


@st.dialog("Merge with", width="medium", on_dismiss=forget)
def open_merge(draft_id: str, item_id: str) -> None:
    """Show the dialog for an open item.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    draft = load_draft(draft_id)
    item = draft.item(item_id)
    st.markdown(f"**{plain(item.proposal.title)}**")
    for claim in item.proposal.claims:
        st.markdown(f"> {plain(claim.words)}")
    others = _others_of(draft, item, newest_table())
    if not others:
        st.text("There is nothing it could be merged with.")
        return
    chosen: Other = st.selectbox(
        "The same happening as", others, format_func=lambda other: other.words, key="merge-with"
    )
    if chosen.why:
        st.caption(plain(f"Likely, since: {chosen.why}."))
    st.caption("The sentences of both then stand behind one event, and it can be taken back.")
    waits = chosen.there and item.lacks_day
    if waits:
        st.caption("The publication day of the report is needed first.")
    if st.button("Merge", type="primary", key="merge-now", disabled=waits):
        try:
            _merge(draft_id, item_id, chosen)
        except (NoSuchItem, NoSuchEvent, ValueError) as error:
            st.warning(plain(f"Not merged: {error}."))
        else:
            done()


def _merge(draft_id: str, item_id: str, other: Other) -> None:
    if other.there:
        merge_into_event(draft_id, item_id, other.id)
    else:
        merge_items(draft_id, item_id, other.id)


def _others_of(draft: Draft, item: Item, table: EventTable) -> list[Other]:
    """Return what an item may be merged with: likely ones first, then the nearest in time."""
    likely = _likely(item, table)
    known = {other.id for other in likely} | {item.id}
    rest = [(_apart(item.proposal, each.proposal), _proposed(each)) for each in draft.open]
    rest += [(_apart(item.proposal, event), _there(event)) for event in _near(item, table)]
    rest.sort(key=lambda pair: pair[0])
    return [*likely, *(other for _, other in rest if other.id not in known)][:MOST]


def _likely(item: Item, table: EventTable) -> list[Other]:
    if item.lacks_day:
        return []
    found = []
    for pair in same.proposals([event_of(item)], table, _kept_apart()):
        row = table.row_of(pair.there)
        if row is not None:
            found.append(_there(table.event(row), ", ".join(pair.reasons)))
    return found


def _kept_apart() -> frozenset[tuple[str, str]]:
    try:
        return same.kept_apart(open_store())
    except CannotOpen:
        return frozenset()


def _near(item: Item, table: EventTable) -> list[Event]:
    """Return the events of the table that begin nearest in time, each built only when needed."""
    columns = table.columns
    span = item.proposal.timespan
    day = day_number(span.first) if span else 0
    at = int(columns.first[: columns.drawn].searchsorted(day))
    low = max(0, min(at - MOST // 2, columns.drawn - MOST))
    undated = range(columns.drawn, min(len(columns), columns.drawn + MOST // 4))
    rows = [*range(low, min(low + MOST, columns.drawn)), *undated]
    return table.events(np.array(rows, np.intp))


def _proposed(item: Item) -> Other:
    words = _event_label("Proposed", item.proposal.title, item.proposal.timespan)
    return Other(item.id, words, False)


def _there(event: Event, why: str = "") -> Other:
    return Other(event.id, _event_label("On the map", event.title, event.timespan), True, why)


def _event_label(where: str, title: str, span: Timespan | None) -> str:
    return f"{where}: {title} · {span.humanize() if span else 'no date'}"


def _apart(one: Proposal, other: Proposal | Event) -> float:
    """Return how far two events are apart in time and place, in days."""
    here, there = one.location, other.location
    far = _UNPLACED
    if here and there:
        far = float(distance_km(here.lon, here.lat, there.lon, there.lat)) / KM_A_DAY
    if one.timespan is None or other.timespan is None:
        return far + _UNDATED
    first = abs((one.timespan.first - other.timespan.first).days)
    return far + first + abs((one.timespan.last - other.timespan.last).days)
