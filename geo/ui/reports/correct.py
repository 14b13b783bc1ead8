"""The dialog that corrects a proposed event; each change is kept in the draft as it is made."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from geo.draw.style import KINDS, TYPES, style
from geo.gazetteer_adapter import location_of
from geo.model.event import Type
from geo.model.place import Location
from geo.model.timespan import Precision, Timespan
from geo.review.decisions import accept, correct
from geo.review.draft import Draft, Item, NoSuchItem
from geo.review.draft_store import load_draft
from geo.ui.component import mount
from geo.ui.gazetteer.places import gazetteer_now
from geo.ui.reports.dialog_state import done, forget
from geo.ui.text import plain

OLDEST, LATEST = date(1, 1, 1), date(9998, 12, 31)
MOST_PLACES = 12
MOST_PER_NAME = 8
MOST_KILLED = 10_000_000
# Pixels: two fields and the mark beside them in the dialog, one below the other on a telephone.
DATE_WIDTH = 230
LEAST_BELIEF = 0.01
NOWHERE = ""


@st.dialog("Correct the event", width="medium", on_dismiss=forget)
def open_correct(draft_id: str, item_id: str) -> None:
    """Show the dialog for an open item.

    Parameters
    ----------
    draft_id : str
        The id of the draft.
    item_id : str
        The id of the proposed event in the draft.
    """
    item = load_draft(draft_id).item(item_id)
    for claim in item.proposal.claims:
        st.markdown(f"> {plain(claim.words)}")
    _Fields(draft_id, item).draw()
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.caption("Changes are kept as you make them.", width="stretch")
        if st.button("Done", key="fix-done"):
            done()
        if st.button("Accept", key="fix-accept", type="primary", disabled=item.lacks_day):
            try:
                accept(draft_id, [item_id])
            except (NoSuchItem, ValueError) as error:
                st.warning(plain(f"Not accepted: {error}."))
            else:
                done()


class _Fields:
    """The fields of one item; each widget's key names the item, so that no two share a value."""

    def __init__(self, draft_id: str, item: Item) -> None:
        self.draft_id, self.item, self.proposal = draft_id, item, item.proposal

    def draw(self) -> None:
        """Draw all fields."""
        st.text_input("Title", max_chars=300, **self._on("title", self._set_title))
        self._draw_place()
        self._draw_days()
        with st.container(horizontal=True):
            st.selectbox(
                "Type",
                list(Type),
                format_func=lambda kind: TYPES[kind]["label"],
                **self._on("type", self._set_plain),
            )
            self._draw_actors()
        with st.container(horizontal=True):
            for name, label in (("low", "at least"), ("best", "best figure"), ("high", "at most")):
                st.number_input(
                    f"Killed, {label}", 0, MOST_KILLED, None, **self._on(name, self._set_plain)
                )

    def _on(self, name: str, then: Any) -> dict[str, Any]:
        """Return a widget's key and callback; it starts with what the proposal has."""
        key = self._key(name)
        if key not in st.session_state:
            st.session_state[key] = self._start(name)
        return {"key": key, "on_change": then, "args": (name, key)}

    def _start(self, name: str) -> Any:
        span = self.proposal.timespan
        if name in ("first", "last"):
            return getattr(span, name, None)
        if name == "about":
            return bool(span and span.approx)
        value = getattr(self.proposal, name)
        return list(value) if name == "actors" else value

    def _key(self, name: str) -> str:
        return f"fix-{self.item.id}-{name}"

    def _correct(self, **fields: Any) -> Draft:
        return correct(self.draft_id, self.item.id, **fields)

    def _set_plain(self, name: str, key: str) -> None:
        self._correct(**{name: st.session_state[key]})

    def _set_title(self, name: str, key: str) -> None:
        words = " ".join(str(st.session_state[key]).split())
        if words:
            self._correct(title=words)

    def _draw_actors(self) -> None:
        named = [actor for claim in self.proposal.claims for actor in claim.actors]
        st.multiselect(
            "Actors",
            list(dict.fromkeys([*self.proposal.actors, *named])),
            accept_new_options=True,
            **self._on("actors", self._set_actors),
        )

    def _set_actors(self, name: str, key: str) -> None:
        self._correct(actors=tuple(dict.fromkeys(st.session_state[key])))

    def _draw_place(self) -> None:
        looked = st.session_state.get(self._key("name"), "").strip()
        choices = place_choices(self.item, looked)
        now = self.proposal.location
        chosen = now.place_id if now else NOWHERE
        # The map and the list choose the same thing, so the list's own memory must not win.
        st.session_state[self._key("location")] = chosen
        labels = {
            place.place_id: _place_label(at, place) for at, place in enumerate(choices.values(), 1)
        }
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox(
                "Place",
                [*choices, NOWHERE],
                format_func=lambda each: labels.get(each, "No place"),
                **self._on("location", lambda _, key: self._choose(choices, st.session_state[key])),
            )
            st.text_input("Look up another name", key=self._key("name"), max_chars=200, width=220)
        if looked and not any(_answers(looked)):
            st.caption(plain(f"No place called “{looked}” is known."))
        places = [
            {"id": each.place_id, "lon": each.lon, "lat": each.lat, "label": each.label}
            for each in choices.values()
        ]
        mount(
            "page/places_map.js",
            {"places": places, "chosen": chosen, "style": style()},
            key=self._key("map"),
            states=("chosen",),
            on_commit=lambda _, value: self._choose(choices, value),
        )

    def _choose(self, choices: dict[str, Location], place_id: Any) -> None:
        if place_id != NOWHERE and place_id not in choices:
            return
        place = _as_read(self.item, choices[place_id]) if place_id else None
        done = self._correct(location=place)
        # A title that names the place follows it.
        st.session_state[self._key("title")] = done.item(self.item.id).proposal.title

    def _draw_days(self) -> None:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name in ("first", "last"):
                st.date_input(
                    f"{name.capitalize()} day",
                    None,
                    min_value=OLDEST,
                    max_value=LATEST,
                    format="YYYY-MM-DD",
                    width=DATE_WIDTH,
                    **self._on(name, self._set_days),
                )
            st.checkbox("About", **self._on("about", self._set_days))

    def _set_days(self, name: str, key: str) -> None:
        first, last = st.session_state[self._key("first")], st.session_state[self._key("last")]
        if first is None and last is None:
            self._correct(timespan=None)
            return
        first, last = first or last, last or first
        if last < first:
            # Whichever was typed last is meant; the other follows.
            first, last = (first, first) if name == "first" else (last, last)
        # Both fields show what was kept.
        st.session_state[self._key("first")] = first
        st.session_state[self._key("last")] = last
        about = bool(st.session_state[self._key("about")])
        old = self.proposal.timespan
        words = old.words if old else ""
        self._correct(timespan=Timespan(first, last, precision_of(first, last), about, words))


