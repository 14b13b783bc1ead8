"""One memory-mapped part of the index: places, their names, and keys that lead to names.

A segment is a folder. Place columns are arrays of equal length; names are the distinct folded
names, sorted by a 64-bit hash; postings lead from a name to its places, and from a consonant
key to the names that share it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1
COLUMNS: dict[str, str] = {
    "lon": "f8",
    "lat": "f8",
    "population": "u4",
    "kind": "u1",
    "country": "u2",
    "admin": "u4",
    "province": "i2",
    "number": "i8",
}
OFFSETS = ("place_text", "key_text", "key_posts", "skeleton_keys")
ARRAYS = (*COLUMNS, *OFFSETS, "keys", "post_place", "post_flag", "skeletons", "skeleton_key")

Ints = npt.NDArray[np.intp]
Hashes = npt.NDArray[np.uint64]


class Segment:
    """An open segment; opening reads no more than the headers of its files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        if self.meta["format"] != FORMAT:
            raise ValueError(f"{folder}: written in another format; build the index again")
        self.countries: list[str] = self.meta["countries"]
        self.admins: list[str] = self.meta["admins"]
        for name in ARRAYS:
            setattr(self, name, np.load(folder / f"{name}.npy", mmap_mode="r"))
        self._place_text = np.memmap(folder / "place_text.bin", mode="r")
        self._key_text = np.memmap(folder / "key_text.bin", mode="r")

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    population: npt.NDArray[np.uint32]
    kind: npt.NDArray[np.uint8]
    country: npt.NDArray[np.uint16]
    admin: npt.NDArray[np.uint32]
    province: npt.NDArray[np.int16]
    number: npt.NDArray[np.int64]
    place_text: npt.NDArray[np.uint64]
    key_text: npt.NDArray[np.uint64]
    key_posts: npt.NDArray[np.uint32]
    keys: Hashes
    post_place: npt.NDArray[np.uint32]
    post_flag: npt.NDArray[np.uint8]
    skeletons: Hashes
    skeleton_keys: npt.NDArray[np.uint32]
    skeleton_key: npt.NDArray[np.uint32]

    def __len__(self) -> int:
        return int(self.meta["places"])

    def find(self, hashes: Hashes) -> Ints:
        """Key number of each hash, -1 where no name has it."""
        return _search(self.keys, hashes)

    def posts(self, keys: Ints) -> tuple[Ints, Ints]:
        """Return the postings of each key: (index into `keys`, posting number) pairs."""
        return _spread(self.key_posts, keys)

    def alike(self, skeletons: Hashes) -> tuple[Ints, Ints]:
        """Names under each consonant key: (index into `skeletons`, key number) pairs."""
        found = _search(self.skeletons, skeletons)
        hit = np.flatnonzero(found >= 0)
        which, position = _spread(self.skeleton_keys, found[hit])
        return hit[which], self.skeleton_key[position].astype(np.intp)

    def key_string(self, key: int) -> str:
        """Return the folded name with this key number."""
        start, end = self.key_text[key], self.key_text[key + 1]
        return self._key_text[start:end].tobytes().decode()

    def place_strings(self, row: int) -> tuple[str, str, str]:
        """Name, slug and P-code of a place; the last two may be empty."""
        start, end = self.place_text[row], self.place_text[row + 1]
        name, slug, pcode = self._place_text[start:end].tobytes().decode().split("\t")
        return name, slug, pcode


def _search(table: Hashes, wanted: Hashes) -> Ints:
    if not table.size:
        return np.full(wanted.size, -1, np.intp)
    position = np.searchsorted(table, wanted)
    position[position == table.size] = 0
    return np.where(table[position] == wanted, position, -1)


def _spread(offsets: npt.NDArray[np.uint32], rows: Ints) -> tuple[Ints, Ints]:
    """All (index into rows, position) with offsets[row] <= position < offsets[row + 1]."""
    start = offsets[rows].astype(np.intp)
    count = offsets[rows + 1].astype(np.intp) - start
    which = np.repeat(np.arange(rows.size), count)
    first = np.cumsum(count) - count
    return which, np.arange(which.size) + (start - first)[which]
