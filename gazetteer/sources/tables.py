"""Places from a table with a header: OCHA/COD lists, Linked Places TSV, anyone's CSV."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.index.entry import Entry
from gazetteer.lexicon import ENGLISH
from gazetteer.place import FeatureKind
from gazetteer.sources.checks import Checked, SeenIds, read_degrees
from gazetteer.sources.reading import RejectedRow, Row, SourceError, open_bytes, table_rows

# Column names, folded to letters and digits, in order of preference.
KNOWN = {
    name: ENGLISH.ordered(f"columns.{name}")
    for name in ("name", "lon", "lat", "id", "pcode", "country", "admin1", "population", "kind")
}
OTHER_NAMES = re.compile(
    r"^(pp)?(refnam(e)?|alt\d*(en|ar)?|altname.*|alternatenames?|variants|name(ar|fr|local|alt).*"
    r"|alias(es)?|othernames?)$"
)
SEPARATORS = re.compile(r"[;|]")
KINDS = {k.word: k for k in FeatureKind}
PCODE = re.compile(r"[A-Z]{2}\d{2,}")


@dataclass(slots=True)
class SourceColumns:
    """Which column of a table holds what; empty where there is none."""

    known: dict[str, str]
    others: list[str]


def find_columns(header: Iterable[str]) -> SourceColumns:
    """Recognise the columns of a table; SourceError says which are missing."""
    folded = {re.sub(r"[^a-z0-9]", "", c.lower()): c for c in header}
    known = {
        field: next((folded[n] for n in names if n in folded), "") for field, names in KNOWN.items()
    }
    missing = [f for f in ("name", "lat", "lon") if not known[f]]
    if missing:
        raise SourceError(
            f"row 1: no column for {' or '.join(missing)}; found {', '.join(folded.values())}. "
            "Name the columns name, lat and lon (degrees)"
        )
    others = [c for f, c in folded.items() if OTHER_NAMES.match(f) and c != known["name"]]
    return SourceColumns(known, others)


def read_table(path: Path, country: str = "") -> Iterator[Checked | RejectedRow]:
    """Read places from a table.

    Parameters
    ----------
    path : Path
        The table, as text, zip or gzip.
    country : str, optional
        ISO 3166-1 alpha-2 for places that have none.

    Raises
    ------
    SourceError
        When the file as a whole cannot be read.
    """
    seen = SeenIds()
    columns: SourceColumns | None = None
    with open_bytes(path) as data:
        for item in table_rows(data):
            if isinstance(item, RejectedRow):
                yield item
                continue
            columns = columns or find_columns(item[1])
            yield _entry(item, columns, seen, country)


def _entry(item: Row, columns: SourceColumns, seen: SeenIds, country: str) -> Checked | RejectedRow:
    row, cells = item
    get = {field: cells.get(column, "") for field, column in columns.known.items()}
    try:
        if not get["name"]:
            raise ValueError("no name")
        lon, lat = read_degrees(get["lon"], get["lat"])
        if get["id"] and not seen.add(get["id"]):
            raise ValueError(f"id {get['id']} was used by an earlier row")
    except ValueError as fault:
        return RejectedRow(row, str(fault), ", ".join(cells.values()))
    pcode = get["pcode"]
    entry = Entry(
        name=get["name"],
        kind=KINDS.get(get["kind"].lower(), FeatureKind.CITY),
        lon=lon,
        lat=lat,
        country=_country(get["country"], get["admin1"], pcode) or country,
        admin1=get["admin1"],
        population=_whole(get["population"]),
        slug=get["id"] or f"row-{row}",
        names=[n for c in columns.others for n in _split(cells.get(c, ""))],
        codes=[pcode] if pcode else [],
        pcode=pcode,
    )
    return row, entry


def _country(country: str, *pcodes: str) -> str:
    """Country code of a row, from its own cell or from the letters a P-code begins with."""
    first = SEPARATORS.split(country)[0].strip().upper()
    if re.fullmatch("[A-Z]{2}", first):
        return first
    return next((p[:2] for p in (first, *pcodes) if PCODE.fullmatch(p)), "")


def _split(names: str) -> list[str]:
    return [n.strip() for n in SEPARATORS.split(names) if n.strip()]


def _whole(text: str) -> int:
    try:
        return int(float(text.replace(",", "")))
    except (ValueError, OverflowError):
        return 0
