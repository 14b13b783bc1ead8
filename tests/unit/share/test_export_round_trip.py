"""What is exported comes back as the same events, in every format that the import reads."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from geo.__main__ import main
from geo.ingest import import_file, open_table_file
from geo.model.place import PlaceKind
from geo.model.timespan import Precision, Timespan
from geo.model.view import View
from geo.share.export import FORMATS, export
from geo.store.history.incremental import LiveStore
from geo.store.history.revisions import EventStore
from geo.store.seeds import seed_events
from geo.store.table import seed_table
from tests.running import run_here
from tests.unit.share.share_data import EVENTS, HAMA, event, table

READ = [form for form in FORMATS if form not in ("geojsonl", "csv-claims")]
NEAR = replace(HAMA, radius_km=12.5, kind=PlaceKind.SITE, confidence=0.5)
OLD = Timespan(date(1850, 1, 1), date(1859, 12, 31), Precision.DECADE, approx=True)
MORE = (*EVENTS, event("near", NEAR, OLD, low=0, best=3, high=12))
SHEETS = ("csv", "xlsx", "ucdp")


def file_of(form, folder, told):
    path = folder / f"x{FORMATS[form].endings[0]}"
    path.write_bytes(b"".join(export(told, View(), form, everything=True)))
    return path


def said(each):
    """Return what of an event every format carries."""
    where = each.location
    place = where and (replace(where, lon=round(where.lon, 6), lat=round(where.lat, 6)))
    return (each.id, each.title, each.type, each.actors, each.timespan, place, each.low, each.best,
            each.high)  # fmt: skip


def brought_in(path, folder):
    store = EventStore(str(folder / "store"))
    file = open_table_file(path)
    assert file.name == "dateline" and not file.missing
    done = import_file(file, store, "ana")
    assert done.rejects == []
    table = LiveStore(store).table()
    return {e.id: e for e in map(table.event, range(len(table.columns)))}


@pytest.mark.parametrize("form", READ)
def test_the_same_events_come_back(form, tmp_path):
    found = brought_in(file_of(form, tmp_path, table(MORE)), tmp_path)
    assert {key: said(each) for key, each in found.items()} == {e.id: said(e) for e in MORE}


@pytest.mark.parametrize("form", READ)
def test_the_founding_events_come_back(form, tmp_path):
    found = brought_in(file_of(form, tmp_path, seed_table()), tmp_path)
    assert {key: said(each) for key, each in found.items()} == {
        e.id: said(e) for e in seed_events()
    }


@pytest.mark.parametrize("form", SHEETS)
@pytest.mark.parametrize("title", ["'=quoted", "''-", "'single", "=1", "-3 degrees", "＝x"])
def test_the_apostrophe_before_a_formula_is_taken_off_again(form, title, tmp_path):
    told = event("odd", title=title)
    found = brought_in(file_of(form, tmp_path, table([told])), tmp_path)
    assert found[told.id].title == title


def test_what_is_there_stays_as_it_is(tmp_path):
    store = EventStore(str(tmp_path / "store"))
    store.put(EVENTS[:2], "ana", "", table().reports.values())
    path = file_of("csv", tmp_path, table())
    done = import_file(open_table_file(path), store, "ben")
    assert (done.added, done.revised, done.same) == (len(EVENTS) - 2, 0, 2)
    assert LiveStore(store).table().revision is not None
    assert store.head(EVENTS[0].id)["who"] == "ana"
    again = import_file(open_table_file(path), store, "ben")
    assert (again.added, again.revised, again.same) == (0, 0, len(EVENTS))
    store.undo(done.change, "ben")
    back = import_file(open_table_file(path), store, "ben")
    assert (back.added + back.revised, back.same) == (len(EVENTS) - 2, 2)


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("id", "nonsense", "not the id of an event"),
        ("type", "party", "none of battle"),
        ("place_kind", "galaxy", "none of site"),
        ("precision", "hour", "none of day"),
        ("place_confidence", "high", "not a number"),
        ("last", "2001-01-01", "before the first day"),
    ],
)
def test_a_row_that_was_spoiled_is_refused_with_its_reason(column, cell, reason, tmp_path):
    path = file_of("csv", tmp_path, table())
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows([rows[0] | {column: cell}, *rows[1:]])
    done = import_file(open_table_file(path), EventStore(str(tmp_path / "s")), "ana")
    assert done.added == len(EVENTS) - 1
    assert [reject.row for reject in done.rejects] == [2]
    assert reason in done.rejects[0].reason


def test_the_command_takes_what_the_command_wrote(tmp_path):
    path, store = str(tmp_path / "x.xlsx"), str(tmp_path / "s")
    for arguments in (["export", "--all", "-o", path], ["import", path, "--store", store]):
        done = run_here(main, arguments)
        assert done.returncode == 0, done.stderr
    assert f"{len(seed_events())} events added" in done.stderr.decode()
