"""Adding to the gazetteer from its page: files of places, and places of one's own."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from gazetteer.sources.install import add, list_sources, remove
from gazetteer.sources.own import add_place
from gazetteer.sources.reading import SourceError
from geo.ui.gazetteer.places import forget_gazetteer
from geo.ui.text import plain


def draw_own_place() -> None:
    """Draw the form for a place of one's own."""
    with st.expander("Add a place of your own"), st.form("own-place", border=False):
        with st.container(horizontal=True):
            name = st.text_input("Its name", max_chars=200)
            lat = st.text_input("Latitude", max_chars=20, placeholder="35.13")
            lon = st.text_input("Longitude", max_chars=20, placeholder="36.75")
            country = st.text_input("Country code", max_chars=2, placeholder="SY")
        others = st.text_input("Other spellings, separated by ;", max_chars=500)
        if st.form_submit_button("Add the place"):
            try:
                add_place(name, degrees(lon), degrees(lat), country.strip(), others.split(";"))
            except ValueError as error:
                st.warning(plain(f"Not added: {error}."))
            else:
                forget_gazetteer()
                st.success(plain(f"{name.strip()} is in the gazetteer."))


def degrees(text: str) -> float:
    """Return a coordinate as typed; ValueError says what is wrong with it."""
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"“{text}” is no number of degrees such as 36.75") from None


def draw_sources() -> None:
    """Draw the installed sources and the way to add a file of places."""
    with st.expander("Sources"):
        st.text("The base comes from GeoNames (CC BY 4.0) and Natural Earth (public domain).")
        for source in list_sources():
            _draw_source(source)
        file = st.file_uploader(
            "Add a file of places: a GeoNames dump, an OCHA list, Linked Places, or any CSV with "
            "name, lat and lon",
            type=["csv", "txt", "tsv", "zip", "json", "geojson", "jsonld"],
        )
        if file is not None and st.button("Add this file"):
            _add_upload(file.name, file.getvalue())


def _draw_source(source: dict[str, object]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        words = f"{source['title']}: {source['places']:,} places, licence {source['licence']}"
        st.text(words, width="stretch")
        if st.button("Remove", key=f"remove-{source['source']}"):
            remove(str(source["source"]))
            forget_gazetteer()
            st.rerun()


def _add_upload(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or "places.csv")
        path.write_bytes(data)
        try:
            with st.spinner("Adding the places."):
                added = add(path)
        except SourceError as error:
            st.warning(plain(f"Nothing was added: {str(error).replace(f'{folder}/', '')}."))
            return
        forget_gazetteer()
        st.success(plain(f"{added.places:,} places are in the gazetteer."))
        if added.rejects_file is not None:
            st.download_button(
                f"Download the {added.rejected:,} rows that were refused",
                added.rejects_file.read_bytes(),
                file_name=added.rejects_file.name,
            )
