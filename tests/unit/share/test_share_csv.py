import csv
import io

import pyarrow as pa
import pytest

from geo.model.event import event_id
from geo.model.view import View
from geo.share.export import export
from geo.share.formats.tabular import FORMULA_STARTS, safe_texts
from geo.share.formats.ucdp import COLUMNS
from tests.unit.share.share_data import HOSTILE, LATAKIA, MONTH, event, table

NUMBERS = {"lon", "lat", "longitude", "latitude"}


def rows_of(form, everything=False, view=View(), events=None):  # noqa: B008
    told = table() if events is None else table(events)
    text = b"".join(export(told, view, form, everything))
    return list(csv.DictReader(io.StringIO(text.decode("utf-8"), newline="")))


def test_a_row_per_event():
    rows = {row["id"]: row for row in rows_of("csv")}
    hostile, far = rows[event_id("hostile")], rows[event_id("far")]
    assert len(rows) == 4
    assert hostile["title"] == f"'{HOSTILE}"
    assert hostile["actors"] == "'+1 Brigade; اللواء"
    assert hostile["claim_count"] == "2"
    assert hostile["sources"] == "Gazette; @handle"
    assert hostile["licences"] == "CC BY 4.0"
    assert (far["place"], far["lon"], far["lat"]) == ("سوفا", "178.44149", "-18.14161")
    assert far["when"] == "2016-02-01~/2016-02-09~"
    assert far["killed_best"] == ""


def test_a_row_per_claim():
    rows = rows_of("csv-claims")
    assert len(rows) == 5
    assert {row["claim_words"] for row in rows if row["claim_modality"] == "denied"} == {
        "It never did."
    }
    assert {row["licence"] for row in rows} == {"CC BY 4.0", ""}


@pytest.mark.parametrize("form", ["csv", "csv-claims", "ucdp"])
def test_a_view_of_nothing_is_a_header(form):
    text = b"".join(export(table(), View(query="zeppelin"), form)).decode()
    assert text.count("\r\n") == 1 and text.startswith("id,")


def test_what_cannot_be_drawn_comes_when_asked():
    rows = {row["id"]: row for row in rows_of("csv", everything=True)}
    assert rows[event_id("nowhere")]["lon"] == ""
    assert rows[event_id("undated")]["when"] == ""


@pytest.mark.parametrize("form", ["csv", "csv-claims", "ucdp"])
def test_no_text_cell_starts_a_formula(form):
    for row in rows_of(form, everything=True):
        cells = {key: value for key, value in row.items() if key not in NUMBERS}
        assert not any(value.startswith(FORMULA_STARTS) for value in cells.values())


def test_texts():
    given = ["=1+1", "\t=1+1", "2016-01", "'=1+1", "it's", "＝1", "-", "'quoted'", None]
    made = ["'=1+1", "'\t=1+1", "2016-01", "''=1+1", "it's", "'＝1", "'-", "'quoted'", None]
    assert safe_texts(pa.chunked_array([given])).to_pylist() == made


def test_ucdp_has_its_columns_in_their_order_and_ours_after_them():
    rows = {row["id"]: row for row in rows_of("ucdp", everything=True)}
    names = list(next(iter(rows.values())))
    assert names[:49] == list(COLUMNS) and len(COLUMNS) == 49
    month, province = rows[event_id("month")], rows[event_id("province")]
    assert (month["where_prec"], month["date_prec"], month["type_of_violence"]) == ("1", "4", "1")
    assert (month["date_start"], month["date_end"]) == ("2016-01-01", "2016-01-31")
    assert (month["country"], month["year"]) == ("Syria", "2016")
    assert month["geom_wkt"] == "POINT (36.75783 35.131791)"
    assert (province["where_prec"], province["date_prec"]) == ("4", "1")
    assert [province[name] for name in ("low", "best", "high")] == ["1", "2", "9"]
    assert rows[event_id("nowhere")]["priogrid_gid"] == ""


def test_ucdp_knows_near_and_how_long():
    from dataclasses import replace
    from datetime import date, timedelta

    from geo.model.place import PlaceKind
    from geo.model.timespan import Precision, Timespan

    day = date(2016, 1, 1)
    spans = [Timespan(day, day + timedelta(d), Precision.RANGE) for d in (3, 6, 20, 90)]
    near = replace(LATAKIA, kind=PlaceKind.CITY, radius_km=25.0)
    events = [event(str(n), near, span) for n, span in enumerate([*spans, MONTH])]
    rows = {row["id"]: row for row in rows_of("ucdp", events=events)}
    assert [rows[event_id(str(n))]["date_prec"] for n in range(5)] == ["2", "3", "4", "5", "4"]
    assert {row["where_prec"] for row in rows.values()} == {"2"}
