"""Streamlit and pydeck, with no background map (its styles come from outside)."""

import pandas as pd
import pydeck as pdk
import streamlit as st

from bench.map.apps.common import window

step, lons, lats = window()
layer = pdk.Layer(
    "ScatterplotLayer",
    pd.DataFrame({"lon": lons, "lat": lats}),
    get_position=["lon", "lat"],
    get_fill_color=[200, 60, 20],
    radius_min_pixels=2,
)
start = pdk.ViewState(longitude=35, latitude=20, zoom=2)
deck = pdk.Deck(layers=[layer], initial_view_state=start, map_provider=None)
st.pydeck_chart(deck, height=600, key="map")
st.text(f"stamp-{step}-")
