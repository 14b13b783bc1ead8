"""Add, list and remove sources; each is a segment of its own beside the base index."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gazetteer.folders import home, source_folders, sources_folder
from gazetteer.index.build import progress_bar
from gazetteer.index.entry import Entry
from gazetteer.index.segment import FORMAT
from gazetteer.index.writer import write_segment
from gazetteer.provinces import Provinces
from gazetteer.sources.boundaries import (
    boundary_entries,
    match_codes,
    read_boundaries,
    write_overlay,
)
from gazetteer.sources.checks import Checked, without_swapped
from gazetteer.sources.formats import BYTES_PER_PLACE, FORMATS, detect
from gazetteer.sources.reading import RejectedRow, SourceError, printable

LONGEST_REJECT = 500


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a file: the source's name, rows in and out, and where the rejects are."""

    source: str
    places: int
    rejected: int
    rejects_file: Path | None
    unchanged: bool = False


def list_sources() -> list[dict[str, Any]]:
    """Describe each installed source: its name, title, licence, file, format and counts."""
    keys = ("source", "title", "licence", "file", "format_read", "places", "rejected", "added")
    found = [json.loads((f / "meta.json").read_text(encoding="utf-8")) for f in source_folders()]
    return [{k: meta.get(k, "") for k in keys} for meta in found]


def remove(source: str) -> None:
    """Remove a source; KeyError when there is none of that name."""
    folder = sources_folder() / source
    if folder not in source_folders():
        raise KeyError(f"no source is called {source!r}; see `python -m gazetteer list`")
    shutil.rmtree(folder)
    shutil.rmtree(home() / "provinces" / source, ignore_errors=True)


def add(
    path: Path,
    form: str = "auto",
    name: str = "",
    title: str = "",
    licence: str = "",
    country: str = "",
    alternate_names: Path | None = None,
) -> Added:
    """Add a file of places as a source, or replace the source of that name.

    Good rows go in; refused rows go to `<file>.rejects.csv` with their row and reason. The
    source appears whole or not at all.

    Parameters
    ----------
    path : Path
        The file of places.
    form : str, optional
        Its format, one of the keys of `FORMATS`; "auto" finds it from the file.
    name : str, optional
        Short name of the source; from the name of the file when empty.
    title : str, optional
        Title to cite; the name of the file when empty.
    licence : str, optional
        The licence of the data; that of the format when empty.
    country : str, optional
        ISO 3166-1 alpha-2 for places that have none.
    alternate_names : Path, optional
        GeoNames file of further names for the places.

    Raises
    ------
    SourceError
        When the file as a whole cannot be used; the index stays as it was.
    """
    reader = detect(path) if form == "auto" else FORMATS[form]
    source = _slug(name or path.name.split(".")[0])
    digest = _digest(path, alternate_names, options=(form, title, licence, country))
    folder = sources_folder() / source
    if _installed_digest(folder) == digest:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        return Added(source, meta["places"], meta["rejected"], None, unchanged=True)
    provinces = Provinces.open()
    rejects = RejectsFile(path)
    licence = licence or reader.licence
    meta = _meta(source, title or path.name, licence, path, reader.name, digest)
    bar = progress_bar(f"Adding {path.name}", path.stat().st_size // BYTES_PER_PLACE)
    found = without_swapped(reader.read(path, country), provinces)
    try:
        entries = _only_entries(found, rejects, meta, path)
        late = reader.late_names(alternate_names) if alternate_names else ()
        places = write_segment(folder, entries, meta, provinces, bar, late)
    except SourceError as fault:
        raise SourceError(str(fault) if str(path) in str(fault) else f"{path}: {fault}") from None
    finally:
        rejects.close()
    bar(-1)
    return Added(source, places, rejects.count, rejects.path if rejects.count else None)


def add_provinces(path: Path, name: str = "", title: str = "", licence: str = "") -> Added:
    """Add a boundary file: polygons for point-to-province, and places with their P-codes.

    Parameters
    ----------
    path : Path
        The boundary file.
    name : str, optional
        Short name of the source; from the name of the file when empty.
    title : str, optional
        Title to cite; the name of the file when empty.
    licence : str, optional
        The licence of the data; "not stated" when empty.

    Raises
    ------
    SourceError
        When the file as a whole cannot be used; everything stays as it was.
    """
    source = _slug(name or path.name.split(".")[0])
    found, bad = read_boundaries(path)
    provinces = Provinces.open()
    isos = match_codes(found, provinces)
    rejects = RejectsFile(path)
    for reject in bad:
        rejects.write(reject)
    rejects.close()
    write_overlay(source, found, isos, provinces)
    meta = _meta(source, title or path.name, licence or "not stated", path, "boundaries", "")
    meta["rejected"] = rejects.count
    entries = boundary_entries(found, isos)
    places = write_segment(sources_folder() / source, entries, meta, Provinces.open())
    return Added(source, places, rejects.count, rejects.path if rejects.count else None)


def _meta(
    source: str, title: str, licence: str, path: Path, form: str, digest: str
) -> dict[str, Any]:
    return {
        "source": source,
        "title": title,
        "licence": licence,
        "file": path.name,
        "format_read": form,
        "sha256": digest,
        "added": datetime.now(UTC).strftime("%Y-%m-%d"),
        "rejected": 0,
    }


def _only_entries(
    found: Iterable[Checked | RejectedRow], rejects: RejectsFile, meta: dict[str, Any], path: Path
) -> Iterator[Entry]:
    """Pass entries on and write rejects away; SourceError when there is no entry at all."""
    good = 0
    for item in found:
        if isinstance(item, RejectedRow):
            rejects.write(item)
            meta["rejected"] = rejects.count
        else:
            good += 1
            yield item[1]
    if not good:
        first = f", first row {rejects.first.row}: {rejects.first.reason}" if rejects.first else ""
        raise SourceError(f"no row can be used ({rejects.count} refused{first})")


class RejectsFile:
    """`<file>.rejects.csv`, made when the first row is refused."""

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(path.name + ".rejects.csv")
        self.count = 0
        self.first: RejectedRow | None = None
        self._file: Any = None

    def write(self, reject: RejectedRow) -> None:
        """Add one refused row."""
        if self._file is None:
            self.first = reject
            self._file = self._open()
            csv.writer(self._file).writerow(("row", "reason", "text"))
        text = printable(reject.text)[:LONGEST_REJECT]
        csv.writer(self._file).writerow((reject.row, reject.reason, text))
        self.count += 1

    def _open(self) -> Any:
        try:
            return self.path.open("w", encoding="utf-8", newline="")
        except OSError:
            self.path = Path.cwd() / self.path.name
            return self.path.open("w", encoding="utf-8", newline="")

    def close(self) -> None:
        """Close the file if there is one."""
        if self._file is not None:
            self._file.close()


def _slug(name: str) -> str:
    """Return the name as a folder's: small letters, digits and hyphens, whatever was given."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "source"


def _digest(*paths: Path | None, options: tuple[str, ...]) -> str:
    """Digest of what a source is made from, to know when there is nothing to do."""
    total = hashlib.sha256("\0".join((str(FORMAT), *options)).encode())
    for path in paths:
        if path is not None and path.is_file():
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def _installed_digest(folder: Path) -> str:
    try:
        meta: dict[str, Any] = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(meta.get("sha256", ""))
