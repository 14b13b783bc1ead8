"""Correcting an event by hand: its title, type, days and place, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from gazetteer.place import Place
from geo.draw.style import TYPES
from geo.model.event import Event, Type
from geo.model.place import Location
from geo.model.timespan import Timespan
from geo.store.history.revisions import NoSuchEvent
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store
from geo.store.table import EventTable
from geo.ui.explore.history.author import current_author, draw_author_field
from geo.ui.gazetteer.places import gazetteer_now
from geo.ui.text import plain

MOST_PLACES = 12
EARLIEST, LATEST = date(1000, 1, 1), date(2999, 12, 31)
AS_IT_IS, NOWHERE = "as it is", "nowhere"
_CORRECTING, _TURN = "history-correcting", "history-turn"

PlaceChoice = Place | str


def ask_correction(event_id: str) -> None:
    """Open the form for an event in the run that follows; an empty id closes it."""
    st.session_state[_CORRECTING] = event_id
    # What was typed into a form that was closed is not to come back with the next one.
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def draw_correction(table: EventTable) -> None:
    """Draw the form over the page where one was asked for; the map under it stays as it is."""
    event_id = st.session_state.get(_CORRECTING)
    row = table.row_of(event_id) if event_id else None
    if row is not None:
        _dialog(table.event(row))


def _closed() -> None:
    ask_correction("")


@st.dialog("Correct this event", width="medium", on_dismiss=_closed)
def _dialog(event: Event) -> None:
    key = f"{event.id}-{st.session_state.get(_TURN, 0)}"
    title = st.text_input("What happened", event.title, max_chars=200, key=f"title-{key}")
    kind = st.selectbox(
        "Type",
        list(Type),
        index=list(Type).index(event.type),
        format_func=lambda each: TYPES[each]["label"],
        key=f"type-{key}",
    )
    first, last = _draw_days(event, key)
    place = _draw_place(event, key)
    why = st.text_input("Why", max_chars=200, key=f"why-{key}", placeholder="page 2 says so")
    draw_author_field()
    if st.button("Save the correction", type="primary"):
        try:
            fixed = corrected(event, title, kind or event.type, first, last, place)
            _save(event, fixed, why)
        except (CannotOpen, NoSuchEvent, OSError, ValueError) as error:
            st.warning(plain(f"Nothing was changed: {error}."))
        else:
            _closed()
            st.rerun()


def _draw_days(event: Event, key: str) -> tuple[date | None, date | None]:
    days = (event.timespan.first, event.timespan.last) if event.timespan else (None, None)
    limits: dict[str, Any] = {
        "min_value": EARLIEST,
        "max_value": LATEST,
        "format": "YYYY-MM-DD",
    }
    with st.container(horizontal=True):
        first = st.date_input("First day", days[0], key=f"first-{key}", **limits)
        last = st.date_input("Last day", days[1], key=f"last-{key}", **limits)
    return first, last


def _draw_place(event: Event, key: str) -> PlaceChoice:
    """Draw the choice of a place: the one it has, none, or what a name may stand for."""
    name = st.text_input("Look a place up", max_chars=200, key=f"look-{key}", placeholder="Tartous")
    found: list[PlaceChoice] = []
    if name.strip():
        found = [each.place for each in gazetteer_now().candidates(name, limit=MOST_PLACES)]
        if not found:
            st.text(f"No place called “{name.strip()}” is known.")
    choices: list[PlaceChoice] = [*found, AS_IT_IS, NOWHERE]
    # The list follows the name that is looked up, so that the likeliest place comes first.
    return st.selectbox(
        "Place",
        choices,
        format_func=lambda each: _choice_label(each, event),
        key=f"place-{key}-{name.strip()}",
    )


def _choice_label(choice: PlaceChoice, event: Event) -> str:
    if isinstance(choice, Place):
        parts = [choice.name, choice.admin1, choice.country]
        return f"{', '.join(dict.fromkeys(part for part in parts if part))} ({choice.kind})"
    if choice == NOWHERE:
        return "No place is known"
    return f"{event.location.name} (as it is)" if event.location else "No place (as it is)"


def corrected(
    event: Event,
    title: str,
    kind: Type,
    first: date | None,
    last: date | None,
    place: PlaceChoice,
) -> Event:
    """Return an event as a person corrected it; what the reports claim stays as they claim it.

    Parameters
    ----------
    event : Event
        The event as it is.
    title : str
        The wanted title.
    kind : Type
        The wanted type.
    first : date or None
        The first day; None with no last day for an event without a date.
    last : date or None
        The last day; None for that of the first.
    place : Place or str
        A place, `AS_IT_IS` or `NOWHERE`.

    Raises
    ------
    ValueError
        When the title is empty or the days do not follow each other; the sentence says which.
    """
    if not title.strip():
        raise ValueError("an event needs a title")
    return replace(
        event,
        title=title.strip(),
        type=kind,
        timespan=_timespan_of(event.timespan, first, last),
        location=_location_of(event.location, place),
    )


def _timespan_of(before: Timespan | None, first: date | None, last: date | None) -> Timespan | None:
    """Return the timespan of two days; the one before, with its words, where they are the same."""
    if first is None or last is None:
        if last is not None:
            raise ValueError("a last day needs a first day")
        last = first
    if first is None or last is None:
        return None
    if before and (before.first, before.last) == (first, last):
        return before
    from geo.ui.reports.correct import precision_of

    return Timespan(first, last, precision_of(first, last))


def _location_of(before: Location | None, choice: PlaceChoice) -> Location | None:
    """Return the location that was chosen; a person's choice has confidence 1."""
    if isinstance(choice, Place):
        # The reader takes a second to load, which the map should not wait for.
        from geo.gazetteer_adapter import location_of as sure_location

        return sure_location(choice)
    return before if choice == AS_IT_IS else None


def _save(before: Event, fixed: Event, why: str) -> None:
    if fixed == before:
        raise ValueError("nothing is different yet")
    open_store().edit(fixed, current_author(), " ".join(why.split()))
