"""Streamlit and plotly's scattermap, with an empty style (its own come from outside)."""

import plotly.graph_objects as go
import streamlit as st

from bench.map.apps.common import window

step, lons, lats = window()
figure = go.Figure(go.Scattermap(lon=lons, lat=lats, mode="markers", marker={"size": 4}))
empty = {"version": 8, "sources": {}, "layers": []}
figure.update_layout(
    map={"style": empty, "center": {"lon": 35, "lat": 20}, "zoom": 2},
    margin={"l": 0, "r": 0, "t": 0, "b": 0},
    height=600,
    uirevision="same",
)
st.plotly_chart(figure, key="map")
st.text(f"stamp-{step}-")
