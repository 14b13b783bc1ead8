import json
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import date, datetime

import geopandas
import pytest
from openpyxl import Workbook
from shapely.geometry import Point, Polygon

from geo.ingest import import_file, open_table_file
from geo.model.event import event_id
from geo.model.place import PlaceKind
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.query.duplicates import merge
from tests.unit.ingest.import_files import UCDP, write_csv


def read(path, **options):
    file = open_table_file(path, **options)
    events = [event for batch in file.batches() for event in batch]
    assert file.rejects == []
    return events


def frame():
    points = [Point(36.75, 35.13), Polygon([(37, 36), (37.2, 36), (37.1, 36.2)])]
    values = {"id": ["a", "b"], "title": ["One", "Two"], "date": ["2016-01-05", "2016-02"]}
    return geopandas.GeoDataFrame(values, geometry=points, crs=4326)


def check(events):
    assert [event.title for event in events] == ["One", "Two"]
    assert [event.location.admin1_iso for event in events] == ["SY-HM", "SY-HL"]
    assert events[1].timespan.days == 29


def test_geojson(tmp_path):
    path = tmp_path / "a.geojson"
    path.write_text(frame().to_json())
    check(read(path))


def test_geopackage(tmp_path):
    frame().to_crs(3857).to_file(tmp_path / "a.gpkg")
    check(read(tmp_path / "a.gpkg"))


def test_geoparquet(tmp_path):
    frame().to_parquet(tmp_path / "a.parquet")
    check(read(tmp_path / "a.parquet"))


def test_kml(tmp_path):
    path = tmp_path / "a.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>One</name>'
        "<Point><coordinates>36.75,35.13</coordinates></Point></Placemark></Document></kml>"
    )
    assert read(path)[0].location.admin1_iso == "SY-HM"


def test_a_feature_without_a_place_is_kept_unplaced(tmp_path):
    feature = {"type": "Feature", "properties": {"title": "A", "date": "2016"}, "geometry": None}
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert read(path)[0].location is None


def test_xlsx(tmp_path):
    book = Workbook()
    book.active.append(["Title", "Date", "Latitude", "Longitude", "Killed"])
    book.active.append(["One", datetime(2016, 1, 5), 35.13, 36.75, 3.0])
    book.save(tmp_path / "a.xlsx")
    event = read(tmp_path / "a.xlsx")[0]
    assert (event.timespan.first, event.best) == (date(2016, 1, 5), 3)


def test_a_person_says_which_column_is_what(tmp_path):
    row = {"Wann": "2016-01-05", "Was": "Protest", "Lat": "35.13", "Lng": "36.75"}
    path = write_csv(tmp_path / "a.csv", [row])
    event = read(path, mapping={"title": "Was", "first": "Wann"}, source="My desk")[0]
    assert (event.title, event.timespan.first) == ("Protest", date(2016, 1, 5))


def test_a_timemap_sheet(tmp_path):
    row = {
        "id": "1",
        "description": "A shell hits the school.",
        "date": "01/05/2016",
        "location": "Hama",
        "latitude": "35.13",
        "longitude": "36.75",
        "category": "strike",
        "sources": "video1;video2",
    }
    event = read(write_csv(tmp_path / "events.csv", [row, row | {"id": "2", "date": "13/5/2016"}]))
    assert (event[0].timespan.first, event[0].type) == (date(2016, 5, 1), "strike")
    assert len(event[0].claims) == 2


class OneTown:
    """A gazetteer that knows one town, and counts what it is asked."""

    def __init__(self):
        self.asked = []

    def resolve_many(self, names, countries, admin1s):
        from gazetteer import Place, Resolution

        self.asked += list(zip(names, countries, strict=True))
        town = Place("gn:1", "Hama", "city", 36.75, 35.13, "SY", "Hama", "SY-HM")
        return [
            Resolution(name, "resolved" if name == "Hama" else "unknown", found, 0.8)
            for name in names
            for found in [town if name == "Hama" else None]
        ]


def test_a_name_without_coordinates_is_looked_up_once(tmp_path):
    rows = [{"id": str(n), "title": "A", "place": "Hama", "country": "Syria"} for n in range(3)]
    path = write_csv(tmp_path / "a.csv", [*rows, rows[0] | {"id": "9", "place": "Nowhere"}])
    gazetteer = OneTown()
    events = read(path, gazetteer=gazetteer)
    assert gazetteer.asked == [("Hama", "SY"), ("Nowhere", "SY")]
    assert events[0].location.kind is PlaceKind.CITY
    assert events[0].location.confidence == 0.8
    assert events[3].location is None


