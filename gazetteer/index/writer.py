"""Write a segment in bounded memory, however many places it has."""

from __future__ import annotations

import contextlib
import itertools
import json
import re
import struct
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from basics.staging import Staging
from gazetteer.consonant_key import consonant_key
from gazetteer.index.entry import Entry, NameFlag
from gazetteer.index.locate import locate
from gazetteer.index.record_spool import SPOOL_SHIFT, SPOOLS, Column, Spools
from gazetteer.index.segment import ARRAYS, COLUMNS, FORMAT, Ints
from gazetteer.names import bare, fold, hash_text, hash_texts
from gazetteer.provinces import Provinces

SHORTEST_NAME = 2
LONGEST_NAME = 200
_BRACKETS = re.compile(r"\([^)]*\)?")
LARGEST_POPULATION = 2**32 - 1
PROGRESS_EVERY = 4096
NAME_RECORD = np.dtype([("hash", "<u8"), ("place", "<u4"), ("flag", "u1"), ("length", "<u2")])
PACK_NAME = struct.Struct("<QIBH")
SKELETON_RECORD = np.dtype([("hash", "<u8"), ("key", "<u4")])


class SegmentWriter:
    """Collects entries and writes them as a segment folder.

    Names are spooled to disk by the first bits of their hash, so that each part can be sorted in
    memory by itself.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._columns = {n: Column(folder / f"{n}.bin", dtype) for n, dtype in ARRAYS.items()}
        self._countries: dict[str, int] = {"": 0}
        self._admins: dict[str, int] = {"": 0}
        self._place_text = (folder / "place_text.bin").open("wb")
        self._text_size = 0
        self._names = Spools(folder, "names")
        self._texts = Spools(folder, "texts")
        self._skeletons = Spools(folder, "skeletons")

    def __len__(self) -> int:
        return self._columns["kind"].size

    def add(self, entry: Entry) -> None:
        """Take one place with all its names."""
        place = len(self)
        cells = (c.replace("\t", " ") for c in (entry.name, entry.slug, entry.pcode))
        text = "\t".join(cells).encode("utf-8", "replace")
        self._place_text.write(text)
        self._text_size += len(text)
        values = {
            "lon": entry.lon,
            "lat": entry.lat,
            "population": min(max(entry.population, 0), LARGEST_POPULATION),
            "kind": entry.kind,
            "country": self._countries.setdefault(entry.country, len(self._countries)),
            "admin": self._admins.setdefault(entry.admin1, len(self._admins)),
            "number": entry.number,
            "place_end": self._text_size,
        }
        for name, value in values.items():
            self._columns[name].append(value)
        for folded, flag in _folded(entry).items():
            self._spool(folded, place, flag)

    def add_names(self, names: Iterable[tuple[int, str, int]]) -> None:
        """Take names that came apart from their places: (GeoNames id, name, flags)."""
        waiting = iter(names)
        first = next(waiting, None)
        if first is None:
            return
        names = itertools.chain([first], waiting)
        self._columns["number"].close()
        numbers = self._columns["number"].mapped()
        order = np.argsort(numbers, kind="stable")
        ranked = numbers[order]
        for number, name, flag in names:
            at = int(np.searchsorted(ranked, number))
            if at < ranked.size and ranked[at] == number:
                folded = fold(name)
                if SHORTEST_NAME <= len(folded) <= LONGEST_NAME:
                    self._spool(folded, int(order[at]), flag)

    def _spool(self, folded: str, place: int, flag: int) -> None:
        text = folded.encode()
        number = hash_text(folded)
        spool = number >> SPOOL_SHIFT
        self._names[spool].write(PACK_NAME.pack(number, place, flag, len(text)))
        self._texts[spool].write(text)

    def finish(self, meta: dict[str, Any], provinces: Provinces) -> None:
        """Sort and write everything; the folder is complete when this returns.

        Parameters
        ----------
        meta : dict of str to object
            What `meta.json` says of the source, such as its title and licence.
        provinces : Provinces
            The table of provinces, which places are located in.
        """
        self._place_text.close()
        for name in (*COLUMNS, "place_end"):
            self._columns[name].close()
        columns = {name: self._columns[name].mapped() for name in COLUMNS if name != "province"}
        located = locate(columns, list(self._countries), list(self._admins), provinces)
        for name, values in located.columns.items():
            np.ascontiguousarray(values, COLUMNS[name]).tofile(self.folder / f"{name}.bin")
        self._write_names(located.columns["country"], located.countries)
        self._write_skeletons()
        self.close()
        meta = meta | {"format": FORMAT, "places": len(self)}
        meta |= {"countries": located.countries, "admins": located.admins}
        meta["labels"] = {label: provinces.iso[row] for label, row in located.labels.items()}
        text = json.dumps(meta, ensure_ascii=False, indent=1)
        (self.folder / "meta.json").write_text(text, encoding="utf-8")

    def close(self) -> None:
        """Close all files and remove the temporary ones; closing twice does no harm."""
        self._place_text.close()
        for column in self._columns.values():
            column.close()
        for spools in (self._names, self._texts, self._skeletons):
            spools.remove()

    def _write_names(self, country: npt.NDArray[Any], countries: list[str]) -> None:
        columns = self._columns
        columns["key_posts"].append(0)
        text_size = posts = 0
        with (self.folder / "key_text.bin").open("wb") as out:
            for spool in range(SPOOLS):
                records, names, starts = self._sorted_names(spool)
                keys = np.cumsum(np.isin(np.arange(records.size), starts)) - 1
                self._spool_skeletons(names, keys, country[records["place"]], countries)
                out.write(b"".join(names))
                lengths = np.array([len(n) for n in names], np.int64)
                columns["key_end"].extend(text_size + np.cumsum(lengths))
                columns["key"].extend(records["hash"][starts])
                columns["key_posts"].extend(posts + np.append(starts, records.size)[1:])
                columns["post_place"].extend(records["place"])
                columns["post_flag"].extend(records["flag"])
                text_size += int(lengths.sum())
                posts += records.size

    def _sorted_names(self, spool: int) -> tuple[npt.NDArray[Any], list[bytes], Ints]:
        """Sort a spool by name: all records, distinct names, where each one's records start."""
        records, texts = self._names.read(spool, NAME_RECORD), self._texts.bytes(spool)
        ends = np.cumsum(records["length"], dtype=np.int64)
        order = np.lexsort((records["place"], records["hash"]))
        records = records[order]
        new = np.ones(records.size, bool)
        new[1:] = records["hash"][1:] != records["hash"][:-1]
        starts = np.flatnonzero(new)
        spans = zip(ends[order[starts]].tolist(), records["length"][starts].tolist(), strict=True)
        return records, [texts[end - length : end] for end, length in spans], starts

    def _spool_skeletons(
        self, names: list[bytes], keys: Ints, country: npt.NDArray[Any], countries: list[str]
    ) -> None:
        """Spool the consonant key of every name, once for each country that has the name."""
        first = self._columns["key"].size
        shared = [consonant_key(name.decode()) for name in names]
        pairs = np.unique(keys * len(countries) + country)
        owned = [divmod(pair, len(countries)) for pair in pairs.tolist()]
        owned = [(key, number) for key, number in owned if shared[key]]
        hashes = hash_texts(f"{countries[number]}:{shared[key]}" for key, number in owned)
        records = np.empty(hashes.size, SKELETON_RECORD)
        records["hash"], records["key"] = hashes, [first + key for key, _ in owned]
        spools = hashes >> np.uint64(SPOOL_SHIFT)
        for spool in np.unique(spools).tolist():
            self._skeletons[spool].write(records[spools == spool].tobytes())

    def _write_skeletons(self) -> None:
        posts = 0
        self._columns["skeleton_posts"].append(0)
        for spool in range(SPOOLS):
            records = np.sort(self._skeletons.read(spool, SKELETON_RECORD), order=("hash", "key"))
            unique, counts = np.unique(records["hash"], return_counts=True)
            self._columns["skeleton"].extend(unique)
            self._columns["skeleton_posts"].extend(posts + np.cumsum(counts))
            self._columns["skeleton_key"].extend(records["key"])
            posts += records.size


