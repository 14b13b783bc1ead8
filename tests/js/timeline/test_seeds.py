"""What was known of Aleppo, and when, on the seed reports: the page against the store."""

import base64
from datetime import date

import pytest

from geo.draw.web.columns_file import pack_columns
from geo.model.event import event_id
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import seed_table
from tests.js.timeline_page import open_timeline, painted

ALEPPO = ("SY-HL",)
# The last day before the reports of December 2016 came out, a day between two of them, the end.
DAYS = [date(2015, 10, 13), date(2016, 12, 10), date(2016, 12, 17), date(2017, 6, 1)]
SHOWN = """
async ([day]) => {
  scene.setFilters({ province: new Set(["SY-HL"]) });
  scene.setAsOf(day);
  const status = scene.columns.vocab.status;
  return scene.rows().map((row) => [scene.idText(row), status[scene.statusOf(row)]]);
}
"""
LOAD = """
async ([packed]) => {
  const { parse } = await import("/js/scene/columns.js");
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
}
"""


@pytest.fixture(scope="module")
def table():
    return seed_table()


@pytest.fixture(scope="module")
def page(browser, table):
    page = open_timeline(browser, [])
    page.evaluate(LOAD, [base64.b64encode(pack_columns(table.columns)).decode()])
    painted(page)
    yield page
    assert page.faults == []
    page.context.close()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_page_knows_what_the_store_knows(page, table, day):
    shown = page.evaluate(SHOWN, [day_number(day)])
    expected = select(table.columns, View(as_of=day, provinces=ALEPPO))
    events = [table.event(int(row)) for row in expected.rows]
    assert sorted(shown) == sorted([event.id, str(event.status_at(day))] for event in events)


def test_of_aleppo_on_10_december_2016_only_the_reports_of_2015_told(page):
    page.evaluate(SHOWN, [day_number(date(2016, 12, 10))])
    painted(page)
    ids = page.evaluate("scene.rows().map((row) => scene.idText(row))")
    assert event_id("caspian-missiles-aleppo-2015") in ids
    assert event_id("soleimani-aleppo-citadel-2016") not in ids
    assert event_id("aleppo-evacuation-agreement-2016") not in ids
    assert page.locator(".dlt-count").inner_text() == f"{len(ids)} event" + "s" * (len(ids) != 1)


def test_the_seeds_open_on_the_years_they_are_about(page):
    page.evaluate("scene.setFilters({}); scene.setAsOf(null)")
    painted(page)
    first, last = page.evaluate("[timeline.axis.from, timeline.axis.to]")
    assert day_number(date(2015, 1, 1)) < first < day_number(date(2015, 10, 1))
    assert day_number(date(2017, 4, 1)) < last
    assert "out of view" in page.locator(".dlt-note").inner_text()
