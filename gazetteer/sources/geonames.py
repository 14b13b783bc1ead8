"""GeoNames dumps: a country's, allCountries, and alternateNamesV2.

The columns are those of https://download.geonames.org/export/dump/readme.txt.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer.index.entry import Entry, NameFlag
from gazetteer.place import FeatureKind
from gazetteer.sources.checks import Checked, SeenIds, read_degrees
from gazetteer.sources.reading import RejectedRow, is_unreadable, lines, open_bytes

COLUMNS = 19
ALTERNATE_NAME_COLUMNS = 4
CLASS_KINDS = {
    "P": FeatureKind.CITY,
    "A": FeatureKind.ADMIN2,
    "H": FeatureKind.WATER,
    "L": FeatureKind.REGION,
    "T": FeatureKind.SITE,
    "S": FeatureKind.SITE,
    "R": FeatureKind.SITE,
    "U": FeatureKind.WATER,
    "V": FeatureKind.SITE,
}
CODE_KINDS = {
    "ADM1": FeatureKind.ADMIN1,
    "ADM1H": FeatureKind.ADMIN1,
    "CONT": FeatureKind.CONTINENT,
    "PCLI": FeatureKind.COUNTRY,
    "PCLD": FeatureKind.COUNTRY,
    "PCLF": FeatureKind.COUNTRY,
    "PCLS": FeatureKind.COUNTRY,
    "PCLIX": FeatureKind.COUNTRY,
    "TERR": FeatureKind.COUNTRY,
}
NOT_NAMES = ("link", "wkdt", "post", "phon", "unlc")
CODES = ("iata", "icao", "faac", "abbr")

LateName = tuple[int, str, int]


def read_geonames(path: Path, country: str = "") -> Iterator[Checked | RejectedRow]:
    """Read places from a dump.

    Parameters
    ----------
    path : Path
        The dump, as text, zip or gzip.
    country : str, optional
        ISO 3166-1 alpha-2 for places that have none.

    Raises
    ------
    SourceError
        When the file cannot be opened.
    """
    seen = SeenIds()
    with open_bytes(path) as data:
        for row, line in enumerate(lines(data), 1):
            text = line.rstrip("\r\n")
            if not text:
                continue
            try:
                yield row, _entry(text, seen, country)
            except ValueError as fault:
                yield RejectedRow(row, str(fault), text)


def _entry(text: str, seen: SeenIds, country: str) -> Entry:
    if is_unreadable(text):
        raise ValueError("not UTF-8; a GeoNames dump is")
    cells = text.split("\t")
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns where a GeoNames dump has {COLUMNS}")
    number, name, ascii_name, others, lat, lon, feature, code, cc = cells[:9]
    if not number.isascii() or not number.isdigit() or not name:
        raise ValueError(f"geonameid {number!r} is no number, or there is no name")
    x, y = read_degrees(lon, lat)
    if not seen.add(number):
        raise ValueError(f"geonameid {number} was used by an earlier row")
    cc, admin1, people = cc or country, cells[10], cells[14]
    return Entry(
        name=name,
        kind=CODE_KINDS.get(code, CLASS_KINDS.get(feature, FeatureKind.SITE)),
        lon=x,
        lat=y,
        country=cc,
        admin1=f"{cc}.{admin1}" if cc and admin1 not in ("", "00") else "",
        population=int(people) if people.isascii() and people.isdigit() else 0,
        number=int(number),
        names=[ascii_name, *others.split(",")] if others else [ascii_name],
    )


def read_alternate_names(path: Path) -> Iterator[LateName]:
    """Read alternateNamesV2: (geonameid, name, flags); rows that cannot be read are left out."""
    with open_bytes(path, "alternateNamesV2.txt") as data:
        for line in lines(data):
            cells = line.rstrip("\r\n").split("\t")
            usable = len(cells) >= ALTERNATE_NAME_COLUMNS and cells[1].isdigit()
            if usable and cells[2] not in NOT_NAMES and not is_unreadable(cells[3]):
                yield int(cells[1]), cells[3], _flags(cells)


def _flags(cells: list[str]) -> int:
    historic = NameFlag.HISTORIC if len(cells) > 7 and cells[7] == "1" else NameFlag(0)
    code = NameFlag.CODE if cells[2] in CODES else NameFlag(0)
    return int(historic | code)
