"""The Data page through AppTest: a table is looked at, imported, taken back; pairs are decided."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geo.store.opening import open_store, open_table
from geo.store.query.duplicates import kept_apart
from geo.store.table import seed_table
from tests.unit.ingest.import_files import ACLED, UCDP, gdelt

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "{{7*7}} <script>alert(1)</script> **b** :red[x]"
MINE = [
    {"was": HOSTILE, "am": "2016-11-03", "x": "37.05", "y": "35.01", "wer": "The Paper"},
    {"was": "Talks", "am": "04/05/2016", "x": "36.3", "y": "33.5", "wer": "The Paper"},
    {"was": "Broken", "am": "2016-02-30", "x": "36.3", "y": "33.5", "wer": "The Paper"},
    {"was": "Swapped", "am": "2016-02-03", "x": "35.0", "y": "137.0", "wer": "The Paper"},
]
MAPPED = {"What happened": "was", "First day": "am", "Who reported it": "wer"}


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gives every test its own data directory."""
    home = tmp_path / "home"
    monkeypatch.setenv("DATELINE_HOME", str(home))
    monkeypatch.delenv("DATELINE_STORE", raising=False)
    return home


def page() -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    return checked(app.switch_page("geo/ui/pages/data.py").run())


def checked(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def drop(app: AppTest, rows: list[dict[str, str]] | list[list[str]], name: str) -> AppTest:
    """Drop rows as a table on the page; lists are a table without a header."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="," if isinstance(rows[0], dict) else "\t")
    if isinstance(rows[0], dict):
        writer.writerow(rows[0])
    writer.writerows(row.values() if isinstance(row, dict) else row for row in rows)
    app.file_uploader[0].set_value((name, text.getvalue().encode(), "text/csv"))
    return checked(app.run())


def choose(app: AppTest, label: str, value: str) -> AppTest:
    box = next(each for each in app.selectbox if each.label == label)
    return checked(box.set_value(value).run())


def press(app: AppTest, label: str) -> AppTest:
    button = next(each for each in app.button if each.label.startswith(label))
    return checked(button.click().run())


def counts(app: AppTest) -> list[str]:
    return [each.value for each in app.metric]


def said(app: AppTest) -> str:
    """Return every sentence on the page, without the backslashes that keep text plain."""
    parts = [*app.text, *app.warning, *app.info, *app.success, *app.caption, *app.markdown]
    return "\n".join(each.value for each in parts).replace("\\", "")


def titles() -> set[str]:
    table = open_table()
    return {table.event(row).title for row in range(len(table.columns))}


def import_mine() -> AppTest:
    app = drop(page(), MINE, "mine.csv")
    for label, column in MAPPED.items():
        app = choose(app, label, column)
    return press(app, "Import 2 events")


def test_columns_are_mapped_by_a_person_before_anything_is_written() -> None:
    app = drop(page(), MINE, "mine.csv")
    assert "no column says what happened" in said(app)
    for label, column in MAPPED.items():
        app = choose(app, label, column)
    assert counts(app) == ["2", "0", "0", "2"]
    first = app.dataframe[0].value
    assert list(first["What"]) == [HOSTILE, "Talks"]
    assert list(first["When"]) == ["3 Nov 2016", "4 May 2016"]
    assert any("'2016-02-30' is no date" in why for why in app.dataframe[2].value["Why"])
    assert titles() == {seed_table().event(row).title for row in range(68)}


def test_a_column_left_out_is_not_read() -> None:
    app = drop(page(), MINE, "mine.csv")
    for label, column in MAPPED.items():
        app = choose(app, label, column)
    for label in ("Longitude", "Latitude"):
        app = choose(app, label, "")
    assert counts(app) == ["3", "0", "0", "1"]
    assert set(app.dataframe[0].value["Where"]) == {"no place"}


def test_an_import_is_written_taken_back_as_a_whole_and_brought_again() -> None:
    app = import_mine()
    assert "2 events added, 0 revised, 0 already there, 2 rows refused." in said(app)
    assert {HOSTILE, "Talks"} <= titles()
    app = press(app, "Take the import back")
    assert "2 events taken back." in said(app)
    assert len(open_table().columns) == len(seed_table().columns)
    app = press(app, "Bring it back")
    assert {HOSTILE, "Talks"} <= titles()


def test_the_same_file_again_adds_nothing() -> None:
    app = drop(import_mine(), MINE, "mine.csv")
    for label, column in MAPPED.items():
        app = choose(app, label, column)
    assert counts(app) == ["0", "0", "2", "2"]
    assert any(each.label == "Nothing new to import" and each.disabled for each in app.button)


@pytest.mark.parametrize(
    ("rows", "name", "taken_for", "added"),
    [
        ([UCDP], "ged.csv", "ucdp", "1"),
        ([ACLED, {**ACLED, "event_id_cnty": "SYR2"}], "acled.csv", "acled", "2"),
        ([gdelt(), gdelt("1002")], "20160106.export.CSV", "gdelt", "2"),
    ],
)
def test_a_known_table_is_told_by_its_columns(
    rows: list[dict[str, str]], name: str, taken_for: str, added: str
) -> None:
    app = drop(page(), rows, name)
    assert app.selectbox[0].value == taken_for
    assert counts(app) == [added, "0", "0", "0"]


@pytest.mark.parametrize("ending", ["xlsx", "geojson", "gpkg", "parquet", "kml"])
def test_other_kinds_of_files_are_read(ending: str, tmp_path: Path) -> None:
    import geopandas
    import pandas

    values = {"name": ["Talks", "Siege"], "date": ["2016-01-05", "2016-02-05"]}
    path = tmp_path / f"events.{ending}"
    if ending == "xlsx":
        pandas.DataFrame(values | {"lon": [36.3, 36.7], "lat": [33.5, 35.1]}).to_excel(path)
    else:
        points = geopandas.points_from_xy([36.3, 36.7], [33.5, 35.1])
        frame = geopandas.GeoDataFrame(values, geometry=points, crs=4326)
        if ending == "parquet":
            frame.to_parquet(path)
        elif ending == "geojson":
            path.write_text(frame.to_json())
        else:
            frame.to_file(path, driver=ending.upper())
    app = page()
    app.file_uploader[0].set_value((path.name, path.read_bytes(), "application/octet-stream"))
    app = checked(app.run())
    if ending == "kml":
        app = choose(app, "What happened", "Name")
    assert counts(app) == ["2", "0", "0", "0"]
    assert {"Talks", "Siege"} == set(app.dataframe[0].value["What"])


def test_missing_columns_are_named() -> None:
    rows = [{name: value for name, value in UCDP.items() if name not in ("low", "high")}]
    assert "no column high, low" in said(drop(page(), rows, "ged.csv"))


@pytest.mark.parametrize("name", ["notes.csv", "broken.xlsx", "broken.geojson", "broken.parquet"])
def test_what_is_no_table_gets_a_sentence(name: str) -> None:
    app = page()
    app.file_uploader[0].set_value((name, b"\0not a table", "text/csv"))
    app = checked(app.run())
    assert name in said(app)
    assert not app.metric


def test_pairs_of_two_sources_are_merged_and_parted_again() -> None:
    app = press(drop(page(), [UCDP], "ged.csv"), "Import 1 event")
    app = press(drop(app, [ACLED], "acled.csv"), "Import 1 event")
    assert "the same day" in said(app)
    before = len(open_table().columns)
    app = press(app, "Merge into the first")
    assert len(open_table().columns) == before - 1
    app = press(app, "Part them again")
    assert len(open_table().columns) == before
    app = press(app, "Keep apart")
    assert len(kept_apart(open_store())) == 1
    app = press(app, "Ask again")
    assert not kept_apart(open_store())


def test_a_table_that_is_a_file_can_only_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "events.parquet"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app = checked(app.switch_page("geo/ui/pages/data.py").run())
    assert "opened read-only" in said(app)
    assert not app.file_uploader


def test_every_other_change_is_listed_and_taken_back() -> None:
    event = seed_table().event(0)
    open_store().reject(event.id, "ana", "a rumour")
    app = page()
    assert f"Rejected: {event.title} (a rumour)" in said(app)
    assert event.title not in titles()
    app = press(app, "Take the change back")
    assert event.title in titles()
    app = press(app, "Bring it back")
    assert event.title not in titles()


def test_a_named_table_starts_with_what_is_imported_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_STORE", str(tmp_path / "shared"))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app = checked(app.switch_page("geo/ui/pages/data.py").run())
    press(drop(app, [UCDP], "ged.csv"), "Import 1 event")
    assert len(open_table().columns) == 1


@pytest.mark.parametrize("name", ["**bold**", "{{7*7}}", ":red[x]", "<script>", "a$b$"])
def test_hostile_columns_are_only_text(name: str) -> None:
    rows = [{name: "x", "title": "Talks", "date": "2016-01-01", "`": "{{7*7}}"}]
    app = drop(page(), rows, "mine.csv")
    assert counts(app) == ["1", "0", "0", "0"]
    app = choose(app, "What happened", name)
    assert list(app.dataframe[0].value["What"]) == ["x"]