def test_the_same_file_again_adds_nothing_and_a_newer_one_revises(tmp_path):
    store = EventStore(str(tmp_path / "store"))
    rows = [UCDP | {"id": str(n)} for n in range(5)]
    first = write_csv(tmp_path / "ged231.csv", rows)
    done = import_file(open_table_file(first), store, "ana")
    assert (done.added, done.revised, done.same) == (5, 0, 0)
    again = import_file(open_table_file(first), store, "ana")
    assert (again.added, again.revised, again.same) == (0, 0, 5)
    newer = write_csv(tmp_path / "ged241.csv", [rows[0] | {"best": "9"}, *rows[1:]])
    revised = import_file(open_table_file(newer), store, "ana")
    assert (revised.added, revised.revised, revised.same) == (0, 1, 4)
    table = LiveStore(store).table()
    assert len(table.columns) == 5
    assert table.reports["ucdp"].title.endswith("24.1")


@pytest.mark.parametrize("form", ["kml", "docx"])
def test_an_unknown_format_is_said(tmp_path, form):
    from geo.ingest import CannotImport

    with pytest.raises(CannotImport, match="there is no format"):
        open_table_file(write_csv(tmp_path / "a.csv", [UCDP]), form=form)


def test_an_import_leaves_what_people_decided_and_corrected(tmp_path):
    store = EventStore(str(tmp_path / "store"))
    rows = [UCDP | {"id": str(n)} for n in range(4)]
    path = write_csv(tmp_path / "ged231.csv", rows)
    import_file(open_table_file(path), store, "ana")
    live = LiveStore(store)
    first, second, third, _ = (event_id(f"ucdp:{n}") for n in range(4))
    store.reject(first, "bo", "a rumour")
    store.edit(replace(shown(live, second), title="Corrected"), "bo", "")
    merge(store, second, third, "bo")
    again = import_file(open_table_file(path), store, "ana")
    assert (again.added, again.revised, again.same) == (0, 0, 4)
    newer = write_csv(tmp_path / "ged241.csv", [rows[0], rows[1] | {"best": "9"}, *rows[2:]])
    import_file(open_table_file(newer), store, "ana")
    assert len(live.table().columns) == 2
    assert (shown(live, second).title, shown(live, second).best) == ("Corrected", 9)


def test_what_was_taken_back_may_be_imported_again(tmp_path):
    store = EventStore(str(tmp_path / "store"))
    path = write_csv(tmp_path / "ged231.csv", [UCDP])
    done = import_file(open_table_file(path), store, "ana")
    store.undo(done.change, "bo")
    assert len(LiveStore(store).table().columns) == 0
    import_file(open_table_file(path), store, "ana")
    assert len(LiveStore(store).table().columns) == 1


def shown(live, event_id):
    table = live.table()
    return table.event(table.row_of(event_id))


def test_a_correction_outlives_every_edition_that_does_not_touch_it(tmp_path):
    store = EventStore(str(tmp_path / "store"))
    path = tmp_path / "ged.csv"
    only = event_id("ucdp:1")
    live = LiveStore(store)
    for best in ("3", "9", "11"):
        write_csv(path, [UCDP | {"id": str(n), "best": best} for n in range(3)])
        import_file(open_table_file(path), store, "ana")
        if best == "3":
            store.edit(replace(shown(live, only), title="Corrected"), "bo", "")
    assert (shown(live, only).title, shown(live, only).best) == ("Corrected", 11)
    assert import_file(open_table_file(path), store, "ana").same == 3
    assert live.table().fingerprint == LiveStore(EventStore(store.uri)).table().fingerprint


def test_other_processes_read_the_same(tmp_path):
    rows = [UCDP | {"id": str(n), "best": "x" if n == 7 else "1"} for n in range(300)]
    path = write_csv(tmp_path / "ged.csv", [*rows, rows[5]])
    alone = EventStore(str(tmp_path / "alone"))
    here = import_file(open_table_file(path), alone, "ana")
    many = EventStore(str(tmp_path / "many"))
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        there = import_file(open_table_file(path), many, "ana", executor=pool)
    assert (there.added, [r.row for r in there.rejects]) == (299, [9, 302])
    assert there.rejects == here.rejects
    assert LiveStore(many).table().fingerprint == LiveStore(alone).table().fingerprint
