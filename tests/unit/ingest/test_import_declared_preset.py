"""A preset is one row of data: nothing else is touched to add one."""

from datetime import date

import pytest

from geo.ingest import FORMATS, open_table_file
from geo.ingest.presets.declaration import PresetError, read_presets
from geo.ingest.presets.registry import PRESETS
from geo.model.event import Type
from geo.model.place import PlaceKind
from geo.model.timespan import Precision
from tests.unit.ingest.import_files import write_csv

ROW = """
[[preset]]
name = "strikes"
publisher = "Strike Watch"
title = "Strike Watch database"
signature = ["strike_no", "near"]
kinds = { a = "city", b = "region" }
radius_km = { b = 40.0 }
precisions = { d = "day", m = "month" }
types = { shelling = "strike" }

[preset.fields]
id = "strike_no"
title = "what"
type = "class"
first = "on"
lon = "x"
lat = "y"
place = "town"
kind = "near"
precision = "unit"
best = "dead"
"""
CELLS = {
    "strike_no": "7", "what": "Shells hit the market", "class": "Shelling", "on": "2016-01-05",
    "x": "36.75", "y": "35.13", "town": "Hama", "near": "b", "unit": "m", "dead": "3",
}  # fmt: skip


@pytest.fixture
def declared(tmp_path, monkeypatch):
    path = tmp_path / "presets.toml"
    path.write_text(ROW)
    for name, preset in read_presets(path).items():
        monkeypatch.setitem(PRESETS, name, preset)
    return tmp_path


def read(folder, *rows):
    file = open_table_file(write_csv(folder / "strikes.csv", list(rows)))
    return file, [event for batch in file.batches() for event in batch]


def test_a_row_of_data_alone_reads_a_table(declared):
    file, (event,) = read(declared, CELLS)
    assert (file.name, file.report.publisher, file.missing) == ("strikes", "Strike Watch", ())
    assert (event.title, event.type, event.best) == ("Shells hit the market", Type.STRIKE, 3)
    assert (event.location.kind, event.location.radius_km) == (PlaceKind.REGION, 40.0)
    assert (event.timespan.first, event.timespan.precision) == (date(2016, 1, 5), Precision.MONTH)


def test_a_code_that_is_not_declared_is_a_rejection_and_another_type_is_other(declared):
    rows = [CELLS, CELLS | {"strike_no": "8", "near": "z"}, CELLS | {"strike_no": "9", "class": ""}]
    file, events = read(declared, *rows)
    assert [event.type for event in events] == [Type.STRIKE, Type.OTHER]
    (rejection,) = file.rejects
    assert rejection.reason == "near is 'z', none of a, b"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ROW.replace("publisher =", "publsher ="), "row 1: publsher is no key"),
        (ROW.replace('publisher = "Strike Watch"', ""), "row 1: it has no publisher"),
        (ROW.replace('"region"', '"regoin"'), "row 1, kinds: 'regoin'"),
        (ROW.replace('"town"', '"what"'), "a column stands there twice"),
        (ROW.split("[preset.fields]")[0], "neither fields nor a reader"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, text, said):
    path = tmp_path / "presets.toml"
    path.write_text(text)
    with pytest.raises(PresetError, match=said):
        read_presets(path)


def test_every_preset_has_what_reads_it_and_a_format():
    assert list(PRESETS) == ["dateline", "ucdp", "acled", "gdelt"]
    assert all(callable(preset.draft) for preset in PRESETS.values())
    assert set(PRESETS) < set(FORMATS)
    assert len(PRESETS["gdelt"].header) == 61
