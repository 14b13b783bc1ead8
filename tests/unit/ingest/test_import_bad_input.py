import pytest

from geo.ingest import CannotImport, open_table_file, write_rejects
from tests.unit.ingest.import_files import UCDP, write_csv

GOOD = {"title": "Convoy", "date": "2016-01-05", "lon": "36.75", "lat": "35.13"}


def read(path, **options):
    file = open_table_file(path, **options)
    return file, [event for batch in file.batches() for event in batch]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lat": "136.75", "lon": "35.1"}, "look swapped"),
        ({"lat": "35", "lon": "200"}, "not on the globe"),
        ({"lat": "north"}, "not a number of degrees"),
        ({"lat": ""}, "the latitude is empty"),
        ({"lat": "nan"}, "not on the globe"),
        ({"date": "99/99/9999"}, "is no date"),
        ({"date": "2016-02-30"}, "is no date"),
        ({"title": ""}, "does not say what happened"),
        ({"date": "2016-01-05", "end": "2016-01-01"}, "before it starts"),
        ({"deaths": "many"}, "not a number"),
        ({"deaths": "1e999"}, "not a whole number"),
    ],
)
def test_a_bad_row_is_refused_and_the_good_ones_are_in(tmp_path, change, said):
    base = {**GOOD, "end": "", "deaths": ""}
    file, events = read(write_csv(tmp_path / "a.csv", [base, base | change]))
    assert len(events) == 1
    assert [reject.row for reject in file.rejects] == [3]
    assert said in file.rejects[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path, encoding):
    rows = [GOOD | {"title": f"Attaque à Alépé, près de la frontière n° {n}"} for n in range(20)]
    rows = [row | {"id": str(n)} for n, row in enumerate(rows)]
    _, events = read(write_csv(tmp_path / "a.csv", rows, encoding=encoding))
    assert events[3].title == "Attaque à Alépé, près de la frontière n° 3"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_delimiters(tmp_path, delimiter):
    _, events = read(write_csv(tmp_path / "a.csv", [GOOD], delimiter=delimiter))
    assert events[0].location.admin1_iso == "SY-HM"


def test_month_and_day_are_told_apart_by_the_whole_column(tmp_path):
    rows = [GOOD | {"date": day} for day in ("3/4/2016", "3/14/2016", "99/99/9999")]
    file, events = read(write_csv(tmp_path / "a.csv", rows))
    assert [event.timespan.first.month for event in events] == [3, 3]
    assert len(file.rejects) == 1


def test_serial_days_of_excel_and_commas_as_points(tmp_path):
    row = GOOD | {"date": "42374", "lon": "36,75", "lat": "35,13"}
    _, events = read(write_csv(tmp_path / "a.csv", [row]))
    assert str(events[0].timespan.first) == "2016-01-05"
    assert events[0].location.lon == 36.75


def test_a_row_of_another_width_and_a_repeated_id(tmp_path):
    lines = "id,title,date,lon,lat\n1,A,2016,36,35\n2,B\n1,C,2016,36,35\n"
    path = tmp_path / "a.csv"
    path.write_text(lines)
    file, events = read(path)
    assert len(events) == 1
    assert {reject.row for reject in file.rejects} == {3, 4}
    reasons = " ".join(reject.reason for reject in file.rejects)
    assert "2 cells where the header has 5" in reasons
    assert "same event as row 2" in reasons


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "is empty"),
        ("a.csv", b"just words\nmore words\n", "single column"),
        ("a.csv", b"a,b\n1,2\n", "no column says what happened"),
        ("a.csv", b"title,b\n1,2\n", "when or where"),
        ("a.csv", b"a,a\n1,2\n", "two columns called 'a'"),
        ("a.csv", b"\x00\x01\x02,\x00", "no text"),
        ("a.xlsx", b"nothing", "no XLSX"),
        ("a.geojson", b"[1]", "no GeoJSON"),
        ("a.gpkg", b"nothing", "no GeoPackage"),
        ("a.parquet", b"nothing", "no GeoParquet"),
    ],
)
def test_what_cannot_be_imported_is_said(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(CannotImport, match=said):
        open_table_file(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CannotImport, match="cannot be read"):
        open_table_file(tmp_path / "none.csv")


def test_a_huge_workbook_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(CannotImport, match="save it as CSV"):
        open_table_file(path)


def test_rejects_are_a_file_that_no_spreadsheet_runs(tmp_path):
    bad = UCDP | {"where_prec": "9", "side_a": "=cmd()", "longitude": "-36.75"}
    file, _ = read(write_csv(tmp_path / "a.csv", [bad]))
    write_rejects(file.rejects, tmp_path / "r.csv")
    text = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("row,reason,id")
    assert "'=cmd()" in text
    assert ",-36.75" in text
