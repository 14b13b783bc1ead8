"""Write a segment in bounded memory, and put it in place whole or not at all."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import struct
import tempfile
from array import array
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, BinaryIO, Self

import numpy as np
import numpy.typing as npt

from gazetteer.entry import Entry, NameFlag
from gazetteer.names import bare, fold, hash_text
from gazetteer.provinces import Provinces
from gazetteer.segment import COLUMNS, FORMAT, Ints
from gazetteer.skeleton import skeleton

SPOOLS = 64
SHORTEST_NAME = 2
LONGEST_NAME = 200
SPOOL_RECORD = np.dtype([("hash", "<u8"), ("place", "<u4"), ("flag", "u1"), ("length", "<u2")])
PACK_NAME = struct.Struct("<QIBH")
PACK_SKELETON = struct.Struct("<QI")

Assign = Callable[..., npt.NDArray[np.intp]]


class SegmentWriter:
    """Collects entries and writes them as a segment folder.

    Names are spooled to disk by the first bits of their hash, so that each part can be sorted in
    memory by itself however many there are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._columns = {k: array(_typecode(v)) for k, v in COLUMNS.items() if k != "province"}
        self._countries: dict[str, int] = {"": 0}
        self._admins: dict[str, int] = {"": 0}
        self._place_text = (folder / "place_text.bin").open("wb")
        self._place_ends = array("Q", [0])
        self._names = _Spools(folder, "names")
        self._texts = _Spools(folder, "texts")

    def __len__(self) -> int:
        return len(self._place_ends) - 1

    def add(self, entry: Entry) -> None:
        """Take one place with all its names."""
        place = len(self)
        country = self._countries.setdefault(entry.country, len(self._countries))
        admin = self._admins.setdefault(entry.admin1, len(self._admins))
        values = (entry.lon, entry.lat, entry.population, entry.kind, country, admin, entry.number)
        for column, value in zip(self._columns.values(), values, strict=True):
            column.append(value)  # type: ignore[arg-type]
        text = "\t".join((entry.name, entry.slug, entry.pcode)).encode()
        self._place_text.write(text)
        self._place_ends.append(self._place_ends[-1] + len(text))
        for folded, flag in _folded(entry).items():
            self._spool(folded, place, flag)

    def _spool(self, folded: str, place: int, flag: int) -> None:
        text = folded.encode()
        number = hash_text(folded)
        spool = number >> 58
        self._names[spool].write(PACK_NAME.pack(number, place, flag, len(text)))
        self._texts[spool].write(text)

    def finish(self, meta: dict[str, Any], provinces: Provinces) -> None:
        """Sort and write everything; the folder is complete when this returns."""
        self._place_text.close()
        columns = {k: np.frombuffer(v, COLUMNS[k]) for k, v in self._columns.items()}
        countries, admins = list(self._countries), list(self._admins)
        columns["province"] = _provinces(columns, countries, provinces)
        for name, values in columns.items():
            np.save(self.folder / f"{name}.npy", values)
        np.save(self.folder / "place_text.npy", np.frombuffer(self._place_ends, "u8"))
        skeletons = _Spools(self.folder, "skeletons")
        self._write_names(columns["country"], countries, skeletons)
        _write_skeletons(self.folder, skeletons)
        for spools in (self._names, self._texts, skeletons):
            spools.remove()
        meta = meta | {"format": FORMAT, "places": len(self)}
        meta |= {"countries": countries, "admins": admins}
        text = json.dumps(meta, ensure_ascii=False, indent=1)
        (self.folder / "meta.json").write_text(text, encoding="utf-8")

    def _write_names(
        self, country: npt.NDArray[Any], countries: list[str], skeletons: _Spools
    ) -> None:
        keys, text_ends, post_ends = array("Q"), array("Q", [0]), array("I", [0])
        places: list[npt.NDArray[np.uint32]] = []
        flags: list[npt.NDArray[np.uint8]] = []
        with (self.folder / "key_text.bin").open("wb") as out:
            for number in range(SPOOLS):
                records, names, starts = self._sorted_names(number)
                places.append(records["place"])
                flags.append(records["flag"])
                base = post_ends[-1]
                bounds = itertools.pairwise([*starts.tolist(), records.size])
                for name, (start, end) in zip(names, bounds, strict=True):
                    out.write(name)
                    text_ends.append(text_ends[-1] + len(name))
                    post_ends.append(base + end)
                    key, where = len(keys), np.unique(country[records["place"][start:end]])
                    keys.append(int(records["hash"][start]))
                    _spool_skeleton(skeletons, name, [countries[c] for c in where], key)
        np.save(self.folder / "keys.npy", np.frombuffer(keys, "u8"))
        np.save(self.folder / "key_text.npy", np.frombuffer(text_ends, "u8"))
        np.save(self.folder / "key_posts.npy", np.frombuffer(post_ends, "u4"))
        np.save(self.folder / "post_place.npy", np.concatenate(places))
        np.save(self.folder / "post_flag.npy", np.concatenate(flags))

    def _sorted_names(self, number: int) -> tuple[npt.NDArray[Any], list[bytes], Ints]:
        """Sort a spool by name: all records, the distinct names, where each one's records start."""
        records, texts = self._names.read(number, SPOOL_RECORD), self._texts.bytes(number)
        ends = np.cumsum(records["length"], dtype=np.int64)
        order = np.lexsort((records["place"], records["hash"]))
        records = records[order]
        new = np.ones(records.size, bool)
        new[1:] = records["hash"][1:] != records["hash"][:-1]
        starts = np.flatnonzero(new)
        spans = zip(ends[order[starts]].tolist(), records["length"][starts].tolist(), strict=True)
        return records, [texts[end - length : end] for end, length in spans], starts


