import csv
import io

from geo.model.event import event_id
from geo.model.view import View
from geo.share.csv_table import FORMULA_STARTS, safe_cell
from geo.share.export import Format, encoded, export
from tests.unit.share_data import HOSTILE, table


def rows_of(form, everything=False):
    text = b"".join(encoded(part) for part in export(table(), View(), form, everything))
    return list(csv.DictReader(io.StringIO(text.decode("utf-8"), newline="")))


def test_a_row_per_event():
    rows = {row["id"]: row for row in rows_of(Format.CSV)}
    hostile, far = rows[event_id("hostile")], rows[event_id("far")]
    assert len(rows) == 4
    assert hostile["title"] == f"'{HOSTILE}"
    assert hostile["actors"] == "'+1 Brigade; اللواء"
    assert hostile["claims"] == "2"
    assert (far["place"], far["lon"], far["lat"]) == ("سوفا", "178.44149", "-18.14161")
    assert far["killed_best"] == ""


def test_a_row_per_claim():
    rows = rows_of(Format.CSV_CLAIMS)
    assert len(rows) == 5
    assert {row["claim_words"] for row in rows if row["claim_modality"] == "denied"} == {
        "It never did."
    }


def test_what_cannot_be_drawn_comes_when_asked():
    rows = {row["id"]: row for row in rows_of(Format.CSV, everything=True)}
    assert rows[event_id("nowhere")]["lon"] == ""
    assert rows[event_id("undated")]["when"] == ""


def test_no_text_cell_starts_a_formula():
    for form in (Format.CSV, Format.CSV_CLAIMS):
        for row in rows_of(form, everything=True):
            numbers = {"lon", "lat"}
            assert not any(
                value.startswith(FORMULA_STARTS) for key, value in row.items() if key not in numbers
            )


def test_cells():
    assert safe_cell("=1+1") == "'=1+1"
    assert safe_cell("\t=1+1") == "'\t=1+1"
    assert safe_cell(-3.5) == -3.5
    assert safe_cell("2016-01") == "2016-01"
