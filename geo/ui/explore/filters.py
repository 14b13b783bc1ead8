"""The row of filters; each writes its field of the View and offers its values with counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from geo.model.view import View
from geo.store.query.select import Facet
from geo.ui.state import change_view

CERTAINTY = {0.0: "Any certainty", 0.5: "50 % and more", 0.7: "70 % and more", 0.9: "90 % and more"}
_COUNT = re.compile(r" \([\d,]+\)$")
Names = Mapping[str, str]
Facets = Mapping[Facet, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter: the facet it counts, the field of the View it sets, and its label."""

    facet: Facet
    attribute: str
    label: str
    empty: str


CHOICES = (
    Choice(Facet.PROVINCE, "provinces", "Province", "All provinces"),
    Choice(Facet.TYPE, "types", "Type", "All types"),
    Choice(Facet.ACTOR, "actors", "Actor", "All actors"),
    Choice(Facet.SOURCE, "sources", "Source", "All sources"),
    Choice(Facet.STATUS, "statuses", "Status", "Any status"),
)


def draw_filters(view: View, facets: Facets, names: Names) -> None:
    """Draw the row of filters, each value with its count.

    `names` gives the words for values that are codes (provinces by ISO 3166-2 code).
    """
    _draw_words(view)
    for choice in CHOICES:
        _draw_choice(choice, view, facets[choice.facet], names)
    _draw_certainty(view)


def _set(key: str, value: object) -> str:
    # The View leads: a link or a click on the map may have changed what the widget shows.
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _draw_words(view: View) -> None:
    key = _set("filter-words", view.query)
    st.text_input(
        "Words",
        key=key,
        placeholder="Search words",
        max_chars=200,
        label_visibility="collapsed",
        on_change=_commit(key, "query", lambda text: " ".join(text.split())),
    )


def _draw_choice(choice: Choice, view: View, counts: Mapping[str, int], names: Names) -> None:
    chosen: tuple[str, ...] = getattr(view, choice.attribute)
    key = _set(f"filter-{choice.attribute}", list(chosen))
    st.multiselect(
        choice.label,
        _options(counts, chosen),
        format_func=lambda value: f"{names.get(value, value)} ({counts.get(value, 0):,})",
        key=key,
        placeholder=choice.empty,
        label_visibility="collapsed",
        select_all=False,
        wrap=False,
        on_change=_commit(key, choice.attribute, partial(_meant, counts, names)),
    )


def _meant(counts: Mapping[str, int], names: Names, chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the values of what was chosen.

    A browser sends labels back. One chosen before the counts in them changed is no option any
    more, and comes as the text that it was.
    """
    words = {names.get(value, value): value for value in counts}
    return tuple(
        each if each in counts else words.get(_COUNT.sub("", each), each) for each in chosen
    )


def _options(counts: Mapping[str, int], chosen: tuple[str, ...]) -> list[str]:
    offered = [value for value, count in counts.items() if count or value in chosen]
    return offered + [value for value in chosen if value not in counts]


def _draw_certainty(view: View) -> None:
    key = _set("filter-certainty", view.certainty)
    steps = sorted({*CERTAINTY, view.certainty})
    st.selectbox(
        "Certainty",
        steps,
        format_func=lambda step: CERTAINTY.get(step, f"{100 * step:g} % and more"),
        key=key,
        label_visibility="collapsed",
        on_change=_commit(key, "certainty", float),
    )


def _commit(key: str, attribute: str, convert: Callable[..., object]) -> Callable[[], None]:
    def commit() -> None:
        change_view(**{attribute: convert(st.session_state[key])})

    return commit
