"""UCDP GED: its rows onto our precision scale."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from geo.ingest.mapping.cells import KEPT, Cells, coordinates, days, needed, number, placed, split
from geo.ingest.mapping.draft import RowDates, RowDraft, RowFigures, RowPlace, TableRowError, Voice
from geo.ingest.presets.declaration import DECLARED
from geo.model.event import Type
from geo.model.timespan import Precision

_UCDP = DECLARED["ucdp"]
CIVILIANS = "Civilians"


def draft(cells: Cells) -> RowDraft:
    """Return what a UCDP GED row says; raises TableRowError."""
    get = cells.get
    first, last = _ucdp_days(get("date_start", ""), get("date_end", ""))
    place = get("where_coordinates", "")
    where = _ucdp_where(
        get("where_prec", ""),
        get("longitude", ""),
        get("latitude", ""),
        place,
        get("adm_1", ""),
        get("country", ""),
    )
    kind, label, actors = _ucdp_sides(
        get("type_of_violence", ""), get("side_a", ""), get("side_b", "")
    )
    title = f"{label}, {place}" if place else label
    return RowDraft(
        key=needed(cells, "id"),
        title=title,
        type=kind,
        when=_ucdp_when(first, last, get("date_prec", "")),
        where=where,
        actors=actors,
        figures=_figures(get("low", ""), get("best", ""), get("high", "")),
        words=get("source_headline", "") or get("where_description", "") or title,
        voices=_ucdp_voices(cells),
    )


@lru_cache(maxsize=KEPT)
def _ucdp_days(start: str, end: str) -> tuple[date, date]:
    first, last = days(start)[0], days(end or start)[1]
    if last < first:
        raise TableRowError(f"date_end {last} lies before date_start {first}")
    return first, last


@lru_cache(maxsize=KEPT)
def _ucdp_when(first: date, last: date, code: str) -> RowDates:
    if code and code not in _UCDP.precisions:
        raise TableRowError(f"date_prec is {code!r}, not a number from 1 to 5")
    precision = _UCDP.precisions.get(code, Precision.DAY)
    if precision is Precision.DAY and first != last:
        precision = Precision.RANGE
    return RowDates(first, last, precision)


@lru_cache(maxsize=KEPT)
def _ucdp_where(code: str, lon: str, lat: str, place: str, admin1: str, country: str) -> RowPlace:
    code = code or "1"
    if code not in _UCDP.kinds:
        raise TableRowError(f"where_prec is {code!r}, not a number from 1 to 7")
    at, km = coordinates(lon, lat), _UCDP.radius_km.get(code, 0.0)
    return placed(at, _UCDP.kinds[code], place, admin1, country, km)


@lru_cache(maxsize=KEPT)
def _ucdp_sides(code: str, side_a: str, side_b: str) -> tuple[Type, str, tuple[str, ...]]:
    """Return what kind of violence it was, what to call it, and who they are."""
    kind = _UCDP.types.get(code, Type.OTHER)
    sides = [side for side in (side_a, side_b) if side]
    if kind is Type.VIOLENCE and sides:
        label = f"Violence by {sides[0]} against civilians"
    elif len(sides) > 1:
        label = f"Fighting between {sides[0]} and {sides[1]}"
    else:
        label = f"Violence by {sides[0]}" if sides else "Deadly event"
    return kind, label, tuple(side for side in sides if side != CIVILIANS)


@lru_cache(maxsize=KEPT)
def _figures(low: str, best: str, high: str) -> RowFigures:
    return RowFigures(number(low, "low"), number(best, "best"), number(high, "high"))


def _ucdp_voices(cells: Cells) -> tuple[Voice, ...]:
    """Return one voice for each source the row names."""
    names = split(cells.get("source_office", "") or cells.get("source_article", ""))
    known = [_day_or_none(text) for text in split(cells.get("source_date", ""))]
    if len(known) != len(names):
        known = known[:1] * len(names) or [None] * len(names)
    voices = dict(zip(names, known, strict=True))
    return tuple(map(Voice._make, voices.items())) or (Voice(),)


@lru_cache(maxsize=KEPT)
def _day_or_none(text: str) -> date | None:
    try:
        return days(text)[0]
    except TableRowError:
        return None
