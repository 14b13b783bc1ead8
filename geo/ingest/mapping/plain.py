"""Any other table: which of its columns says what, by its names or as a person says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from geo.ingest.mapping.cells import Cells, coordinates, days, is_month_first, number, placed
from geo.ingest.mapping.draft import RowDates, RowDraft, RowFigures, RowPlace, TableRowError, Voice
from geo.lexicon import ENGLISH
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision

_FIELDS = tuple(ENGLISH.mapping("columns.fields"))
# What each field is called in the tables people have, the best name first.
NAMES = {field: ENGLISH.ordered(f"columns.fields.{field}") for field in _FIELDS}
SAMPLE = 10_000
_KINDS = {str(kind): kind for kind in PlaceKind}
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


def lacking_fields(mapping: Mapping[str, str]) -> str:
    """Return what a mapping lacks to make events from, empty where it suffices."""
    if "title" not in mapping and "words" not in mapping:
        return "no column says what happened (title or description)"
    if not {"first", "lon", "lat", "place", "admin1", "country"} & set(mapping):
        return "no column says when or where (date, longitude and latitude, or place)"
    return ""


def is_month_first_in(mapping: Mapping[str, str], sample: Sequence[Cells]) -> bool:
    """Say whether 3/4/2016 is in March, by the rows of a sample.

    Parameters
    ----------
    mapping : mapping of str to str
        The column of each field.
    sample : sequence of mappings
        Rows as cells by column; other rows are read as these are.
    """
    return is_month_first([row.get(mapping["first"], "") for row in sample if "first" in mapping])


def drafter(mapping: Mapping[str, str], month_first: bool) -> Callable[[Cells], RowDraft]:
    """Return what makes a draft of a row, from a mapping of fields to columns.

    Parameters
    ----------
    mapping : mapping of str to str
        The column of each field, as `guess_mapping` returns it.
    month_first : bool
        Whether 3/4/2016 is in March.
    """

    def draft(cells: Cells) -> RowDraft:
        values = {field: cells.get(column, "").strip() for field, column in mapping.items()}
        return _draft(values, cells, month_first)

    return draft


def _draft(values: Mapping[str, str], cells: Cells, month_first: bool) -> RowDraft:
    get = values.get
    title = get("title", "") or get("words", "")
    if not title:
        raise TableRowError("the row does not say what happened")
    when = _when(values, cells, month_first)
    where = _where(values, cells)
    return RowDraft(
        key=get("id", "") or _content_key(cells),
        title=_first_line(title),
        type=_type(get("type", "")),
        when=when,
        where=where,
        actors=tuple(dict.fromkeys(_parts(get("actors", "")))),
        figures=RowFigures(*(number(get(name, ""), name) for name in RowFigures._fields)),
        words=get("words", "") or title,
        voices=tuple(Voice(name) for name in dict.fromkeys(_parts(get("source", ""))))
        or (Voice(),),
    )


def _when(values: Mapping[str, str], cells: Cells, month_first: bool) -> RowDates:
    start, end = values.get("first", ""), values.get("last", "")
    if not start:
        if end:
            raise TableRowError(f"it ends on {end} but has no first day")
        return RowDates()
    first, last, precision = days(start, month_first)
    words = start
    if end and end != start:
        _, last, _ = days(end, month_first)
        precision, words = Precision.RANGE, f"{start} to {end}"
    if last < first:
        raise TableRowError(f"it ends on {last}, before it starts on {first}")
    precision = _PRECISIONS.get(cells.get("precision", ""), precision)
    return RowDates(first, last, precision, words=words)


def _where(values: Mapping[str, str], cells: Cells) -> RowPlace:
    get = values.get
    at = coordinates(get("lon", ""), get("lat", ""))
    place, admin1 = get("place", ""), get("admin1", "")
    likely = PlaceKind.CITY if at or place else PlaceKind.ADMIN1 if admin1 else PlaceKind.COUNTRY
    kind = _KINDS.get(cells.get("kind", ""), likely)
    return placed(at, kind, place, admin1, get("country", ""))


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