def precision_of(first: date, last: date) -> Precision:
    """Return the unit that two days make up: a day, a month, a year, or just a range.

    Parameters
    ----------
    first : date
        The first day.
    last : date
        The last day.
    """
    if first == last:
        return Precision.DAY
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return Precision.YEAR
    whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return Precision.MONTH
    return Precision.RANGE


def place_choices(item: Item, looked: str) -> dict[str, Location]:
    """Return the places to choose from by id: as it is, as read, others, and what is looked up.

    Parameters
    ----------
    item : Item
        The proposed event.
    looked : str
        A place name to look up; empty for none.
    """
    proposal = item.proposal
    found: list[Location | None] = [proposal.location]
    found += [*_answers(looked)] if looked else []
    found += [claim.location for claim in proposal.claims]
    found += [other for claim in proposal.claims for other in claim.others]
    for name in dict.fromkeys(claim.toponym for claim in proposal.claims if claim.toponym):
        found += _answers(name)
    choices: dict[str, Location] = {}
    for each in found:
        if each is not None:
            choices.setdefault(each.place_id, each)
    return dict(list(choices.items())[:MOST_PLACES])


def _answers(name: str) -> list[Location]:
    try:
        found = gazetteer_now().candidates(name, limit=MOST_PER_NAME)
    except ValueError:
        return []
    likely = [each for each in found if each.confidence >= LEAST_BELIEF] or found
    return [location_of(each.place, each.confidence) for each in likely]


def _as_read(item: Item, chosen: Location) -> Location:
    """Return a place that a person chose, which is sure; the one that was read is as it was."""
    read = [claim.location for claim in item.proposal.claims if claim.location]
    old = item.proposal.location
    if old and old.place_id == chosen.place_id:
        return old
    back = next((each for each in read if each.place_id == chosen.place_id), None)
    return replace(back or chosen, confidence=1.0)


def _place_label(number: int, location: Location) -> str:
    """Return a place with its number on the map."""
    kind = "" if location.kind.is_area else f"{KINDS[location.kind].lower()}; "
    return f"{number}. {location.label} ({kind}{location.lat:.2f}, {location.lon:.2f})"
