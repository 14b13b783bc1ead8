"""A View as one HTML file that still scrubs, filters and cites, with no server and no network."""

from __future__ import annotations

import gzip
import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from html import escape
from typing import Any

import numpy as np

from geo.draw import assets, basemap
from geo.draw.basemap_part import part
from geo.draw.columns_file import pack_columns, read_head
from geo.draw.printed_canvas import Box
from geo.draw.printed_frame import frame_of_most
from geo.draw.province_table import provinces
from geo.draw.style import style
from geo.model.event import Event, id_text
from geo.model.report import Report
from geo.model.view import View
from geo.share.bundle import bundle, reader
from geo.share.card import card_data
from geo.share.events import events_of
from geo.share.export import sources
from geo.share.heading import heading, not_shown
from geo.share.notes import NothingToShow, notes
from geo.share.protect import shareable
from geo.store.columns import NONE16, Columns
from geo.store.select import select
from geo.store.table import MemoryTable, Table

SHEETS = ("leaflet.css", "css/map.css", "css/timeline.css", "css/panel.css", "css/file.css")
MOST_PROVINCES = 110
MOST_FULL = 20_000
CONTINENT = 30.0  # degrees
LEAN_WORDS = "Quotes and stable ids are left out of a file of so many events"
MOST_FINE_BYTES = 30_000
CARD = ("title", "when", "place", "province", "sources", "radius", "actors", "figures")
CLAIM = ("words", "toponym", "place", "date_words", "when", "modality", "origin", "known")
# Every module of the bundle sees this instead of the browser's own, so nothing asks a network.
PRELUDE = """"use strict";
const localFiles = new Map();
const fetch = async (address) =>
new Response(localFiles.get(address) ?? null, { status: localFiles.has(address) ? 200 : 404 });
"""


def page(table: Table, view: View) -> bytes:
    """Return a View as one HTML file; the same table and View give the same bytes.

    It holds exactly what the View shows, each claim with its citation, and nothing else: no
    event outside the window, no claim made public after the "as known on" day.

    Raises
    ------
    NothingToShow
        When the View shows no event.
    """
    selection = select(table.columns, view)
    title = heading(view, selection, table)
    if not len(selection.rows):
        raise NothingToShow(title)
    shown = _restricted(table, view, list(events_of(table, selection.rows)))
    lean = len(shown.columns) > MOST_FULL
    if lean:
        shown = _lean(shown)
    facts = {
        "title": title,
        "left_out": not_shown(selection),
        "sources": sources(table, selection),
        "notes": [*notes(table, view), *([LEAN_WORDS] if lean else [])],
        "style": style(),
        "view": _view_data(view) | ({"event": None} if lean else {}),
        **_details(shown, view),
    }
    blobs = {"facts": _json(facts), "columns": shuffled(pack_columns(shown.columns))}
    return _document(title, {**blobs, **_basemap(shown.columns)}).encode("utf-8", "replace")


def _restricted(table: Table, view: View, events: list[Event]) -> MemoryTable:
    """Return a table of some events alone, with the claims that were public by the View's day."""
    day = view.known or date.max
    events = [replace(event, claims=tuple(map(shareable, event.known_by(day)))) for event in events]
    used = {claim.report_id for event in events for claim in event.claims}
    return MemoryTable(events, {name: table.reports[name] for name in sorted(used)})


def _lean(table: MemoryTable) -> MemoryTable:
    """Return a table without quotes, with row numbers for ids, so that it stays small."""
    events = []
    for row in range(len(table.columns)):
        event = table.event(row)
        claims = tuple(
            replace(claim, words="", toponym="", location=None, timespan=None)
            for claim in event.claims
        )
        events.append(replace(event, id=id_text(row), claims=claims))
    return MemoryTable(events, table.reports)


