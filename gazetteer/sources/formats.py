"""The formats that can be added, one row each, and how to tell them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from gazetteer.sources.checks import Checked
from gazetteer.sources.geonames import COLUMNS, LateName, read_alternate_names, read_geonames
from gazetteer.sources.linked_places import read_lpf
from gazetteer.sources.reading import RejectedRow, lines, open_bytes
from gazetteer.sources.tables import read_table

BYTES_PER_PLACE = 40

Reader = Callable[[Path, str], Iterator[Checked | RejectedRow]]


@dataclass(frozen=True, slots=True)
class SourceFormat:
    """A file format: its reader and the licence its files usually have."""

    name: str
    read: Reader
    licence: str

    def late_names(self, path: Path) -> Iterator[LateName]:
        """Read names that come in a file of their own."""
        return read_alternate_names(path)


FORMATS = {
    f.name: f
    for f in (
        SourceFormat("geonames", read_geonames, "CC BY 4.0, GeoNames"),
        SourceFormat("ocha", read_table, "CC BY 3.0 IGO, OCHA"),
        SourceFormat("csv", read_table, "not stated"),
        SourceFormat("lpf", read_lpf, "not stated"),
    )
}


def detect(path: Path) -> SourceFormat:
    """Tell the format of a file by its first line; SourceError when it cannot be opened."""
    with open_bytes(path) as data:
        head = next(lines(data), "")
    start = head.lstrip()[:1]
    if start in ("{", "["):
        return FORMATS["lpf"]
    cells = head.rstrip("\r\n").split("\t")
    if len(cells) == COLUMNS and cells[0].isdigit():
        return FORMATS["geonames"]
    return FORMATS["ocha" if "PP_PCODE" in head.upper() else "csv"]
