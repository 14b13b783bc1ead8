"""One memory-mapped part of the index: places, their names, and keys that lead to names.

A segment is a folder. Place columns are arrays of equal length; names are the distinct folded
names, sorted by a 64-bit hash; postings lead from a name to its places, and from a consonant
key to the names that share it. Arrays are raw little-endian files, so that they can be written
as a stream and opened at once.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 3
COLUMNS: dict[str, str] = {
    "lon": "<f8",
    "lat": "<f8",
    "population": "<u4",
    "kind": "u1",
    "country": "<u2",
    "admin": "<u4",
    "number": "<i8",
    "province": "<i2",
}
ARRAYS: dict[str, str] = COLUMNS | {
    "place_end": "<u8",
    "key": "<u8",
    "key_end": "<u8",
    "key_posts": "<u4",
    "post_place": "<u4",
    "post_flag": "u1",
    "skeleton": "<u8",
    "skeleton_posts": "<u4",
    "skeleton_key": "<u4",
}
TEXTS = ("place_text", "key_text")

Ints = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint64]


class Segment:
    """An open segment; opening reads its description and nothing else."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    population: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    country: npt.NDArray[np.uint16]
    admin: npt.NDArray[np.uint32]
    number: npt.NDArray[np.int64]
    province: npt.NDArray[np.int16]
    place_end: npt.NDArray[np.uint64]
    key: Hashes
    key_end: npt.NDArray[np.uint64]
    key_posts: npt.NDArray[np.uint32]
    post_place: npt.NDArray[np.uint32]
    post_flag: npt.NDArray[np.uint8]
    skeleton: Hashes
    skeleton_posts: npt.NDArray[np.uint32]
    skeleton_key: npt.NDArray[np.uint32]
    place_text: npt.NDArray[np.uint8]
    key_text: npt.NDArray[np.uint8]

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if self.meta["format"] != FORMAT:
            raise ValueError(f"{folder}: written by another version of Dateline; add it again")
        self.countries: list[str] = self.meta["countries"]
        self.admins: list[str] = self.meta["admins"]
        for name, dtype in (ARRAYS | dict.fromkeys(TEXTS, "u1")).items():
            setattr(self, name, _map(folder / f"{name}.bin", dtype))

    def __len__(self) -> int:
        return int(self.meta["places"])

    def find(self, hashes: Hashes) -> Ints:
        """Key number of each hash, -1 where no name has it."""
        return _search(self.key, hashes)

    def posts(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the postings of each key: (index into `keys`, posting number) pairs."""
        return _spread(self.key_posts, keys)

    def alike(self, skeletons: Hashes) -> tuple[Ints, Ints]:
        """Names under each consonant key: (index into `skeletons`, key number) pairs."""
        found = _search(self.skeleton, skeletons)
        hit = np.flatnonzero(found >= 0)
        which, position = _spread(self.skeleton_posts, found[hit])
        return hit[which], self.skeleton_key[position].astype(np.intp)

    def key_string(self, key: int) -> str:
        """Return the folded name with this key number."""
        return _text(self.key_text, self.key_end, key)

    def place_strings(self, row: int) -> tuple[str, str, str]:
        """Name, slug and P-code of a place; the last two may be empty."""
        name, slug, pcode = _text(self.place_text, self.place_end, row).split("\t")
        return name, slug, pcode


def _map(path: Path, dtype: str) -> npt.NDArray[Any]:
    if path.stat().st_size == 0:
        return np.empty(0, dtype)
    # A plain view: indexing a memmap object costs microseconds more.
    return np.memmap(path, dtype, mode="r").view(np.ndarray)


def _text(blob: npt.NDArray[np.uint8], ends: npt.NDArray[np.uint64], row: int) -> str:
    start = int(ends[row - 1]) if row else 0
    return blob[start : int(ends[row])].tobytes().decode()


def _search(table: Hashes, wanted: Hashes) -> Ints:
    if not table.size:
        return np.full(wanted.size, -1, np.intp)
    # In order, each search starts where memory is warm.
    order = np.argsort(wanted)
    ranked = wanted[order]
    position = np.searchsorted(table, ranked)
    position[position == table.size] = 0
    found = np.empty(wanted.size, np.intp)
    found[order] = np.where(table[position] == ranked, position, -1)
    return found


def _spread(offsets: npt.NDArray[np.uint32], rows: Ints) -> tuple[Ints, Ints]:
    """All (index into rows, position) with offsets[row] <= position < offsets[row + 1]."""
    start = offsets[rows].astype(np.intp)
    count = offsets[rows + 1].astype(np.intp) - start
    which = np.repeat(np.arange(rows.size), count)
    first = np.cumsum(count) - count
    return which, np.arange(which.size) + (start - first)[which]
