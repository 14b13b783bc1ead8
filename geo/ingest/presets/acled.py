"""ACLED: 31 columns, or fewer in upper case in old files, onto our precision scale."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from geo.ingest.mapping.cells import KEPT, Span, coordinates, days, month_of, number
from geo.ingest.mapping.draft import RowDates, RowDraft, RowError, RowFigures, Voice
from geo.ingest.presets.registry import Cells, Preset, different, needed, placed, split
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

ACLED_TYPE = {
    "battles": Type.BATTLE,
    "explosions/remote violence": Type.STRIKE,
    "remote violence": Type.STRIKE,
    "violence against civilians": Type.VIOLENCE,
    "protests": Type.PROTEST,
    "riots": Type.PROTEST,
    "riots/protests": Type.PROTEST,
    "strategic developments": Type.OTHER,
    "strategic development": Type.OTHER,
}
# geo_precision as in the ACLED codebook: 1 the town, 2 a part of the region near it, 3 the region.
ACLED_KIND = {"1": PlaceKind.CITY, "2": PlaceKind.ADMIN2, "3": PlaceKind.ADMIN1}


def _acled(cells: Cells) -> RowDraft:
    get = cells.get
    when = _acled_when(needed(cells, "event_date"), get("time_precision", "") or "1")
    name, place, admin1 = get("event_type", ""), get("location", ""), get("admin1", "")
    at = coordinates(get("longitude", ""), get("latitude", ""))
    deaths = number(get("fatalities", ""), "fatalities")
    where = get("geo_precision", "") or "1"
    if where not in ACLED_KIND:
        raise RowError(f"geo_precision is {where!r}, not a number from 1 to 3")
    return RowDraft(
        key=get("event_id_cnty", "") or needed(cells, "data_id"),
        title=f"{get('sub_event_type', '') or name or 'Event'}, {place or admin1}",
        type=_acled_type(name),
        when=when,
        where=placed(at, ACLED_KIND[where], place, admin1, get("country", "")),
        actors=different(get("actor1", ""), get("actor2", "")),
        figures=RowFigures(deaths, deaths, deaths),
        words=get("notes", ""),
        voices=tuple(Voice(name) for name in dict.fromkeys(split(get("source", "")))) or (Voice(),),
    )


@lru_cache(maxsize=KEPT)
def _acled_type(name: str) -> Type:
    folded = name.casefold()
    return Type.BATTLE if folded.startswith("battle") else ACLED_TYPE.get(folded, Type.OTHER)


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
    raise RowError(f"time_precision is {code!r}, not a number from 1 to 3")


ACLED = Preset(
    "acled",
    "ACLED",
    "Armed Conflict Location & Event Data",
    "ACLED terms of use",
    "https://acleddata.com/",
    ("event_date", "time_precision", "geo_precision"),
    (
        "event_id_cnty",
        "event_date",
        "time_precision",
        "event_type",
        "sub_event_type",
        "actor1",
        "actor2",
        "country",
        "admin1",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "notes",
        "fatalities",
    ),
    _acled,
    ("data_id",),
)
