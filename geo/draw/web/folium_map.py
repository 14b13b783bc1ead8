"""The map itself, made by folium from numbers alone, with Leaflet from an installed package.

No text of a user ever goes into folium: branca renders its output as a template a second time,
so a title such as `{{7*7}}` would run on the server. Events reach the browser as data instead.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import folium
from xstatic.pkg import leaflet

LEAFLET = Path(leaflet.BASE_DIR)
MAP_ID = "dateline"
MIN_ZOOM = 2
MAX_ZOOM = 13


class OfflineMap(folium.Map):
    """A folium map whose only script and style sheet is the installed Leaflet, and no tiles."""

    default_js = [("leaflet", "leaflet.js")]  # noqa: RUF012
    default_css = [("leaflet_css", "leaflet.css")]  # noqa: RUF012

    def __init__(self, lon: float = 20.0, lat: float = 25.0, zoom: int = 2) -> None:
        super().__init__(location=[lat, lon], zoom_start=zoom, tiles=None)
        self._id = MAP_ID
        # With tiles=None folium drops its own zoom limits.
        self.options |= {
            "minZoom": MIN_ZOOM,
            "maxZoom": MAX_ZOOM,
            "zoomSnap": 0.25,
            "zoomDelta": 1,
            "wheelPxPerZoomLevel": 100,
            "worldCopyJump": True,
            "attributionControl": False,
            "maxBounds": [[-85.06, -100_000], [85.06, 100_000]],
            "maxBoundsViscosity": 1.0,
        }


@cache
def map_script() -> str:
    """Return the script that folium writes for the map; it is the same for every view."""
    figure: Any = OfflineMap().get_root()
    figure.render()
    return str(figure.script.render())


@cache
def map_module() -> str:
    """Return an ES module whose default export makes the map inside an element of the page."""
    name = f"map_{MAP_ID}"
    return (
        'import "./leaflet.js";\n'
        "export default function (holder) {\n"
        f'holder.id = "{name}";\n'
        f"{map_script()}\n"
        'holder.removeAttribute("id");\n'
        f"return {name};\n"
        "}\n"
    )


def leaflet_files() -> dict[str, bytes]:
    """Return Leaflet's script, style sheet and images by the names they are served under."""
    images = {f"images/{path.name}": path for path in sorted((LEAFLET / "images").glob("*.png"))}
    files = {"leaflet.js": LEAFLET / "leaflet.js", "leaflet.css": LEAFLET / "leaflet.css"} | images
    return {name: path.read_bytes() for name, path in files.items()}
