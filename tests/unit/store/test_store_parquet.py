from dataclasses import replace

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.model.view import View
from geo.store.log.delta import CannotOpen
from geo.store.opening import open_store, open_table
from geo.store.parquet_table import write_parquet
from geo.store.query.select import select
from geo.store.schema import table_of
from geo.store.table import seed_table
from tests.unit.store.store_events import REPORT, event


def write(path, rows):
    write_parquet(rows, [REPORT], path)
    return open_table(str(path))


def test_a_file_is_a_table(tmp_path):
    seeds = seed_table()
    events = [seeds.event(row) for row in range(len(seeds.columns))]
    path = tmp_path / "events.parquet"
    write_parquet(table_of(reversed(events)), seeds.reports.values(), path)
    table = open_table(str(path))
    assert [table.event(row) for row in range(len(events))] == events
    assert table.reports == seeds.reports
    view = View(query="hama", types=("battle",))
    assert list(select(table.columns, view).rows) == list(select(seeds.columns, view).rows)
    assert open_table(str(path)) is table


def test_a_report_that_is_not_listed_stands_for_itself(tmp_path):
    path = tmp_path / "events.parquet"
    write_parquet(table_of([event("one")]), [], path)
    assert open_table(str(path)).reports["r1"].publisher == "r1"


def test_columns_that_may_be_left_out(tmp_path):
    table = write(tmp_path / "e.parquet", table_of([event("one")]).drop(["actors", "best"]))
    assert table.event(0) == event("one")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda rows: rows.drop(["claims"]), "no column claims"),
        (lambda rows: pa.concat_tables([rows, rows]), "row 2: its id"),
        (lambda rows: rows.set_column(0, "id", pa.array(["x"])), "row 1: 'x' is no event id"),
        (lambda rows: rows.set_column(2, "type", pa.array([[1]])), "the column type"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, spoil, said):
    with pytest.raises(CannotOpen, match=said):
        write(tmp_path / "e.parquet", spoil(table_of([event("one")])))


def test_a_coordinate_off_the_globe_is_refused(tmp_path):
    rows = table_of([event("one"), event("two")])
    listed = rows.to_pylist()
    listed[1]["location"]["lat"] = 95.0
    with pytest.raises(CannotOpen, match="row 2: its lat is not within 90 degrees"):
        write(tmp_path / "e.parquet", pa.Table.from_pylist(listed, rows.schema))


def test_what_is_no_parquet_is_said(tmp_path):
    path = tmp_path / "e.parquet"
    path.write_text("id,title\n")
    with pytest.raises(CannotOpen, match="no Parquet file"):
        open_table(str(path))
    with pytest.raises(CannotOpen, match="cannot be read"):
        open_table(str(tmp_path / "none.parquet"))


def test_a_file_is_read_only_and_has_no_past(tmp_path):
    path = tmp_path / "e.parquet"
    pq.write_table(table_of([replace(event("one"), location=None)]), path)
    with pytest.raises(CannotOpen, match="read-only"):
        open_store(str(path))
    with pytest.raises(CannotOpen, match="without a past"):
        open_table(str(path), revision=1)
