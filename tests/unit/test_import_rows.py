"""Rows that are made column by column are those that the events would make."""

import pytest

from geo.read.tables import open_table_file
from geo.store.prepared import prepared
from geo.store.schema import event_of
from tests.unit.import_files import ACLED, UCDP, gdelt, write_csv

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
