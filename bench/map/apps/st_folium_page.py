"""Streamlit and streamlit-folium: the map is drawn again from the slider's window."""

import folium
from streamlit_folium import st_folium

from bench.map.apps.common import window

step, lons, lats = window()
view = folium.Map([20, 35], zoom_start=3, tiles=None, prefer_canvas=True)
points = [[float(x), float(y)] for x, y in zip(lons, lats, strict=True)]
folium.GeoJson(
    {
        "type": "Feature",
        "geometry": {"type": "MultiPoint", "coordinates": points},
        "properties": {},
    },
    marker=folium.CircleMarker(radius=2, weight=1),
).add_to(view)
stamp = folium.DivIcon(html="", class_name=f"stamp-{step}")
folium.Marker([0, 0], icon=stamp).add_to(view)
st_folium(view, width=1200, height=600, returned_objects=[], key="map")