def _folded(entry: Entry) -> dict[str, int]:
    """Every folded form of an entry's names, with the flags that apply to it."""
    out: dict[str, int] = {}
    for position, name in enumerate((entry.name, *entry.names)):
        folded = fold(name)
        if SHORTEST_NAME <= len(folded) <= LONGEST_NAME:
            flag = int(NameFlag.PRIMARY) if position == 0 else 0
            out[folded] = out.get(folded, 0) | flag
        plain = fold(_BRACKETS.sub(" ", name)) if "(" in name else folded
        if plain != folded and len(plain) >= SHORTEST_NAME:
            out.setdefault(plain, 0)
    for name in entry.codes:
        out.setdefault(fold(name), int(NameFlag.CODE))
    for folded, flag in list(out.items()):
        short = bare(folded)
        if short != folded and len(short) >= SHORTEST_NAME:
            out.setdefault(short, flag | int(NameFlag.BARE))
    return {name: flag for name, flag in out.items() if len(name.encode()) < 1 << 16}


def write_segment(
    target: Path,
    entries: Iterable[Entry],
    meta: dict[str, Any],
    provinces: Provinces,
    progress: Callable[[int], None] | None = None,
    late_names: Iterable[tuple[int, str, int]] = (),
) -> int:
    """Write entries as a segment at `target`, atomically, and return how many there were.

    Parameters
    ----------
    target : Path
        Folder of the segment; one that is there is replaced.
    entries : iterable of Entry
        The places.
    meta : dict of str to object
        What `meta.json` says of the source, such as its title and licence.
    provinces : Provinces
        The table of provinces, which places are located in.
    progress : callable, optional
        Called now and then with how many places have been written.
    late_names : iterable of (int, str, int), optional
        GeoNames id, name and flags of further names for places among the entries.
    """
    with Staging(target) as staging:
        writer = SegmentWriter(staging.folder)
        with contextlib.closing(writer):
            for n, entry in enumerate(entries):
                writer.add(entry)
                if progress and n % PROGRESS_EVERY == 0:
                    progress(n)
            writer.add_names(late_names)
            writer.finish(meta, provinces)
        staging.commit()
    return len(writer)
