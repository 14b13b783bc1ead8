"""What the map component is sent: the View and the list beside the map."""

from __future__ import annotations

from typing import Any

from geo.model.facets import FACETS
from geo.model.view import View
from geo.share.card import row_data
from geo.store.query.select import Selection
from geo.store.table import EventTable

LIST_LENGTH = 100

Bbox = tuple[float, float, float, float]


def view_data(view: View) -> dict[str, Any]:
    """Return the View as the component takes it: ISO days, lists and plain numbers."""
    at = view.viewport
    return {
        "from": view.first and view.first.isoformat(),
        "to": view.last and view.last.isoformat(),
        "known": view.as_of and view.as_of.isoformat(),
        "sure": view.containment,
        "at": [at.lat, at.lon, at.zoom] if at else None,
        "event": view.event or None,
        "q": view.query,
        "certainty": round(100 * view.certainty),
        **{facet.key: list(getattr(view, facet.attribute)) for facet in FACETS},
    }


def list_data(
    table: EventTable, selection: Selection, view: View, bbox: Bbox | None = None
) -> dict[str, Any]:
    """Return the first events of the list beside the map, at most `LIST_LENGTH`.

    Parameters
    ----------
    table : EventTable
        Has the events.
    selection : Selection
        Which of them are shown.
    view : View
        What each event says depends on its `as_of` day.
    bbox : tuple of four floats, optional
        West, south, east and north in degrees; only events inside are listed.
    """
    rows = selection.rows if bbox is None else selection.rows[_within(table, selection, bbox)]
    events = table.events(rows[:LIST_LENGTH])
    return {
        "rows": [row_data(event, table.reports, view) for event in events],
        "total": len(rows),
        "all": len(selection.rows),
    }


def _within(table: EventTable, selection: Selection, bbox: Bbox) -> Any:
    west, south, east, north = bbox
    lon, lat = table.columns.lon[selection.rows], table.columns.lat[selection.rows]
    # A map that shows more than the whole globe, or lies across the antimeridian, wraps.
    across = (lon - west) % 360 <= east - west
    return across & (lat >= south) & (lat <= north)