def _spool_skeleton(spools: _Spools, name: bytes, countries: list[str], key: int) -> None:
    shared = skeleton(name.decode())
    for country in countries if shared else ():
        hashed = hash_text(f"{country}:{shared}")
        spools[hashed >> 58].write(PACK_SKELETON.pack(hashed, key))


def _folded(entry: Entry) -> dict[str, int]:
    """Every folded form of an entry's names, with the flags that apply to it."""
    out: dict[str, int] = {}
    for position, name in enumerate((entry.name, *entry.names)):
        folded = fold(name)
        if SHORTEST_NAME <= len(folded) <= LONGEST_NAME:
            flag = int(NameFlag.PRIMARY) if position == 0 else 0
            out[folded] = out.get(folded, 0) | flag
    for name in entry.codes:
        out.setdefault(fold(name), int(NameFlag.CODE))
    for folded, flag in list(out.items()):
        short = bare(folded)
        if short != folded and len(short) >= SHORTEST_NAME:
            out.setdefault(short, flag | int(NameFlag.BARE))
    return out


def _provinces(
    columns: dict[str, npt.NDArray[Any]], countries: list[str], provinces: Provinces
) -> npt.NDArray[np.int16]:
    names = [countries[c] or None for c in columns["country"].tolist()]
    rows = provinces.assign(columns["lon"], columns["lat"], names)
    return np.where(columns["country"] == 0, -1, rows).astype(np.int16)


def _write_skeletons(folder: Path, spools: _Spools) -> None:
    record = np.dtype([("hash", "<u8"), ("key", "<u4")])
    hashes, counts, keys = [], [], []
    for number in range(SPOOLS):
        records = np.sort(spools.read(number, record), order=("hash", "key"))
        unique, count = np.unique(records["hash"], return_counts=True)
        hashes.append(unique)
        counts.append(count)
        keys.append(records["key"])
    np.save(folder / "skeletons.npy", np.concatenate(hashes).astype("u8"))
    starts = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    np.save(folder / "skeleton_keys.npy", starts.astype("u4"))
    np.save(folder / "skeleton_key.npy", np.concatenate(keys))


class _Spools:
    """Temporary files in a segment's folder, one per leading bits of a hash."""

    def __init__(self, folder: Path, name: str) -> None:
        self._paths = [folder / f"{name}.{i}.spool" for i in range(SPOOLS)]
        self._files: list[BinaryIO] = [p.open("wb", buffering=1 << 16) for p in self._paths]

    def __getitem__(self, number: int) -> BinaryIO:
        return self._files[number]

    def bytes(self, number: int) -> bytes:
        self._files[number].close()
        return self._paths[number].read_bytes()

    def read(self, number: int, record: np.dtype[Any]) -> npt.NDArray[Any]:
        return np.frombuffer(self.bytes(number), record)

    def remove(self) -> None:
        for file, path in zip(self._files, self._paths, strict=True):
            file.close()
            path.unlink(missing_ok=True)


def _typecode(dtype: str) -> str:
    return {"f8": "d", "u4": "I", "u1": "B", "u2": "H", "i8": "q"}[dtype]


class Staging:
    """A folder that appears under its final name complete, or never.

    A process killed at any moment leaves at most a folder beginning with `.staging-`, which the
    next builder removes once its owner is gone.
    """

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> Self:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        remove_abandoned(self.target.parent)
        prefix = f".staging-{os.getpid()}-"
        self.folder = Path(tempfile.mkdtemp(prefix=prefix, dir=self.target.parent))
        return self

    def commit(self) -> None:
        """Put the folder in place; a folder that is already there is replaced."""
        old = self.folder.with_name(self.folder.name + "-old")
        _sync(self.folder)
        for _ in range(3):
            try:
                self.folder.rename(self.target)
                break
            except OSError:
                if self.target.exists():
                    self.target.rename(old)
        shutil.rmtree(old, ignore_errors=True)

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _sync(folder: Path) -> None:
    for path in folder.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def remove_abandoned(parent: Path) -> None:
    """Remove the staging folders of builders that no longer run."""
    for path in parent.glob(".staging-*"):
        if not _runs(int(path.name.split("-")[1])):
            shutil.rmtree(path, ignore_errors=True)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def write_segment(
    target: Path,
    entries: Iterable[Entry],
    meta: dict[str, Any],
    provinces: Provinces,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write entries as a segment at `target`, atomically."""
    with Staging(target) as staging:
        writer = SegmentWriter(staging.folder)
        for n, entry in enumerate(entries):
            writer.add(entry)
            if progress and n % 4096 == 0:
                progress(n)
        writer.finish(meta, provinces)
        staging.commit()
