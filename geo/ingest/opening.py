"""What a file of events is, recognised by its columns, before any row is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from gazetteer import Gazetteer
from geo.ingest.formats.files import open_sheet
from geo.ingest.formats.sheet import CannotImport
from geo.ingest.mapping.plain import guess_mapping, lacking_fields
from geo.ingest.presets.declaration import Preset
from geo.ingest.presets.registry import HEADERLESS, PRESETS, edition_in, preset_of
from geo.ingest.table_file import PLAIN, TableFile
from geo.model.report import Report

FORMATS = ("auto", *PRESETS, PLAIN)


def open_table_file(
    path: Path,
    form: str = "auto",
    mapping: Mapping[str, str] | None = None,
    source: str = "",
    gazetteer: Gazetteer | None = None,
) -> TableFile:
    """Open a file of events, without reading its rows yet.

    Parameters
    ----------
    path : Path
        CSV (also in a .zip), XLSX, GeoJSON, KML, GeoPackage or GeoParquet.
    form : str
        One of `FORMATS`; "auto" tells by the columns.
    mapping : Mapping[str, str], optional
        For plain tables: columns that differ from what their names suggest, by field; an empty
        one leaves the field out.
    source : str
        Who publishes a plain table; its file name when empty.
    gazetteer : Gazetteer, optional
        Looks up names without coordinates; opened when first needed.

    Raises
    ------
    CannotImport
        When the file is not a table, or its columns do not suffice; the sentence says why.
    """
    sheet = open_sheet(path, HEADERLESS)
    preset = _preset_for(form, sheet.header, sheet.kind)
    report = _report(preset, path, source)
    columns: dict[str, str] = {}
    missing: tuple[str, ...] = ()
    folded = {name.casefold(): name for name in sheet.header}
    if preset:
        missing = tuple(name for name in preset.columns if name not in folded)
    else:
        guessed = guess_mapping(sheet.header) | dict(mapping or {})
        columns = {name: column for name, column in guessed.items() if column}
        _check_mapping(columns, sheet.header, path.name)
    return TableFile(
        name=preset.name if preset else PLAIN,
        header=sheet.header,
        mapping=columns,
        missing=missing,
        report=report,
        rejects=sheet.rejects,
        _rows=sheet.rows,
        _columns=_columns_of(preset, folded),
        _gazetteer=gazetteer,
    )


def _columns_of(preset: Preset | None, folded: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the columns a preset reads that are there: its name for each, and the file's."""
    names = preset.columns + preset.older if preset else ()
    return tuple((name, folded[name]) for name in names if name in folded)


def _preset_for(form: str, header: Sequence[str], kind: str) -> Preset | None:
    if form not in FORMATS:
        raise CannotImport(f"there is no format {form!r}; it is one of {', '.join(FORMATS)}")
    if form != "auto":
        return PRESETS.get(form)
    return preset_of(header, kind)


def _check_mapping(columns: Mapping[str, str], header: Sequence[str], name: str) -> None:
    for field_name, column in columns.items():
        if column not in header:
            raise CannotImport(f"{name} has no column {column!r} for {field_name}")
    lacking = lacking_fields(columns)
    if lacking:
        raise CannotImport(f"{name}: {lacking}; its columns are {', '.join(header)}")


def _report(preset: Preset | None, path: Path, source: str) -> Report:
    published = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    if preset is None:
        slug = re.sub(r"[^a-z0-9]+", "-", (source or path.stem).casefold()).strip("-")
        return Report(f"table-{slug}", path.name, source or path.stem, published)
    edition = edition_in(path.name, preset)
    if edition:
        published = date(2000 + int(edition[:2]), 6, 1)
    title = " ".join(part for part in (preset.title, edition) if part)
    return Report(
        preset.name, title, preset.publisher, published, url=preset.url, licence=preset.licence
    )
