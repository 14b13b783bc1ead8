"""The one style table: what each type, status and border looks like, on screen and on paper.

Type colours are those of Okabe and Ito (2008), told apart with any colour vision; a status is a
shape, so that no meaning is carried by colour or opacity alone.
"""

from __future__ import annotations

from typing import Any

from geo.model.event import Status, Type
from geo.model.place import PlaceKind

TYPES: dict[Type, dict[str, str]] = {
    Type.BATTLE: {"label": "Battle", "color": "#d55e00"},
    Type.STRIKE: {"label": "Air or artillery strike", "color": "#e69f00"},
    Type.VIOLENCE: {"label": "Violence against civilians", "color": "#cc79a7"},
    Type.PROTEST: {"label": "Protest", "color": "#f0e442"},
    Type.MOVEMENT: {"label": "Movement of forces", "color": "#0072b2"},
    Type.APPEARANCE: {"label": "Appearance", "color": "#56b4e9"},
    Type.DIPLOMACY: {"label": "Talks and agreements", "color": "#009e73"},
    Type.OTHER: {"label": "Other", "color": "#8a8a8a"},
}

# `shape` names an outline of js/basics/shapes.js, `marker` the matplotlib one of the printed map.
STATUSES: dict[Status, dict[str, str]] = {
    Status.SINGLE: {"label": "Single source", "color": "#56b4e9", "shape": "circle", "marker": "o"},
    Status.CORROBORATED: {
        "label": "Corroborated",
        "color": "#0072b2",
        "shape": "square",
        "marker": "s",
    },
    Status.DISPUTED: {"label": "Disputed", "color": "#e69f00", "shape": "triangle", "marker": "^"},
    Status.DENIED: {"label": "Denied", "color": "#d55e00", "shape": "cross", "marker": "X"},
    Status.RETRACTED: {
        "label": "Retracted",
        "color": "#8a8a8a",
        "shape": "ring",
        "marker": "$\u25cb$",
    },
}

KINDS: dict[PlaceKind, str] = {
    PlaceKind.SITE: "Site",
    PlaceKind.CITY: "City or town",
    PlaceKind.ADMIN2: "District",
    PlaceKind.ADMIN1: "Province",
    PlaceKind.REGION: "Region",
    PlaceKind.WATER: "Water",
    PlaceKind.COUNTRY: "Country",
    PlaceKind.CONTINENT: "Continent",
}

# One palette per theme. `area` and `density` are ramps from few to many.
LIGHT: dict[str, Any] = {
    "water": "#d3dfe6",
    "land": "#f5f2ec",
    "coast": "#8fa7b5",
    "country": "#8d8577",
    "province": "#d3ccbf",
    "label": "#4b463d",
    "label_water": "#5f7f92",
    "halo": "#f5f2ec",
    "outline": "#262a30",
    "ink": "#262a30",
    "paper": "#ffffff",
    "focus": "#111418",
    "area": ["#e3e1f0", "#cbc8e4", "#aaa6d3", "#8681bd", "#625ca3"],
    "density": ["#fde7b2", "#fdc374", "#f98e4f", "#dc5039", "#9e1f3f", "#5a0d3c"],
}
DARK: dict[str, Any] = {
    "water": "#10171e",
    "land": "#232b33",
    "coast": "#4a5b69",
    "country": "#73818e",
    "province": "#38434d",
    "label": "#c0cbd5",
    "label_water": "#6f93a8",
    "halo": "#1a2128",
    "outline": "#f2f5f7",
    "ink": "#eef2f5",
    "paper": "#171d23",
    "focus": "#ffffff",
    "area": ["#35354f", "#45446a", "#59578a", "#7370ac", "#9590d2"],
    "density": ["#4b1a45", "#7f2350", "#b93a4d", "#e36a45", "#f7a85a", "#fde7a4"],
}


def style() -> dict[str, Any]:
    """Return the table as plain JSON data, keyed by the values that events carry."""
    return {
        "type": {str(key): value for key, value in TYPES.items()},
        "status": {str(key): value for key, value in STATUSES.items()},
        "kind": {str(key): {"label": label} for key, label in KINDS.items()},
        "light": LIGHT,
        "dark": DARK,
    }
