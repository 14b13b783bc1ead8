"""Every format, read back by programs that are not ours."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date, datetime

import geopandas
import pyarrow.parquet as pq
import pyogrio
import pytest
from lxml import etree
from openpyxl import load_workbook

from geo.model.event import event_id
from geo.model.view import View
from geo.share.export import FORMATS, CannotExport, export, format_of
from tests.unit.share.share_data import EVENTS, HOSTILE, event, table

KML = "{http://www.opengis.net/kml/2.2}"
SHOWN = {event_id(key) for key in ("month", "province", "far", "hostile")}


def made(form, folder, view=View(), everything=False, events=EVENTS):  # noqa: B008
    path = folder / f"x{FORMATS[form].endings[0]}"
    path.write_bytes(b"".join(export(table(events), view, form, everything)))
    return path


def csv_rows(path):
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))


def ids_in(form, path):
    if form in ("csv", "csv-claims", "ucdp"):
        return [row["id"] for row in csv_rows(path)]
    if form == "xlsx":
        return [row[0] for row in load_workbook(path)["Events"].iter_rows(2, values_only=True)]
    if form == "geojson":
        return [each["id"] for each in json.loads(path.read_text(encoding="utf-8"))["features"]]
    if form == "geojsonl":
        return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    if form == "kml":
        found = etree.parse(path).iter(f"{KML}SimpleData")
        return [each.text for each in found if each.get("name") == "event_id"]
    frame = geopandas.read_parquet(path) if form == "geoparquet" else None
    return list(
        (frame if frame is not None else pyogrio.read_dataframe(path, layer="events"))["id"]
    )


@pytest.mark.parametrize("form", FORMATS)
def test_it_holds_what_the_view_shows_and_no_more(form, tmp_path):
    assert set(ids_in(form, made(form, tmp_path))) == SHOWN
    view = View(provinces=("SY-LA",))
    assert ids_in(form, made(form, tmp_path, view)) == [event_id("province")]
    assert ids_in(form, made(form, tmp_path, View(query="zeppelin"))) == []
    everything = made(form, tmp_path, everything=True)
    assert set(ids_in(form, everything)) == {e.id for e in EVENTS}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_view_gives_the_same_bytes(form, tmp_path, monkeypatch):
    first = made(form, tmp_path).read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert made(form, tmp_path, events=EVENTS[::-1]).read_bytes() == first
    assert made(form, tmp_path, View(event=event_id("month"))).read_bytes() == first


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_has_its_sources_and_licences(form, tmp_path):
    path = made(form, tmp_path)
    data = path.read_bytes()
    if form == "xlsx":
        data = zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")
    if form == "geoparquet":
        data = pq.read_metadata(path).metadata[b"dateline"]
        data = data.decode("unicode_escape").encode()
    assert b"A plain title" in data and b"CC BY 4.0" in data


def test_xlsx_has_texts_numbers_and_days_and_no_formula(tmp_path):
    book = load_workbook(made("xlsx", tmp_path))
    sheet = book["Events"]
    names = [cell.value for cell in sheet[1]]
    rows = {row[0].value: dict(zip(names, row, strict=True)) for row in sheet.iter_rows(2)}
    hostile, far = rows[event_id("hostile")], rows[event_id("far")]
    assert hostile["title"].value == f"'{HOSTILE}"
    assert far["lat"].value == -18.14161 and far["lat"].data_type == "n"
    assert far["first"].value == datetime(2016, 2, 1) and far["first"].is_date
    assert far["when"].value == "2016-02-01~/2016-02-09~"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert book["About"]["A1"].value == "Shows"
    assert book["About"]["B1"].value == "4 events, at any time"


def test_xlsx_takes_what_xml_and_a_cell_cannot_hold(tmp_path):
    from geo.model.timespan import Timespan

    old = Timespan(date(1850, 1, 2), date(1900, 3, 1))
    odd = event("odd", title="a\x00b<&>\"'\r\n\u200f" + "x" * 40_000, when=old)
    sheet = load_workbook(made("xlsx", tmp_path, events=[odd]))["Events"]
    row = dict(zip([c.value for c in sheet[1]], [c.value for c in sheet[2]], strict=True))
    assert row["title"].startswith("a\ufffdb<&>\"'\r\n\u200fxx") and len(row["title"]) == 32_767
    assert (row["first"], row["last"]) == ("1850-01-02", datetime(1900, 3, 1))


def test_gdal_reads_the_workbook_too(tmp_path):
    # In a process of its own: one that has read somebody's file has few drivers left.
    read = (
        "import pyogrio, sys; "
        "print(*pyogrio.read_dataframe(sys.argv[1], layer='Events')['id'], sep='\\n')"
    )
    command = [sys.executable, "-c", read, str(made("xlsx", tmp_path))]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert set(told.split()) == SHOWN


def test_a_sheet_is_not_overfilled(tmp_path, monkeypatch):
    monkeypatch.setattr("geo.share.formats.xlsx.MOST_ROWS", 3)
    with pytest.raises(CannotExport, match="at most 3 rows; narrow the view or export as CSV"):
        made("xlsx", tmp_path)


def test_geopackage_is_a_layer_with_an_index(tmp_path):
    path = made("gpkg", tmp_path, everything=True)
    frame = pyogrio.read_dataframe(path, layer="events").set_index("id")
    far = frame.loc[event_id("far")]
    assert (far.geometry.x, far.geometry.y) == (178.44149, -18.14161)
    assert frame.crs.to_epsg() == 4326
    assert far["first"].isoformat().startswith("2016-02-01")
    assert frame.loc[event_id("nowhere")].geometry is None
    told = pyogrio.read_info(path)["layer_metadata"]
    assert told["Shows"] == "4 events, at any time"
    assert "Licence: CC BY 4.0" in told["Source"] and len(told["Source"].splitlines()) == 2
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        changed = base.execute("select distinct last_change from gpkg_contents").fetchall()
        assert changed == [("2000-01-01T00:00:00.000Z",)]
        assert base.execute("select count(*) from rtree_events_geom").fetchone() == (4,)


def test_making_a_geopackage_leaves_gdal_as_it_was(tmp_path):
    made("gpkg", tmp_path)
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") is None


def test_geoparquet_has_points_and_claims(tmp_path):
    path = made("geoparquet", tmp_path, everything=True)
    frame = geopandas.read_parquet(path).set_index("id")
    assert frame.crs.to_authority() == ("OGC", "CRS84")
    far, hostile = frame.loc[event_id("far")], frame.loc[event_id("hostile")]
    assert (far.geometry.x, far.geometry.y) == (178.44149, -18.14161)
    assert frame.loc[event_id("undated")].geometry is None
    assert [claim["modality"] for claim in hostile["claims"]] == ["reported", "denied"]
    geo = json.loads(pq.read_metadata(path).metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert geo["columns"]["geometry"]["bbox"] == [36.0, -18.14161, 178.44149, 35.6]


def test_kml_has_times_and_points_and_harmless_texts(tmp_path):
    path = made("kml", tmp_path)
    root = etree.parse(path).getroot()
    marks = list(root.iter(f"{KML}Placemark"))
    names = [mark.findtext(f"{KML}name") for mark in marks]
    assert HOSTILE in names and not root.findall(".//script")
    far = next(mark for mark in marks if mark.findtext(f"{KML}name") == "far")
    assert far.findtext(f"{KML}TimeSpan/{KML}begin") == "2016-02-01"
    assert far.findtext(f"{KML}Point/{KML}coordinates") == "178.44149,-18.14161"
    told = root.findtext(f"{KML}Document/{KML}description")
    assert "Licence: CC BY 4.0" in told and "View: " not in told
    frame = pyogrio.read_dataframe(path)
    assert len(frame) == 4 and {point.geom_type for point in frame.geometry} == {"Point"}


def test_the_ending_tells_the_format():
    told = {end: format_of(f"x.y{end}") for kind in FORMATS.values() for end in kind.endings}
    assert all(end in FORMATS[form].endings for end, form in told.items())
    assert format_of("X.UCDP.CSV") == "ucdp"
    assert format_of("ucdp.csv") == "csv"
    assert format_of("x.txt") is None
