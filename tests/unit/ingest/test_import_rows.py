"""Rows that are made column by column are those that the events would make."""

import pytest

from geo.ingest import open_table_file
from geo.store.log.prepared import prepared
from geo.store.schema import event_of
from tests.unit.ingest.import_files import ACLED, UCDP, gdelt, write_csv

PLAIN = {
    "id": "1",
    "title": 'It\'s "quoted" \\ and …',
    "date": "2016-01-05",
    "lon": "36.75",
    "lat": "35.13",
    "place": "Hama",
    "country": "Syria",
    "actors": "Army; Reb'els",
    "source": "Wire A|Wire B",
    "killed": "3",
}


def rows_of(path):
    return next(open_table_file(path).prepared())


def same(rows):
    again = prepared(event_of(row) for row in rows.to_pylist())
    assert len(rows)
    assert rows.drop(["certainty"]).to_pylist() == again.drop(["certainty"]).to_pylist()
    assert rows["certainty"].to_pylist() == pytest.approx(again["certainty"].to_pylist())


@pytest.mark.parametrize("where", ["1", "2", "4", "6", "7"])
def test_ucdp(tmp_path, where):
    more = {"id": "2", "source_office": "Wire A", "source_date": "2016-01-09", "low": ""}
    same(rows_of(write_csv(tmp_path / "a.csv", [UCDP | {"where_prec": where}, UCDP | more])))


def test_acled(tmp_path):
    same(rows_of(write_csv(tmp_path / "a.csv", [ACLED, ACLED | {"event_id_cnty": "b"}])))


def test_gdelt(tmp_path):
    path = tmp_path / "20160105.export.CSV"
    path.write_text("\t".join(gdelt()) + "\n")
    same(rows_of(path))


def test_plain(tmp_path):
    undated = PLAIN | {"id": "2", "date": "", "killed": ""}
    unplaced = PLAIN | {"id": "3", "lon": "", "lat": "", "place": "", "country": ""}
    named = PLAIN | {"id": "4", "lon": "", "lat": "", "date": "March 2016", "source": ""}
    same(rows_of(write_csv(tmp_path / "a.csv", [PLAIN, undated, unplaced, named])))


def test_an_event_that_comes_again_far_below_is_refused(tmp_path):
    ids = ["1", "2", "3", "4", "2", "5", "1", "3"]
    path = write_csv(tmp_path / "a.csv", [PLAIN | {"id": each} for each in ids])
    file = open_table_file(path)
    assert sum(len(rows) for rows in file.prepared(size=2)) == 5
    said = [(reject.row, reject.reason) for reject in file.rejects]
    assert said == [(n, f"it is the same event as row {first}") for n, first in
                    ((6, 3), (8, 2), (9, 4))]  # fmt: skip
    assert file.rejects[0].cells["title"] == PLAIN["title"]
