"""Dateline's own exports, brought in with the events' ids, days and places as they were.

`docs/export.md` describes the columns. UCDP's names stand for ours in the CSV like UCDP's.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from geo.model.event import Type, id_number
from geo.model.place import Kind
from geo.model.timespan import Precision
from geo.read.tables.cells import coordinates, days, number
from geo.read.tables.draft import BadRow, Draft, Voice
from geo.read.tables.presets import Cells, Preset

# What an export put before a text that a spreadsheet would run.
_APOSTROPHE = re.compile(r"^'(?='*[=+\-@\t\r\n＝＋－＠])")
_BETWEEN = ";"
_Kind = TypeVar("_Kind", bound=StrEnum)


def _draft(cells: Cells) -> Draft:
    def get(*names: str) -> str:
        return _APOSTROPHE.sub("", next((cells[n] for n in names if cells.get(n)), ""))

    made = Draft(key=_key(get("id", "event_id")), title=get("title"))
    made.id = made.key
    made.type = _one_of(Type, get("type") or Type.OTHER, "type")
    made.actors = tuple(_parts(get("actors")))
    _add_days(made, get("first", "date_start"), get("last", "date_end"), get("precision"))
    made.approx, made.date_words = "~" in get("when"), get("date_words")
    at = coordinates(get("lon", "longitude"), get("lat", "latitude"))
    made.place, made.country = get("place", "where_coordinates"), get("country")
    if at:
        made.lon, made.lat = at
        made.kind = _one_of(Kind, get("place_kind"), "place_kind")
        made.admin1, made.admin1_iso = get("province", "adm_1"), get("province_iso")
        made.place_id = get("place_id")
        made.radius_km = _decimal(get("radius_km") or "0", "radius_km")
        made.confidence = _decimal(get("place_confidence") or "1", "place_confidence")
    made.low = number(get("killed_low", "low"), "killed_low")
    made.best = number(get("killed_best", "best"), "killed_best")
    made.high = number(get("killed_high", "high"), "killed_high")
    made.words = made.title
    voices = _parts(get("sources", "source_office"))
    made.voices = tuple(Voice(name) for name in voices) or (Voice(),)
    return made


def _key(text: str) -> str:
    try:
        id_number(text)
    except ValueError:
        raise BadRow(f"id is {text!r}, not the id of an event") from None
    return text


def _add_days(made: Draft, first: str, last: str, precision: str) -> None:
    if not first:
        return
    made.first, made.last = days(first)[0], days(last or first)[1]
    made.precision = _one_of(Precision, precision or Precision.DAY, "precision")


def _one_of(kinds: type[_Kind], text: str, name: str) -> _Kind:
    try:
        return kinds(text)
    except ValueError:
        raise BadRow(f"{name} is {text!r}, none of {', '.join(kinds)}") from None


def _decimal(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise BadRow(f"{name} is {text!r}, not a number") from None


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(_BETWEEN) if part.strip()))


DATELINE = Preset(
    "dateline",
    "Dateline",
    "Dateline export",
    "",
    "",
    ("when", "precision", "place_kind", "place_id", "province_iso"),
    (
        "title",
        "type",
        "when",
        "precision",
        "date_words",
        "place_kind",
        "country",
        "radius_km",
        "province_iso",
        "place_id",
        "place_confidence",
        "actors",
    ),
    _draft,
    (
        "id",
        "event_id",
        "first",
        "last",
        "lon",
        "lat",
        "place",
        "province",
        "killed_low",
        "killed_best",
        "killed_high",
        "sources",
        "date_start",
        "date_end",
        "longitude",
        "latitude",
        "where_coordinates",
        "adm_1",
        "low",
        "best",
        "high",
        "source_office",
    ),
)