def _view_data(view: View) -> dict[str, Any]:
    """Return what the file opens with; what limits the data needs no filter any more."""
    at = view.viewport
    return {
        "from": view.first and view.first.isoformat(),
        "to": view.last and view.last.isoformat(),
        "sure": view.sure,
        "at": [at.lat, at.lon, at.zoom] if at else None,
        "event": view.event or None,
    }


def _details(table: MemoryTable, view: View) -> dict[str, Any]:
    """Return what the cards say as columns, in the order of the events; each report once."""
    number = {name: index for index, name in enumerate(table.reports)}
    events = [table.event(row) for row in range(len(table.columns))]
    cards = [card_data(event, table.reports, view) for event in events]
    claims = [claim for card in cards for claim in card["claims"]]
    told = [claim.report_id for event in events for claim in event.claims]
    return {
        "reports": [_report(report) for report in table.reports.values()],
        "events": {key: [card[key] for card in cards] for key in CARD},
        "counts": [len(card["claims"]) for card in cards],
        "claims": {key: [claim[key] for claim in claims] for key in CLAIM}
        | {"report": [number[name] for name in told]},
    }


def shuffled(data: bytes) -> bytes:
    """Return a column file with each array's bytes by place value, which gzip packs far better.

    All first bytes of an array come before all second ones; file_unpack.js puts them back.
    """
    header, start = read_head(data)
    out = bytearray(data)
    for entry in header["arrays"].values():
        width, first = int(entry["type"][1]), start + entry["offset"]
        last = first + width * entry["length"]
        planes = np.frombuffer(data[first:last], np.uint8).reshape(-1, width).T
        out[first:last] = planes.tobytes()
    return bytes(out)


def _report(report: Report) -> dict[str, str]:
    keys = ("title", "publisher", "author", "url")
    return {key: getattr(report, key) for key in keys} | {"published": report.published.isoformat()}


def _basemap(columns: Columns) -> dict[str, bytes]:
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


def _surroundings(columns: Columns) -> tuple[float, float, float, float] | None:
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


def _countries(columns: Columns) -> list[str]:
    """Return the countries that events lie in, those with the most events first."""
    codes = columns.country[columns.country != NONE16]
    counts = np.bincount(codes, minlength=len(columns.vocabulary.country))
    order = np.argsort(-counts, kind="stable")
    return [columns.vocabulary.country[index] for index in order if counts[index]]


def _document(title: str, blobs: dict[str, bytes]) -> str:
    program, sheet = _program(), _sheet()
    policy = (
        f"default-src 'none'; script-src {_allowed(program)}; style-src {_allowed(sheet)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    return "".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n',
            f"<title>{escape(title)}</title>\n<style>{sheet}</style>\n</head>\n<body>\n",
            f"<noscript>{escape(title)}. This file needs JavaScript to show the map.</noscript>\n",
            *_embedded(blobs),
            f'<script type="module">{program}</script>\n</body>\n</html>\n',
        )
    )


def _embedded(blobs: dict[str, bytes]) -> Iterator[str]:
    for name, data in blobs.items():
        text = b64encode(gzip.compress(data, 9, mtime=0)).decode()
        yield f'<script type="text/plain" data-file="{name}">{text}</script>\n'


def _allowed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _program() -> str:
    modules = bundle("file.js", reader(assets.source_files()), frozenset({"leaflet.js"}))
    # The parser of HTML ends a script at this, wherever it stands.
    text = re.sub(r"</(?=script)", r"<\\/", f"{PRELUDE}{modules}", flags=re.IGNORECASE)
    return _as_parsed(text)


@cache
def _sheet() -> str:
    files = assets.source_files()
    text = "\n".join(files[name].decode("utf-8") for name in SHEETS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    # Leaflet's sheet names images for controls that this map does not have.
    text = re.sub(r"url\((?!['\"]?data:)[^)]*\)", "none", text)
    return _as_parsed(re.sub(r"\n\s*", "\n", text).replace("</", "<\\/"))


def _as_parsed(text: str) -> str:
    """Return text as a browser's parser will read it, for the hashes in the policy to agree."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
