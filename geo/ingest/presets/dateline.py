"""Dateline's own exports, brought in with the events' ids, days and places as they were.

`docs/export.md` describes the columns. UCDP's names stand for ours in the CSV like UCDP's.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TypeVar

from geo.ingest.mapping.cells import Cells, coordinates, days, number
from geo.ingest.mapping.draft import RowDates, RowDraft, RowFigures, RowPlace, TableRowError, Voice
from geo.model.event import Type, id_number
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

# What an export put before a text that a spreadsheet would run.
_APOSTROPHE = re.compile(r"^'(?='*[=+\-@\t\r\n＝＋－＠])")
_BETWEEN = ";"
_Kind = TypeVar("_Kind", bound=StrEnum)


def draft(cells: Cells) -> RowDraft:
    """Return what an exported row says; raises TableRowError."""

    def get(*names: str) -> str:
        return _APOSTROPHE.sub("", next((cells[n] for n in names if cells.get(n)), ""))

    key, title = _key(get("id", "event_id")), get("title")
    kind = _one_of(Type, get("type") or Type.OTHER, "type")
    when = _when(get("first", "date_start"), get("last", "date_end"), get("precision"))
    at = coordinates(get("lon", "longitude"), get("lat", "latitude"))
    where = RowPlace(place=get("place", "where_coordinates"), country=get("country"))
    if at:
        where = where._replace(
            lon=at[0],
            lat=at[1],
            kind=_one_of(PlaceKind, get("place_kind"), "place_kind"),
            admin1=get("province", "adm_1"),
            admin1_iso=get("province_iso"),
            place_id=get("place_id"),
            radius_km=_decimal(get("radius_km") or "0", "radius_km"),
            confidence=_decimal(get("place_confidence") or "1", "place_confidence"),
        )
    figures = RowFigures(
        number(get("killed_low", "low"), "killed_low"),
        number(get("killed_best", "best"), "killed_best"),
        number(get("killed_high", "high"), "killed_high"),
    )
    return RowDraft(
        key,
        title,
        kind,
        when._replace(approx="~" in get("when"), words=get("date_words")),
        where,
        tuple(_parts(get("actors"))),
        figures,
        words=title,
        voices=tuple(Voice(name) for name in _parts(get("sources", "source_office"))) or (Voice(),),
        id=key,
    )


def _key(text: str) -> str:
    try:
        id_number(text)
    except ValueError:
        raise TableRowError(f"id is {text!r}, not the id of an event") from None
    return text


def _when(first: str, last: str, precision: str) -> RowDates:
    if not first:
        return RowDates()
    start, end = days(first)[0], days(last or first)[1]
    return RowDates(start, end, _one_of(Precision, precision or Precision.DAY, "precision"))


def _one_of(kinds: type[_Kind], text: str, name: str) -> _Kind:
    try:
        return kinds(text)
    except ValueError:
        raise TableRowError(f"{name} is {text!r}, none of {', '.join(kinds)}") from None


def _decimal(text: str, name: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise TableRowError(f"{name} is {text!r}, not a number") from None


def _parts(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(_BETWEEN) if part.strip()))
