"""The tables we know by their columns, each onto our precision scale; UCDP GED is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from geo.ingest.mapping.cells import KEPT, Point, coordinates, days, number
from geo.ingest.mapping.draft import RowDates, RowDraft, RowError, RowFigures, RowPlace, Voice
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preset:
    """A known kind of table.

    Attributes
    ----------
    name : str
        What `--format` calls it.
    publisher, title, licence, url : str
        The source that its events cite.
    signature : tuple[str, ...]
        The columns that tell it from others, in lower case.
    columns : tuple[str, ...]
        All that are read; those that a file lacks are named.
    draft : Callable[[Cells], RowDraft]
        A row to what it says; raises RowError.
    older : tuple[str, ...]
        Columns that only older editions have.
    """

    name: str
    publisher: str
    title: str
    licence: str
    url: str
    signature: tuple[str, ...]
    columns: tuple[str, ...]
    draft: Callable[[Cells], RowDraft]
    older: tuple[str, ...] = ()


# where_prec and date_prec as in the UCDP GED codebook: 2 is "near, within about 25 km".
UCDP_KIND = {
    "1": PlaceKind.CITY,
    "2": PlaceKind.CITY,
    "3": PlaceKind.ADMIN2,
    "4": PlaceKind.ADMIN1,
    "5": PlaceKind.REGION,
    "6": PlaceKind.COUNTRY,
    "7": PlaceKind.WATER,
}
UCDP_KM = {"2": 25.0}
UCDP_PRECISION = {
    "1": Precision.DAY,
    "2": Precision.RANGE,
    "3": Precision.WEEK,
    "4": Precision.MONTH,
    "5": Precision.RANGE,
}
UCDP_TYPE = {"1": Type.BATTLE, "2": Type.BATTLE, "3": Type.VIOLENCE}
CIVILIANS = "Civilians"


def _ucdp(cells: Cells) -> RowDraft:
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
        raise RowError(f"date_end {last} lies before date_start {first}")
    return first, last


@lru_cache(maxsize=KEPT)
def _ucdp_when(first: date, last: date, code: str) -> RowDates:
    if code and code not in UCDP_PRECISION:
        raise RowError(f"date_prec is {code!r}, not a number from 1 to 5")
    precision = UCDP_PRECISION.get(code, Precision.DAY)
    if precision is Precision.DAY and first != last:
        precision = Precision.RANGE
    return RowDates(first, last, precision)


@lru_cache(maxsize=KEPT)
def _ucdp_where(code: str, lon: str, lat: str, place: str, admin1: str, country: str) -> RowPlace:
    code = code or "1"
    if code not in UCDP_KIND:
        raise RowError(f"where_prec is {code!r}, not a number from 1 to 7")
    at, km = coordinates(lon, lat), UCDP_KM.get(code, 0.0)
    return placed(at, UCDP_KIND[code], place, admin1, country, km)


@lru_cache(maxsize=KEPT)
def _ucdp_sides(code: str, side_a: str, side_b: str) -> tuple[Type, str, tuple[str, ...]]:
    """Return what kind of violence it was, what to call it, and who they are."""
    kind = UCDP_TYPE.get(code, Type.OTHER)
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


def split(text: str) -> list[str]:
    """Return the parts of a cell that has several, apart by semicolons."""
    if ";" not in text:
        return [text] if text else []
    return [part.strip() for part in text.split(";") if part.strip()]


@lru_cache(maxsize=KEPT)
def _day_or_none(text: str) -> date | None:
    try:
        return days(text)[0]
    except RowError:
        return None


def needed(cells: Cells, name: str) -> str:
    """Return a cell that must not be empty; raises RowError."""
    value = cells.get(name, "")
    if not value:
        raise RowError(f"{name} is empty")
    return value


def different(*names: str) -> tuple[str, ...]:
    """Return the names that are not empty, each once."""
    return tuple(dict.fromkeys(filter(None, names)))


@lru_cache(maxsize=KEPT)
def placed(
    at: Point | None,
    kind: PlaceKind,
    place: str,
    admin1: str = "",
    country: str = "",
    radius_km: float = 0.0,
) -> RowPlace:
    """Return where a row says it was; the same object for the same values, up to some number."""
    lon, lat = at or (None, None)
    return RowPlace(lon, lat, kind, place, admin1, country, radius_km)


UCDP = Preset(
    "ucdp",
    "UCDP",
    "UCDP Georeferenced Event Dataset",
    "CC BY 4.0",
    "https://ucdp.uu.se/downloads/",
    ("where_prec", "date_prec", "date_start"),
    (
        "id",
        "type_of_violence",
        "side_a",
        "side_b",
        "source_article",
        "source_office",
        "source_date",
        "source_headline",
        "where_prec",
        "where_coordinates",
        "where_description",
        "adm_1",
        "country",
        "date_prec",
        "date_start",
        "date_end",
        "best",
        "high",
        "low",
        "latitude",
        "longitude",
    ),
    _ucdp,
)


def edition_in(file_name: str) -> str:
    """Return the edition that a file's name tells, such as "23.1"; empty where it tells none."""
    found = re.search(r"ged(?:event)?[_-]?v?(\d{2})[_.-]?(\d)", file_name.casefold())
    return f"{found[1]}.{found[2]}" if found else ""
