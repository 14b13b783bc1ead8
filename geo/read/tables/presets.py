"""The tables we know by their columns, each onto our precision scale; UCDP GED is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from geo.model.event import Type
from geo.model.place import Kind
from geo.model.timespan import Precision
from geo.read.tables.cells import coordinates, days, number
from geo.read.tables.draft import BadRow, Draft, Voice

Cells = Mapping[str, str]
NEAR_KM = 25.0


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
    draft : Callable[[Cells], Draft]
        A row to what it says; raises BadRow.
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
    draft: Callable[[Cells], Draft]
    older: tuple[str, ...] = ()


# where_prec and date_prec as in the UCDP GED codebook: 2 is "near, within about 25 km".
UCDP_KIND = {
    "1": Kind.CITY,
    "2": Kind.CITY,
    "3": Kind.ADMIN2,
    "4": Kind.ADMIN1,
    "5": Kind.REGION,
    "6": Kind.COUNTRY,
    "7": Kind.WATER,
}
UCDP_PRECISION = {
    "1": Precision.DAY,
    "2": Precision.RANGE,
    "3": Precision.WEEK,
    "4": Precision.MONTH,
    "5": Precision.RANGE,
}
UCDP_TYPE = {"1": Type.BATTLE, "2": Type.BATTLE, "3": Type.VIOLENCE}
CIVILIANS = "Civilians"


def _ucdp(cells: Cells) -> Draft:
    get = cells.get
    first, _, _ = days(get("date_start", ""))
    _, last, _ = days(get("date_end", "") or get("date_start", ""))
    if last < first:
        raise BadRow(f"date_end {last} lies before date_start {first}")
    where = get("where_prec", "") or "1"
    if where not in UCDP_KIND:
        raise BadRow(f"where_prec is {where!r}, not a number from 1 to 7")
    at = coordinates(get("longitude", ""), get("latitude", ""))
    sides = [side for side in (get("side_a", ""), get("side_b", "")) if side]
    kind = UCDP_TYPE.get(get("type_of_violence", ""), Type.OTHER)
    place = get("where_coordinates", "")
    title = _title(kind, sides, place)
    return Draft(
        key=needed(cells, "id"),
        title=title,
        type=kind,
        first=first,
        last=last,
        precision=_ucdp_precision(get("date_prec", ""), first, last),
        lon=at[0] if at else None,
        lat=at[1] if at else None,
        kind=UCDP_KIND[where],
        place=place,
        admin1=get("adm_1", ""),
        country=get("country", ""),
        radius_km=NEAR_KM if where == "2" else 0.0,
        actors=tuple(side for side in sides if side != CIVILIANS),
        low=number(get("low", ""), "low"),
        best=number(get("best", ""), "best"),
        high=number(get("high", ""), "high"),
        words=get("source_headline", "") or get("where_description", "") or title,
        voices=_ucdp_voices(cells),
    )


def _title(kind: Type, sides: list[str], place: str) -> str:
    if kind is Type.VIOLENCE and sides:
        deed = f"Violence by {sides[0]} against civilians"
    elif len(sides) > 1:
        deed = f"Fighting between {sides[0]} and {sides[1]}"
    else:
        deed = f"Violence by {sides[0]}" if sides else "Deadly event"
    return f"{deed}, {place}" if place else deed


def _ucdp_precision(code: str, first: date, last: date) -> Precision:
    if code and code not in UCDP_PRECISION:
        raise BadRow(f"date_prec is {code!r}, not a number from 1 to 5")
    precision = UCDP_PRECISION.get(code, Precision.DAY)
    return Precision.RANGE if precision is Precision.DAY and first != last else precision


def _ucdp_voices(cells: Cells) -> tuple[Voice, ...]:
    """Return one voice for each source the row names."""
    names = split(cells.get("source_office", "") or cells.get("source_article", ""))
    known = [_day_or_none(text) for text in split(cells.get("source_date", ""))]
    if len(known) != len(names):
        known = known[:1] * len(names) or [None] * len(names)
    voices = dict(zip(names, known, strict=True))
    return tuple(Voice(name, day) for name, day in voices.items()) or (Voice(),)


def split(text: str) -> list[str]:
    """Return the parts of a cell that has several, apart by semicolons."""
    if ";" not in text:
        return [text] if text else []
    return [part.strip() for part in text.split(";") if part.strip()]


def _day_or_none(text: str) -> date | None:
    try:
        return days(text)[0]
    except BadRow:
        return None


def needed(cells: Cells, name: str) -> str:
    """Return a cell that must not be empty; raises BadRow."""
    value = cells.get(name, "")
    if not value:
        raise BadRow(f"{name} is empty")
    return value


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
