from datetime import date

import pytest

from geo.ingest import open_table_file
from geo.model.event import Status, Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision
from tests.unit.ingest.import_files import ACLED, UCDP, gdelt, write_csv


def read(path, **options):
    file = open_table_file(path, **options)
    return file, [event for batch in file.batches() for event in batch]


def one(path, **options):
    file, events = read(path, **options)
    assert file.rejects == []
    return events[0]


def test_a_ucdp_row_keeps_its_precision_and_sources(tmp_path):
    event = one(write_csv(tmp_path / "ged231.csv", [UCDP]))
    assert event.title == "Fighting between Government of X and Rebels, Hama city"
    assert (event.type, event.status) == (Type.BATTLE, Status.CORROBORATED)
    assert (event.low, event.best, event.high) == (2, 3, 5)
    assert (event.location.kind, event.location.admin1_iso) == (PlaceKind.CITY, "SY-HM")
    assert event.timespan.first == event.timespan.last == date(2016, 1, 5)
    assert [claim.origin for claim in event.claims] == ["Wire A 25/2-09", "Wire B 26/2-09"]


@pytest.mark.parametrize(
    ("where", "kind", "radius"),
    [
        ("1", PlaceKind.CITY, 0),
        ("2", PlaceKind.CITY, 25),
        ("3", PlaceKind.ADMIN2, 0),
        ("4", PlaceKind.ADMIN1, 0),
        ("5", PlaceKind.REGION, 0),
        ("6", PlaceKind.COUNTRY, 0),
        ("7", PlaceKind.WATER, 0),
    ],
)
def test_where_prec_is_how_closely_an_event_is_placed(tmp_path, where, kind, radius):
    event = one(write_csv(tmp_path / "ged.csv", [UCDP | {"where_prec": where}]))
    assert (event.location.kind, event.location.radius_km) == (kind, radius)
    in_a_province = kind in (PlaceKind.CITY, PlaceKind.ADMIN2, PlaceKind.ADMIN1)
    assert event.location.admin1_iso == ("SY-HM" if in_a_province else "")


@pytest.mark.parametrize(
    ("code", "end", "precision"),
    [
        ("1", "2016-01-05", Precision.DAY),
        ("2", "2016-01-09", Precision.RANGE),
        ("3", "2016-01-11", Precision.WEEK),
        ("4", "2016-01-31", Precision.MONTH),
        ("5", "2016-06-30", Precision.RANGE),
    ],
)
def test_date_prec_is_how_closely_it_is_dated(tmp_path, code, end, precision):
    event = one(write_csv(tmp_path / "ged.csv", [UCDP | {"date_prec": code, "date_end": end}]))
    assert (event.timespan.precision, str(event.timespan.last)) == (precision, end)


def test_columns_that_a_ucdp_file_lacks_are_named(tmp_path):
    kept = ("id", "where_prec", "date_prec", "date_start", "date_end", "latitude", "longitude")
    file, events = read(write_csv(tmp_path / "a.csv", [{name: UCDP[name] for name in kept}]))
    assert "no column type_of_violence, side_a" in file.notes[0]
    assert events[0].location.admin1_iso == "SY-HM"


def test_the_edition_comes_from_the_files_name(tmp_path):
    file, _ = read(write_csv(tmp_path / "GEDEvent_v23_1.csv", [UCDP]))
    assert file.report.title.endswith("Dataset 23.1")


def test_an_acled_row(tmp_path):
    event = one(write_csv(tmp_path / "a.csv", [ACLED]))
    assert (event.type, event.best, event.actors) == (Type.STRIKE, 4, ("Army", "Rebels"))
    assert event.timespan.first == date(2016, 1, 5)
    assert event.location.admin1_iso == "SY-HM"
    assert {claim.origin for claim in event.claims} == {"Wire A", "Wire B"}


def test_an_old_acled_file_in_capitals(tmp_path):
    row = ACLED | {"event_date": "05-January-2016", "event_type": "Battle-No change of territory"}
    row = {name.upper(): value for name, value in row.items()}
    event = one(write_csv(tmp_path / "a.csv", [row]))
    assert (event.type, event.timespan.first) == (Type.BATTLE, date(2016, 1, 5))


@pytest.mark.parametrize(("time", "first", "last"), [("2", 4, 10), ("3", 1, 31)])
def test_acled_time_precision(tmp_path, time, first, last):
    event = one(write_csv(tmp_path / "a.csv", [ACLED | {"time_precision": time}]))
    assert (event.timespan.first.day, event.timespan.last.day) == (first, last)


@pytest.mark.parametrize(
    ("geo", "kind"), [("1", PlaceKind.CITY), ("2", PlaceKind.ADMIN2), ("3", PlaceKind.ADMIN1)]
)
def test_acled_geo_precision(tmp_path, geo, kind):
    event = one(write_csv(tmp_path / "a.csv", [ACLED | {"geo_precision": geo}]))
    assert event.location.kind is kind


def test_a_gdelt_day(tmp_path):
    rows = [gdelt(), gdelt("1002", code="195"), gdelt("1003", code="141", kind="1")]
    path = write_csv(tmp_path / "20160105.export.CSV", [*rows, gdelt("x")], delimiter="\t")
    file, events = read(path)
    assert [event.type for event in events] == [Type.BATTLE, Type.STRIKE, Type.PROTEST]
    assert [event.location.kind for event in events] == [
        PlaceKind.CITY,
        PlaceKind.CITY,
        PlaceKind.COUNTRY,
    ]
    assert events[0].claims[0].origin == "news.example"
    assert events[0].claims[0].published == date(2016, 1, 6)
    assert [reject.row for reject in file.rejects] == [4]
