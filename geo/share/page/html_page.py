"""A View as one HTML file that still scrubs, filters and cites, with no server and no network."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from geo.draw.basemap import files as basemap
from geo.draw.basemap.part import part
from geo.draw.basemap.province_table import provinces
from geo.draw.print.canvas import Box
from geo.draw.print.frame import frame_of_most
from geo.draw.style import style
from geo.draw.web.columns_file import pack_columns, read_head
from geo.model.event import Event, id_text
from geo.model.facets import FACETS
from geo.model.report import Report
from geo.model.view import View
from geo.share.card import card_data
from geo.share.export import sources
from geo.share.formats.event_rows import Rows, events_of
from geo.share.heading import heading, not_shown
from geo.share.page.document import document
from geo.share.page.events import pack_events
from geo.share.pictures.footer import NothingToShow, notes
from geo.share.redaction import shareable
from geo.store.columns.event_columns import NONE16, EventColumns
from geo.store.query.select import select
from geo.store.table import EventTable, MemoryTable

MOST_PROVINCES = 110
MOST_FULL = 20_000
CONTINENT = 30.0  # degrees
LEAN_WORDS = (
    "Quotes and stable ids are left out of a file of so many events, and places are to within 10 m"
)
LEAN_DIGITS = 4
MOST_FINE_BYTES = 30_000


def page(table: EventTable, view: View) -> bytes:
    """Return a View as one HTML file; the same table and View give the same bytes.

    It holds exactly what the View shows, each claim with its citation, and nothing else: no
    event outside the window, no claim made public after the "as known on" day.

    Parameters
    ----------
    table : EventTable
        The events.
    view : View
        What is shown: filters, window of time and part of the map.

    Raises
    ------
    NothingToShow
        When the View shows no event.
    """
    selection = select(table.columns, view)
    title = heading(view, selection, table)
    if not len(selection.rows):
        raise NothingToShow(title)
    lean = len(selection.rows) > MOST_FULL
    shown = _restricted(table, view, selection.rows, lean)
    columns = pack_columns(shown.columns)
    events, texts = _events(shown, columns, view)
    facts = {
        "title": title,
        "left_out": not_shown(selection),
        "sources": sources(table, selection),
        "notes": [*notes(table, view), *([LEAN_WORDS] if lean else [])],
        "style": style(),
        "view": _view_data(view) | ({"event": None} if lean else {}),
        "reports": [_report(report) for report in shown.reports.values()],
        "head": read_head(columns)[0],
        "texts": texts,
    }
    blobs = {"facts": _json(facts), "events": events, **_basemap(shown.columns)}
    return document(title, blobs).encode("utf-8", "replace")


def _restricted(table: EventTable, view: View, rows: Rows, lean: bool) -> MemoryTable:
    """Return a table of some events alone, with the claims that were public by the View's day."""
    day = view.as_of or date.max
    events = []
    for row, event in enumerate(events_of(table, rows)):
        public = replace(event, claims=tuple(map(shareable, event.published_by(day))))
        events.append(_lean(public, row) if lean else public)
    used = {claim.report_id for event in events for claim in event.claims}
    return MemoryTable(events, {name: table.reports[name] for name in sorted(used)})


def _lean(event: Event, row: int) -> Event:
    """Return an event without quotes, with its row for an id, so that very many stay small."""
    claims = tuple(
        replace(claim, words="", toponym="", location=None, timespan=None) for claim in event.claims
    )
    at = event.location
    if at:
        at = replace(at, lon=round(at.lon, LEAN_DIGITS), lat=round(at.lat, LEAN_DIGITS))
    return replace(event, id=id_text(row), claims=claims, location=at)


def _view_data(view: View) -> dict[str, Any]:
    """Return what the file opens with; what limits the data needs no filter any more."""
    at = view.viewport
    return {
        "from": view.first and view.first.isoformat(),
        "to": view.last and view.last.isoformat(),
        "sure": view.containment,
        "at": [at.lat, at.lon, at.zoom] if at else None,
        "event": view.event or None,
        "q": "",
        "certainty": 0,
        **{facet.key: [] for facet in FACETS},
    }


def _events(table: MemoryTable, columns: bytes, view: View) -> tuple[bytes, list[Any]]:
    """Return what the cards say, packed, and the texts in it."""
    number = {name: index for index, name in enumerate(table.reports)}
    events = [table.event(row) for row in range(len(table.columns))]
    cards = [card_data(event, table.reports, view) for event in events]
    told = [number[claim.report_id] for event in events for claim in event.claims]
    return pack_events(columns, cards, told)


def _report(report: Report) -> dict[str, str]:
    keys = ("title", "publisher", "author", "url")
    return {key: getattr(report, key) for key in keys} | {"published": report.published.isoformat()}


def _basemap(columns: EventColumns) -> dict[str, bytes]:
    """Return the world with the provinces of the countries that matter, and those in detail."""
    codes = _countries(columns)
    near: list[str] = []
    size = Counter(provinces().country)
    room = MOST_PROVINCES
    for code in codes:
        if size[code] <= room or not near:
            near.append(code)
            room -= size[code]
    return {"base/world.bin": part(set(near), _surroundings(columns)), **_fine(near)}


def _surroundings(columns: EventColumns) -> tuple[float, float, float, float] | None:
    """Return the box of degrees that the map opens on, and half as much again on each side.

    None where that is a continent, on which nobody sees the detail.
    """
    lon, lat = columns.lon.astype(float), columns.lat.astype(float)
    frame = frame_of_most(np.stack([lon, lat, lon, lat], axis=1), Box(0, 0, 16, 10))
    wide, high = (frame.east - frame.west) / 2, (frame.north - frame.south) / 2
    if 2 * wide > CONTINENT:
        return None
    return frame.west - wide, frame.south - high, frame.east + wide, frame.north + high


def _fine(codes: list[str]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    room = MOST_FINE_BYTES
    for code in codes:
        data = basemap.file(code)
        if data is not None and len(data) <= room:
            files[f"base/{code}.bin"] = data
            room -= len(data)
    return files


def _countries(columns: EventColumns) -> list[str]:
    """Return the countries that events lie in, those with the most events first."""
    codes = columns.country[columns.country != NONE16]
    counts = np.bincount(codes, minlength=len(columns.vocabulary.country))
    order = np.argsort(-counts, kind="stable")
    return [columns.vocabulary.country[index] for index in order if counts[index]]


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
