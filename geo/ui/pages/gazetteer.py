"""The Gazetteer page: look a name up, see why, add sources and places of one's own."""

from __future__ import annotations

import streamlit as st

from gazetteer import Gazetteer
from gazetteer.place import Candidate
from geo.draw.style import style
from geo.ui.component import mount
from geo.ui.gazetteer.online import draw_ask, draw_online
from geo.ui.gazetteer.places import gazetteer_now
from geo.ui.gazetteer.sources import draw_own_place, draw_sources
from geo.ui.header import draw_header
from geo.ui.text import plain

MOST = 20


def look_up(gazetteer: Gazetteer, name: str, country: str, admin1: str) -> None:
    """Draw what a name may stand for: a sentence, a map and the candidates with their reasons.

    Parameters
    ----------
    gazetteer : Gazetteer
        The gazetteer.
    name : str
        The place name as it is written.
    country : str
        ISO 3166-1 code of the country to look in; empty for all.
    admin1 : str
        Name of the province to look in; empty for all.
    """
    limits = (country.strip().upper() or None, admin1.strip() or None)
    try:
        found = gazetteer.candidates(name, *limits, limit=MOST)
        status = gazetteer.resolve(name, *limits).status
    except ValueError as error:
        st.warning(plain(f"{error}."))
        return
    st.text(sentence(name, status, found))
    if found:
        draw_map(found)
        st.dataframe([line(number, each) for number, each in enumerate(found, 1)], hide_index=True)


def sentence(name: str, status: str, found: list[Candidate]) -> str:
    """Return what came of a look-up in words.

    Parameters
    ----------
    name : str
        The place name as it is written.
    status : str
        What the resolver decided of the name.
    found : list of Candidate
        The places that the name may stand for, the likeliest first.
    """
    if not found:
        return f"No place called “{name}” is known. Add a source or a place of your own below."
    best = found[0].place
    where = ", ".join(part for part in (best.name, best.admin1, best.country) if part)
    if status == "ambiguous":
        return f"Ambiguous: none of {len(found)} places stands out. The likeliest is {where}."
    return f"{where}: {best.kind}, {found[0].confidence:.0%} sure."


def draw_map(found: list[Candidate]) -> None:
    """Draw the candidates on a small map, numbered as in the table."""
    places = [
        {
            "id": each.place.id,
            "lon": each.place.lon,
            "lat": each.place.lat,
            "label": f"{each.place.name}, {each.place.admin1 or each.place.country}",
        }
        for each in found
    ]
    data = {"places": places, "chosen": places[0]["id"], "style": style()}
    mount("page/places_map.js", data, key="candidates", states=("chosen",))


def line(number: int, candidate: Candidate) -> dict[str, object]:
    """Return one candidate as a line of the table.

    Parameters
    ----------
    number : int
        Its number, counted from 1.
    candidate : Candidate
        A place that the name may stand for.
    """
    place = candidate.place
    return {
        "": number,
        "Place": place.name,
        "Kind": place.kind,
        "Province": place.admin1,
        "Country": place.country,
        "Sure": f"{candidate.confidence:.0%}",
        "Why": ", ".join(f"{term} {value:+.2f}" for term, value in candidate.reasons.items()),
        "Lon": round(place.lon, 4),
        "Lat": round(place.lat, 4),
        "Source": place.source,
        "Id": place.pcode or place.id,
    }


draw_header()
with st.container(key="text-page"):
    st.title("Gazetteer", anchor=False)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _name = st.text_input("Name", key="name", bind="query-params", max_chars=200)
        _country = st.text_input(
            "Country", key="country", bind="query-params", max_chars=2, placeholder="SY", width=110
        )
        _admin1 = st.text_input(
            "Province",
            key="admin1",
            bind="query-params",
            max_chars=80,
            placeholder="SY-HM",
            width=170,
        )
    if _name.strip():
        look_up(gazetteer_now(), _name.strip(), _country, _admin1)
        draw_ask(_name.strip(), _country.strip())
    else:
        st.text("Type a place name in any spelling or script: Tartous, Halab, اللاذقية.")
    draw_own_place()
    draw_sources()
    draw_online()
