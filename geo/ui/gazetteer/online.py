"""Asking a geocoder on the network, which happens only once a person has switched it on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import streamlit as st

from gazetteer.place import Place
from gazetteer.sources import online
from gazetteer.sources.own import add_place
from geo.ui.gazetteer.places import forget_gazetteer
from geo.ui.text import plain

SERVERS = {
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
    "geonames": "https://secure.geonames.org",
}
_ANSWER = "online-answer"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service said to a name: a place, none, or that it could not be asked."""

    name: str
    place: Place | None
    fault: str = ""


def draw_ask(name: str, country: str) -> None:
    """Offer to ask the service that is switched on about a name, and draw what it said.

    Parameters
    ----------
    name : str
        The place name as it is written.
    country : str
        ISO 3166-1 code of the country to look in; empty for all.
    """
    service = _service()
    if service is None:
        return
    if st.button(plain(f"Ask {service.url}")):
        with st.spinner("Asking."):
            asked = _asking(service)
            place = asked.look_up(name, country)
        st.session_state[_ANSWER] = Answer(name, place, "" if place else asked.last_fault)
    answer: Answer | None = st.session_state.get(_ANSWER)
    if answer is not None and answer.name == name:
        _draw_answer(answer)


@lru_cache(1)
def _asking(service: online.Service) -> online.Online:
    # All visits wait for one another: a service allows so many questions in a time.
    return online.Online(service)


def _draw_answer(answer: Answer) -> None:
    place = answer.place
    if answer.fault:
        st.warning(plain(f"It gave no answer: {answer.fault}."))
    elif place is None:
        st.text(f"It knows no place called “{answer.name}”.")
    else:
        where = f"{place.name} ({place.lat:.4f}, {place.lon:.4f})"
        st.text(f"{where}, says {place.source}.")
        st.button("Keep it as a place of your own", on_click=_keep, args=(answer.name, place))


def _keep(name: str, place: Place) -> None:
    try:
        add_place(name, place.lon, place.lat, place.country, [place.name])
    except ValueError as fault:
        st.session_state[_ANSWER] = Answer(name, None, str(fault))
        return
    st.session_state.pop(_ANSWER, None)
    forget_gazetteer()


def draw_online() -> None:
    """Draw the switch: off by default, and saying what is sent where once it is on."""
    with st.expander("Online geocoder"):
        service = _service()
        if service is None:
            st.text("Off: no name leaves this machine.")
            _draw_form()
            return
        st.text(f"On: a name that you ask for, and its country, are sent to {service.url}.")
        st.button("Switch it off", on_click=online.switch_off)


def _draw_form() -> None:
    name = st.selectbox("Service", list(SERVERS), format_func=str.title)
    with st.form("online", border=False):
        url = st.text_input("Address", SERVERS[name], max_chars=300, key=f"online-{name}")
        agent = st.text_input(
            "Who asks, with a way to reach you; the services want to know",
            max_chars=200,
            placeholder="Our newsroom (maps@example.org)",
        )
        user = st.text_input("Username", max_chars=100) if name == "geonames" else ""
        if st.form_submit_button("Switch it on"):
            try:
                online.switch_on(online.Service(name, url.strip(), agent, user.strip()))
            except ValueError as fault:
                st.warning(plain(f"Still off: {fault}."))
            else:
                st.rerun()


def _service() -> online.Service | None:
    try:
        return online.switched_on()
    except ValueError as fault:
        st.warning(plain(f"{fault}."))
        return None
