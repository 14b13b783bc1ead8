"""The files that a shapefile and a GeoPackage are made of, and what in them leads elsewhere."""

from __future__ import annotations

import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path, PurePosixPath

from gazetteer.sources.reading import SourceError, check_archive

SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
INSIDE = (".shp", ".gpkg", ".geojson", ".json", ".kml")
LAYER = "layer"
_VIRTUAL = re.compile(r"create(?:\s|/\*.*?\*/|--[^\n]*\n)+virtual", re.I | re.S)
_INDEX = re.compile(
    r'CREATE VIRTUAL TABLE (?:"(?:[^"]|"")+"|\[[^\]]+\]|\S+) USING "?'
    r'(?:rtree|rtree_i32|geopoly|fts[345])"?\s*\(',
    re.I,
)
# Functions of GDAL and SQLite that read files or ask servers, and tables that are other files.
_REACHES = re.compile(
    r"ogr_geocode|ogr_datasource|ogr_[gs]etconfig|gdal_get_|load_extension|readfile"
    r"|virtual(?:ogr|shape|text|xl|dbf|geojson|fdo|network)",
    re.I,
)


def copy_shapefile(path: Path, folder: Path) -> Path:
    """Copy a shapefile's parts, and nothing else from beside it, into a folder of our own.

    Parameters
    ----------
    path : Path
        The .shp.
    folder : Path
        Where to.

    Returns
    -------
    Path
        The copied .shp.
    """
    for part in path.parent.iterdir():
        ending = part.suffix.casefold()
        if part.stem == path.stem and ending in SHAPEFILE and part.is_file():
            shutil.copyfile(part, folder / (LAYER + ending))
    return folder / f"{LAYER}.shp"


def copy_geopackage(path: Path, folder: Path) -> Path:
    """Copy a GeoPackage with what its database has not yet written into it.

    Parameters
    ----------
    path : Path
        The .gpkg.
    folder : Path
        Where to.

    Returns
    -------
    Path
        The copy.
    """
    to = folder / f"{LAYER}.gpkg"
    shutil.copyfile(path, to)
    log = path.with_name(f"{path.name}-wal")
    if log.is_file():
        shutil.copyfile(log, to.with_name(f"{to.name}-wal"))
    return to


def check_geopackage(path: Path, name: str) -> None:
    """Refuse a GeoPackage whose tables are other files or whose views call for them.

    Parameters
    ----------
    path : Path
        A copy of our own; opening a database may write beside it.
    name : str
        What the file is called for people.

    Raises
    ------
    SourceError
        When it is damaged, another database, or holds such a table or view.
    """
    try:
        with closing(sqlite3.connect(path)) as base:
            held = base.execute("SELECT name, coalesce(sql, '') FROM sqlite_master").fetchall()
    except sqlite3.Error:
        raise SourceError(f"{name} is a damaged GeoPackage; get it again") from None
    if "gpkg_contents" not in {each for each, _ in held}:
        raise SourceError(
            f"{name} is no GeoPackage that can be read: it is another SQLite database"
        )
    if any(_leads_away(str(text)) for _, text in held):
        raise SourceError(
            f"{name} holds a table or view that reads other files; save its layer anew as a "
            "GeoPackage of its own"
        )


def _leads_away(text: str) -> bool:
    if _VIRTUAL.search(text) and not _INDEX.match(text):
        return True
    return bool(_REACHES.search(text))


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the one layer of a zip into a folder of our own, under names of our own.

    Parameters
    ----------
    path : Path
        The .zip: of a shapefile, or of one GeoPackage, GeoJSON or KML.
    folder : Path
        Where to.

    Returns
    -------
    Path
        The unpacked file, its ending that of the one inside.

    Raises
    ------
    SourceError
        When it is damaged, a bomb, or holds no layer, several, or one that names other files.
    """
    check_archive(path)
    try:
        with zipfile.ZipFile(path) as archive:
            chosen = _only_layer(path, archive)
            for member in _parts(archive, chosen):
                ending = PurePosixPath(member.filename).suffix.casefold()
                with archive.open(member) as data, (folder / (LAYER + ending)).open("wb") as to:
                    shutil.copyfileobj(data, to)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as fault:
        raise SourceError(
            f"{path}: the archive cannot be opened ({fault}); unpack it first"
        ) from None
    return folder / (LAYER + PurePosixPath(chosen.filename).suffix.casefold())


def _only_layer(path: Path, archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    held = [each for each in archive.infolist() if "__MACOSX" not in each.filename]
    if any(each.filename.casefold().endswith(".vrt") for each in held):
        raise SourceError(
            f"{path}: holds a virtual layer (.vrt), which reads other files; take it out"
        )
    for ending in INSIDE:
        found = [each for each in held if each.filename.casefold().endswith(ending)]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(PurePosixPath(each.filename).name for each in found[:5])
            raise SourceError(
                f"{path}: holds {len(found)} layers ({listed}); unpack it and add them one by one"
            )
    raise SourceError(f"{path}: holds no shapefile, GeoPackage, GeoJSON or KML")


def _parts(archive: zipfile.ZipFile, chosen: zipfile.ZipInfo) -> list[zipfile.ZipInfo]:
    layer = PurePosixPath(chosen.filename)
    if layer.suffix.casefold() != ".shp":
        return [chosen]
    stem = layer.with_suffix("")
    inside = ((PurePosixPath(each.filename), each) for each in archive.infolist())
    return [
        each
        for name, each in inside
        if name.with_suffix("") == stem and name.suffix.casefold() in SHAPEFILE
    ]
