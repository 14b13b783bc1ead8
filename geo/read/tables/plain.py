"""Any other table: which of its columns says what, by its names or as a person says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from geo.model.event import Type
from geo.model.place import Kind
from geo.model.timespan import Precision
from geo.read.tables.cells import coordinates, days, is_month_first, number
from geo.read.tables.draft import BadRow, Draft, Voice
from geo.read.tables.presets import Cells

# What each field is called in the tables people have (TimeMap's sheets among them), best first.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "eventid", "uid", "key"),
    "title": ("title", "name", "event", "headline", "label", "summary"),
    "words": ("description", "notes", "text", "details", "comment"),
    "type": ("type", "event_type", "category", "kind"),
    "first": ("date", "first", "start", "date_start", "start_date", "begin", "day", "when"),
    "last": ("last", "end", "date_end", "end_date", "until"),
    "lon": ("lon", "longitude", "lng", "long", "x"),
    "lat": ("lat", "latitude", "y"),
    "place": ("place", "location", "toponym", "city", "town", "village", "where"),
    "admin1": ("admin1", "province", "governorate", "state", "region", "adm_1"),
    "country": ("country", "country_name", "iso2", "iso3"),
    "actors": ("actors", "actor", "associations", "participants"),
    "source": ("source", "sources", "publisher", "outlet"),
    "low": ("low", "deaths_low"),
    "best": ("best", "deaths", "fatalities", "killed"),
    "high": ("high", "deaths_high"),
}
SAMPLE = 10_000
_KINDS = {str(kind): kind for kind in Kind}
_PRECISIONS = {str(precision): precision for precision in Precision}


def guess_mapping(header: Sequence[str]) -> dict[str, str]:
    """Return the column of each field of `NAMES` that a header seems to have."""
    folded = {name.strip().casefold().replace(" ", "_"): name for name in reversed(header)}
    mapping = {}
    for field, names in NAMES.items():
        found = next((folded[name] for name in names if name in folded), None)
        if found is not None:
            mapping[field] = found
    return mapping


def complaint(mapping: Mapping[str, str]) -> str:
    """Return what a mapping lacks to make events from, empty where it suffices."""
    if "title" not in mapping and "words" not in mapping:
        return "no column says what happened (title or description)"
    if not {"first", "lon", "lat", "place", "admin1", "country"} & set(mapping):
        return "no column says when or where (date, longitude and latitude, or place)"
    return ""


def is_month_first_in(mapping: Mapping[str, str], sample: Sequence[Cells]) -> bool:
    """Say whether 3/4/2016 is in March, by the rows of a sample."""
    return is_month_first([row.get(mapping["first"], "") for row in sample if "first" in mapping])


def drafter(mapping: Mapping[str, str], month_first: bool) -> Callable[[Cells], Draft]:
    """Return what makes a draft of a row, from a mapping of fields to columns."""

    def draft(cells: Cells) -> Draft:
        values = {field: cells.get(column, "").strip() for field, column in mapping.items()}
        return _draft(values, cells, month_first)

    return draft


def _draft(values: Mapping[str, str], cells: Cells, month_first: bool) -> Draft:
    get = values.get
    title = get("title", "") or get("words", "")
    if not title:
        raise BadRow("the row does not say what happened")
    made = Draft(key=get("id", "") or _content_key(cells), title=_first_line(title))
    _add_days(made, values, cells, month_first)
    at = coordinates(get("lon", ""), get("lat", ""))
    made.lon, made.lat = at if at else (None, None)
    made.place, made.admin1 = get("place", ""), get("admin1", "")
    made.country = get("country", "")
    made.kind = _KINDS.get(cells.get("kind", ""), _kind(made))
    made.type = _type(get("type", ""))
    made.actors = tuple(dict.fromkeys(_parts(get("actors", ""))))
    for name in ("low", "best", "high"):
        setattr(made, name, number(get(name, ""), name))
    made.words = get("words", "") or title
    made.voices = tuple(Voice(name) for name in dict.fromkeys(_parts(get("source", ""))))
    made.voices = made.voices or (Voice(),)
    return made


def _add_days(made: Draft, values: Mapping[str, str], cells: Cells, month_first: bool) -> None:
    start, end = values.get("first", ""), values.get("last", "")
    if not start:
        if end:
            raise BadRow(f"it ends on {end} but has no first day")
        return
    made.first, made.last, made.precision = days(start, month_first)
    made.date_words = start
    if end and end != start:
        _, made.last, _ = days(end, month_first)
        made.precision = Precision.RANGE
        made.date_words = f"{start} to {end}"
    if made.last < made.first:
        raise BadRow(f"it ends on {made.last}, before it starts on {made.first}")
    made.precision = _PRECISIONS.get(cells.get("precision", ""), made.precision)


def _kind(made: Draft) -> Kind:
    if made.lon is not None or made.place:
        return Kind.CITY
    return Kind.ADMIN1 if made.admin1 else Kind.COUNTRY


def _type(text: str) -> Type:
    try:
        return Type(text.casefold())
    except ValueError:
        return Type.OTHER


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]


def _first_line(text: str) -> str:
    return text.splitlines()[0][:200]


def _content_key(cells: Cells) -> str:
    """Return a key for a row without an id: the same cells are the same event."""
    text = "\x1f".join(f"{name}\x1e{cells[name]}" for name in sorted(cells))
    return sha256(text.encode()).hexdigest()[:24]
