"""ACLED: its rows onto our precision scale; old files have fewer columns, in upper case."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from geo.ingest.mapping.cells import (
    KEPT,
    Cells,
    Span,
    coordinates,
    days,
    different,
    month_of,
    needed,
    number,
    placed,
    split,
)
from geo.ingest.mapping.draft import RowDates, RowDraft, RowFigures, TableRowError, Voice
from geo.ingest.presets.declaration import DECLARED
from geo.model.event import Type
from geo.model.timespan import Precision

_ACLED = DECLARED["acled"]


def draft(cells: Cells) -> RowDraft:
    """Return what an ACLED row says; raises TableRowError."""
    get = cells.get
    when = _acled_when(needed(cells, "event_date"), get("time_precision", "") or "1")
    name, place, admin1 = get("event_type", ""), get("location", ""), get("admin1", "")
    at = coordinates(get("longitude", ""), get("latitude", ""))
    deaths = number(get("fatalities", ""), "fatalities")
    where = get("geo_precision", "") or "1"
    if where not in _ACLED.kinds:
        raise TableRowError(f"geo_precision is {where!r}, not a number from 1 to 3")
    return RowDraft(
        key=get("event_id_cnty", "") or needed(cells, "data_id"),
        title=f"{get('sub_event_type', '') or name or 'Event'}, {place or admin1}",
        type=_acled_type(name),
        when=when,
        where=placed(at, _ACLED.kinds[where], place, admin1, get("country", "")),
        actors=different(get("actor1", ""), get("actor2", "")),
        figures=RowFigures(deaths, deaths, deaths),
        words=get("notes", ""),
        voices=tuple(Voice(name) for name in dict.fromkeys(split(get("source", "")))) or (Voice(),),
    )


@lru_cache(maxsize=KEPT)
def _acled_type(name: str) -> Type:
    folded = name.casefold()
    return Type.BATTLE if folded.startswith("battle") else _ACLED.types.get(folded, Type.OTHER)


@lru_cache(maxsize=KEPT)
def _acled_when(text: str, code: str) -> RowDates:
    return RowDates(*_acled_days(days(text)[0], code))


def _acled_days(day: date, code: str) -> Span:
    """Return the days of time_precision 1 (the day), 2 (that week) or 3 (that month)."""
    if code == "1":
        return day, day, Precision.DAY
    if code == "2":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6), Precision.WEEK
    if code == "3":
        return month_of(day.year, day.month)
    raise TableRowError(f"time_precision is {code!r}, not a number from 1 to 3")
