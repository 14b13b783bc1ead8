"""The basemap: provinces, borders and coasts as compact binary files for the browser.

One file shows the whole world at once, and one per country has the detail for close views.
Layout (little-endian): the magic `DTB1`, the header's length as u32, a JSON header, then the body:
unsigned LEB128 numbers, signed ones zigzag-coded first. Per arc: its border kind, the number of
vertices, then longitude and latitude as differences on the header's grid, the first from the
first vertex of the arc before. Then per province: the number of rings, and per ring the number of
arcs and each arc, zigzag-coded (~k is arc k walked backwards).
"""

from __future__ import annotations

import gzip
import json
import re
import struct
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from basics.hashes import content_hash
from gazetteer import provinces as provinces_module
from gazetteer.provinces import Provinces
from geo.draw.basemap.arcs import Arcs, Ints, cut

MAGIC = b"DTB1"
# Simplifying the world takes seconds: scripts/build_basemap.py does it beforehand.
WORLD_FILE = Path(__file__).parent / "data" / "world.bin.gz"
WORLD_TOLERANCE = 0.03
WORLD_SCALE = 100
WORLD_SMALLEST = 6
COUNTRY_SCALE = 1000

# Where Arabic is an official language: the map shows the Arabic name beside the English one.
ARABIC = frozenset(
    re.findall(
        "..",
        "AEBHDJDZEGEHERILIQJOKMKWLBLYMAMROMPSQASASDSOSYTDTNYE",
    )
)


@cache
def version() -> str:
    """Return a hash of everything that the files follow from, without making them."""
    made_from = [WORLD_FILE, provinces_module.DATA / "admin1.npz", Path(__file__)]
    return content_hash(*(path.read_bytes() for path in made_from))


def file(name: str) -> bytes | None:
    """Return the file "world" or that of a country by ISO code; None where there is none."""
    if name == "world":
        return gzip.decompress(WORLD_FILE.read_bytes())
    table = _provinces()
    return country(table, name) if name in table.country else None


@cache
def _provinces() -> Provinces:
    return Provinces.open()


def world(provinces: Provinces) -> bytes:
    """Return all provinces in the detail of a map up to zoom 5."""
    shapes = shapely.coverage_simplify(provinces.geometries, WORLD_TOLERANCE)
    arcs = cut(shapes, provinces.country, WORLD_SCALE, WORLD_SMALLEST)
    return _pack(provinces, range(len(provinces)), arcs, WORLD_SCALE)


def country(provinces: Provinces, code: str) -> bytes:
    """Return one country's provinces in full detail.

    Parameters
    ----------
    provinces : Provinces
        The province table.
    code : str
        The country's ISO 3166-1 code of two letters.

    Raises
    ------
    KeyError
        When no province lies in a country of this code.
    """
    rows = [row for row, home in enumerate(provinces.country) if home == code]
    if not rows:
        raise KeyError(code)
    # The neighbours are cut too, or the border with them would pass for a coast.
    near = [*rows, *_neighbours(provinces, code, rows)]
    homes = [provinces.country[row] for row in near]
    arcs = cut(provinces.geometries[near], homes, COUNTRY_SCALE).first(len(rows))
    return _pack(provinces, rows, arcs, COUNTRY_SCALE)


def _neighbours(provinces: Provinces, code: str, rows: Sequence[int]) -> list[int]:
    """Return the foreign provinces whose bounds touch those of one of the rows."""
    bounds = shapely.box(*shapely.bounds(provinces.geometries).T)
    touching = shapely.STRtree(bounds).query(bounds[list(rows)])[1]
    return [int(row) for row in np.unique(touching) if provinces.country[row] != code]


def _pack(provinces: Provinces, rows: Sequence[int], arcs: Arcs, scale: int) -> bytes:
    return pack({"scale": scale, **_names(provinces, rows)}, arcs)


def pack(names: dict[str, Any], arcs: Arcs) -> bytes:
    """Return a basemap file; `names` is its header: the scale, and a list per column of names.

    Parameters
    ----------
    names : dict
        The header, as it becomes JSON.
    arcs : Arcs
        The lines that borders consist of, and which of them bound each province.
    """
    header = {"scale": names["scale"], "arcs": len(arcs.lines), **names}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    body = _varints(np.concatenate([_arc_numbers(arcs), _ring_numbers(arcs)]))
    return MAGIC + struct.pack("<I", len(text)) + text + body


def _names(provinces: Provinces, rows: Sequence[int]) -> dict[str, list[Any]]:
    home = [provinces.country[row] for row in rows]
    return {
        "iso": [provinces.iso[row] for row in rows],
        "name": [provinces.name[row] for row in rows],
        "name_ar": [
            provinces.name_ar[row] if code in ARABIC else ""
            for row, code in zip(rows, home, strict=True)
        ],
        "country": home,
        "lon": [round(float(provinces.label_lon[row]), 2) for row in rows],
        "lat": [round(float(provinces.label_lat[row]), 2) for row in rows],
    }


def _arc_numbers(arcs: Arcs) -> Ints:
    parts = []
    before = np.zeros((1, 2), np.int64)
    for line, kind in zip(arcs.lines, arcs.kinds, strict=True):
        steps = np.diff(np.concatenate([before, line]), axis=0)
        parts.append(np.concatenate([[kind, len(line)], _zigzag(steps).ravel()]))
        before = line[:1]
    return np.concatenate(parts)


def _ring_numbers(arcs: Arcs) -> Ints:
    numbers: list[int] = []
    for rings in arcs.rings:
        numbers.append(len(rings))
        for ring in rings:
            numbers.append(len(ring))
            numbers += [arc << 1 if arc >= 0 else (~arc << 1) | 1 for arc in ring]
    return np.array(numbers, np.int64)


def _zigzag(values: Ints) -> Ints:
    return (values << 1) ^ (values >> 63)


def _varints(values: Ints) -> bytes:
    """Return unsigned LEB128: seven bits a byte, lowest first, the high bit set on all but one."""
    sizes = np.maximum(1, (_bit_length(values) + 6) // 7)
    starts = np.cumsum(sizes) - sizes
    out = np.zeros(int(sizes.sum()), np.uint8)
    for byte in range(int(sizes.max(initial=0))):
        has = sizes > byte
        more = (sizes[has] > byte + 1).astype(np.uint8) << 7
        out[starts[has] + byte] = ((values[has] >> (7 * byte)) & 127).astype(np.uint8) | more
    return out.tobytes()


def _bit_length(values: Ints) -> npt.NDArray[np.int64]:
    # frexp's exponent is the bit length for whole numbers below 2**53.
    return np.frexp(values.astype(np.float64))[1].astype(np.int64)
