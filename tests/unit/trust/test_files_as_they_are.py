"""A file opens only as what its ending says: it reads no other file and asks no server."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pyogrio
import pytest

from gazetteer.sources import install
from gazetteer.sources.boundaries import read_boundaries
from gazetteer.sources.reading import SourceError
from gazetteer.sources.vector_file import DRIVERS, read_vector
from gazetteer.sources.vector_parts import check_geopackage
from geo.ingest import CannotImport
from geo.ingest.formats import files
from geo.ingest.preview import first_rows
from tests.unit.trust.hostile_files import (
    SECRET,
    counting,
    geopackage,
    shapefile,
    shapes,
    virtual_layer,
    zipped,
)

KINDS = ("prefix", "path", "network")
TABLES = (".kml", ".gpkg", ".geojson", ".json", ".parquet", ".geoparquet", ".zip")
BOUNDARIES = (".geojson", ".gpkg", ".zip", ".kml", ".shp", ".parquet")
KML = (
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Style id="a"/>{more}<Placemark>'
    "<name>One</name>{inside}<Point><coordinates>36.75,35.13</coordinates></Point></Placemark>"
    "</Document></kml>"
)


def open_sheet(path):
    return files.open_sheet(path, {})


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))


@pytest.fixture
def server():
    with counting() as server:
        yield server
        assert server.asked == []


def refused(kind, read, path):
    with pytest.raises(kind) as found:
        read(path)
    sentence = str(found.value)
    assert path.name in sentence and "\n" not in sentence
    assert SECRET not in sentence
    return sentence


@pytest.mark.parametrize("read", [open_sheet, first_rows])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", TABLES)
def test_a_table_is_no_virtual_layer(tmp_path, server, ending, kind, read):
    path = tmp_path / f"a{ending}"
    path.write_text(virtual_layer(kind, tmp_path, server.address))
    refused(CannotImport, read, path)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", BOUNDARIES)
def test_boundaries_are_no_virtual_layer(tmp_path, server, ending, kind):
    path = tmp_path / f"a{ending}"
    path.write_text(virtual_layer(kind, tmp_path, server.address))
    refused(SourceError, install.add_provinces, path)


@pytest.mark.parametrize("name", ["a.vrt", "a.kml", "a.geojson", "a.gpkg", "a.shp", "a.csv"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_zip_holds_no_virtual_layer(tmp_path, server, kind, name):
    text = virtual_layer(kind, tmp_path, server.address)
    path = zipped(tmp_path / "a.zip", {name: text})
    refused(SourceError, read_boundaries, path)
    refused(CannotImport, open_sheet, path)


@pytest.mark.parametrize("ending", [".kml", ".gpkg"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_command_says_so(tmp_path, server, ending, kind):
    path = tmp_path / f"a{ending}"
    path.write_text(virtual_layer(kind, tmp_path, server.address))
    command = [sys.executable, "-m", "geo", "import", str(path), "--dry-run"]
    environment = {**os.environ, "DATELINE_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        command, cwd=Path(__file__).parents[3], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "it looks like a virtual layer" in done.stdout + done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_other_contents_are_refused_by_name(tmp_path):
    path = tmp_path / "a.kml"
    shapes().to_parquet(path)
    assert "it looks like Parquet" in refused(CannotImport, open_sheet, path)
    path.write_text("<gml:x xmlns:gml='http://www.opengis.net/gml'/>")
    assert "it looks like XML of another kind" in refused(CannotImport, open_sheet, path)
    path.write_text(shapes().to_json())
    assert "it looks like JSON" in refused(CannotImport, open_sheet, path)
    path.write_bytes(b"\x93NUMPY")
    assert "nothing known here" in refused(CannotImport, open_sheet, path)


@pytest.mark.parametrize(
    "name", ["/vsicurl/{address}/a.kml", "CSV:{secret}", "{address}/a.gpkg", "/vsizip/{secret}"]
)
def test_a_name_is_a_file_and_nothing_else(tmp_path, server, name):
    virtual_layer("path", tmp_path, server.address)
    path = Path(name.format(address=server.address, secret=tmp_path / "secret.csv"))
    with pytest.raises(CannotImport):
        open_sheet(path)
    with pytest.raises(SourceError):
        read_boundaries(path)


def test_a_name_with_signs_of_gdal_is_read_itself(tmp_path):
    folder = tmp_path / "a.zip!b"
    folder.mkdir()
    geopackage(tmp_path / "a.gpkg").rename(folder / "http:c!d.gpkg")
    assert read_vector(folder / "http:c!d.gpkg", (".gpkg",))["name"].tolist() == ["Coast"]


FORGED = "INSERT INTO sqlite_master VALUES ('{kind}', 'v', 'v', 0, '{text}')"


@pytest.mark.parametrize(
    "text",
    [
        "CREATE VIRTUAL TABLE v USING VirtualOGR(''{secret}'')",
        "create/**/virtual/**/table v using virtualogr(''{secret}'')",
        "CREATE VIRTUAL TABLE v USING csv(filename=''{secret}'')",
        "CREATE VIEW v AS SELECT fid, geom, ogr_geocode(''Hama'') AS name FROM a",
        "CREATE VIEW v AS SELECT ogr_datasource_load_layers(''{secret}'') AS name FROM a",
        "CREATE VIEW v AS SELECT \"gdal_get_pixel_value\"(''{secret}'', 1, 1, 1) FROM a",
    ],
)
def test_a_geopackage_holds_its_own_rows(tmp_path, server, text):
    virtual_layer("path", tmp_path, server.address)
    text = text.format(secret=tmp_path / "secret.csv")
    kind = "view" if "VIEW" in text else "table"
    path = geopackage(tmp_path / "a.gpkg", FORGED.format(kind=kind, text=text))
    assert "reads other files" in refused(CannotImport, open_sheet, path)
    refused(SourceError, read_boundaries, path)


def test_a_geopackage_may_have_a_plain_view_and_a_search_table(tmp_path):
    search = "CREATE VIRTUAL TABLE [f g] USING fts5(name)"
    path = geopackage(tmp_path / "a.gpkg", search, "CREATE VIEW v AS SELECT name FROM a")
    check_geopackage(path, path.name)


def test_what_another_program_has_not_yet_written_into_a_geopackage_is_read(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode = WAL")
        # GDAL's triggers keep its index of places; they call functions of GDAL's own.
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in base.execute(triggers).fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("UPDATE a SET name = 'Shore'")
        base.commit()
        assert path.with_name("a.gpkg-wal").stat().st_size
        assert read_boundaries(path)[0][0].name == "Shore"


def test_an_sqlite_database_is_no_geopackage(tmp_path):
    path = tmp_path / "a.gpkg"
    with closing(sqlite3.connect(path)) as base, base:
        base.execute("CREATE TABLE a (name)")
    refused(CannotImport, open_sheet, path)
    path.write_bytes(path.read_bytes()[:1000])
    refused(CannotImport, open_sheet, path)


def test_geojson_asks_no_address_what_its_coordinates_are(tmp_path, server):
    held = json.loads(shapes().to_json())
    held["crs"] = {"type": "link", "properties": {"href": f"{server.address}/crs"}}
    held["features"][0]["geometry"]["crs"] = held["crs"]
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(held))
    assert "no address is asked" in refused(SourceError, read_boundaries, path)
    assert len(list(open_sheet(path).rows)) == 1
    held["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}
    path.write_text(json.dumps(held))
    assert len(read_boundaries(path)[0]) == 1


@pytest.mark.parametrize(
    "held",
    [
        {"type": "Topology", "objects": {}, "arcs": []},
        {"features": [{"attributes": {"name": "a"}, "geometry": {"rings": []}}]},
        {"type": "FeatureCollection", "features": "/etc/passwd"},
        {"type": "gdal_streamed_alg", "command_line": "gdal vector convert /etc/passwd"},
    ],
)
def test_other_json_is_no_geojson(tmp_path, held):
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps(held))
    assert "no GeoJSON" in refused(SourceError, read_boundaries, path)


def test_kml_fetches_nothing(tmp_path, server):
    at = server.address
    link = f"<NetworkLink><Link><href>{at}/n.kml</href></Link></NetworkLink>"
    link += f"<Schema name='a' id='a' schemaUrl='{at}/s'/>"
    link += f"<GroundOverlay><Icon><href>{at}/i.png</href></Icon></GroundOverlay>"
    inside = f"<styleUrl>{at}/style.kml#a</styleUrl>"
    path = tmp_path / "a.kml"
    path.write_text(KML.format(more=link, inside=inside))
    assert "One" in str([line for _, line in open_sheet(path).rows])


def test_a_shapefile_is_read_from_a_zip_and_from_a_folder(tmp_path):
    parts = shapefile(tmp_path / "made")
    path = zipped(tmp_path / "a.zip", {f"in/LB{e.upper()}": data for e, data in parts.items()})
    for each in (path, tmp_path / "made" / "made.shp"):
        found, rejects = read_boundaries(each)
        assert ([b.name for b in found], rejects) == (["Coast"], [])
    plain = zipped(tmp_path / "b.zip", {"a.geojson": shapes().to_json(), "readme.txt": "x"})
    assert len(read_boundaries(plain)[0]) == 1


def test_a_zip_of_several_layers_or_none_is_refused(tmp_path):
    parts = shapefile(tmp_path / "made")
    twice = {f"{name}{e}": data for name in "ab" for e, data in parts.items()}
    assert "holds 2 layers (a.shp, b.shp)" in refused(
        SourceError, read_boundaries, zipped(tmp_path / "a.zip", twice)
    )
    assert "holds no shapefile" in refused(
        SourceError, read_boundaries, zipped(tmp_path / "b.zip", {"a.txt": "x"})
    )
    assert ".vrt" in refused(
        SourceError,
        read_boundaries,
        zipped(tmp_path / "c.zip", {"a.vrt": "x"} | {f"a{e}": d for e, d in parts.items()}),
    )


def test_gdal_has_no_driver_that_reads_other_files(tmp_path):
    path = geopackage(tmp_path / "a.gpkg")
    read_vector(path, (".gpkg",))
    assert set(pyogrio.list_drivers()) <= DRIVERS
    read = subprocess.run(
        [sys.executable, "-c", PROBE, str(path)], capture_output=True, text=True, check=True
    )
    assert read.stdout.split() == ["True"]


PROBE = """
import sys
from pathlib import Path
import pyogrio
from gazetteer.sources.vector_file import DRIVERS, read_vector
read_vector(Path(sys.argv[1]), (".gpkg",))
print(set(pyogrio.list_drivers()) <= DRIVERS)
"""
