"""Contenders that are pages of their own, written once and opened as files."""

from __future__ import annotations

from pathlib import Path

import folium
import numpy as np
import pandas as pd
from folium.plugins import TimestampedGeoJson

from bench.map import events as made
from bench.map.contender import STEP_DAYS


def timestamped(path: Path, folder: Path, days: int) -> Path:
    """Write folium's TimestampedGeoJson of the events: a window of `days` that moves by a week."""
    events = made.read(path)
    days_of = np.datetime_as_string(events.first.astype("datetime64[D]"))
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [float(lon), float(lat)]},
            "properties": {
                "times": [str(day)],
                "icon": "circle",
                "iconstyle": {"radius": 2, "weight": 1},
            },
        }
        for lon, lat, day in zip(events.lon, events.lat, days_of, strict=True)
    ]
    view = folium.Map([20, 35], zoom_start=3, tiles=None, prefer_canvas=True)
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features},
        period=f"P{STEP_DAYS}D",
        duration=f"P{days}D",
        auto_play=False,
    ).add_to(view)
    return _saved(view, folder / f"timestamped-{len(events.lon)}-{days}.html")


def swiftmap(path: Path, folder: Path, days: int) -> Path:
    """Write swiftmap's page of the events: a window of `days` that moves by a week."""
    from swiftmap import Map

    events = made.read(path)
    frame = pd.DataFrame(
        {
            "lat": events.lat,
            "lon": events.lon,
            "timestamp": events.first.astype("datetime64[D]").astype("datetime64[ns]"),
        }
    )
    view = Map(center=[20, 35], zoom=3)
    view.add_circle_markers(frame, name="events", radius=2)
    view.make_time_layer("events", period=f"P{STEP_DAYS}D", duration=f"P{days}D")
    out = folder / f"swiftmap-{len(events.lon)}-{days}.html"
    view.save(out)
    return out


def _saved(view: folium.Map, out: Path) -> Path:
    view.save(str(out))
    return out
