"""The sources that an export names are those of what it shows, however they are found."""

from dataclasses import replace

from openpyxl import load_workbook

from geo.model.event import event_id
from geo.model.view import View
from geo.share.export import export
from geo.share.formats.about import about
from geo.store.query.select import select
from geo.store.table import MemoryTable
from tests.unit.share.share_data import EVENTS, REPORTS, claim, event


def cited(reports, events, **view):
    table, shown = MemoryTable(events, reports), View(**view)
    return [each.id for each in about(table, shown, select(table.columns, shown)).reports]


def test_only_those_of_what_is_shown_are_cited():
    assert cited(REPORTS, EVENTS) == ["r1", "r2"]
    assert cited(REPORTS, EVENTS, provinces=("SY-LA",)) == ["r1"]


def test_two_reports_of_one_publisher_are_told_apart():
    both = REPORTS | {"r3": replace(REPORTS["r1"], id="r3", title="Another")}
    assert cited(both, EVENTS) == ["r1", "r2"]
    more = [*EVENTS, event("third", claims=(replace(claim(), report_id="r3"),))]
    assert cited(both, more) == ["r1", "r3", "r2"]


def test_what_was_not_yet_public_is_not_cited():
    day = REPORTS["r1"].published
    assert cited(REPORTS, EVENTS, as_of=day) == ["r1"]


def test_white_space_in_a_workbook_stays(tmp_path):
    title = "  between \n lines  "
    table = MemoryTable([event("odd", title=title), event("plain", title="plain")], REPORTS)
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"".join(export(table, View(), "xlsx")))
    rows = list(load_workbook(path)["Events"].iter_rows(2, values_only=True))
    assert {row[0]: row[1] for row in rows} == {event_id("odd"): title, event_id("plain"): "plain"}
