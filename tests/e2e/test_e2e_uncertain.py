"""What is known to a province or to a month only is found all the same, and nothing jumps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.model.event import Event
from geo.model.place import PlaceKind
from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import seed_table

EXPLORER = "document.querySelector('.dateline-explorer').explorer"
# Where the badge of an area stands on the page, or null while it is not drawn.
BADGE = f"""(iso) => {{
  const {{ map }} = {EXPLORER};
  const {{ badges, frame }} = map.events.picture;
  const badge = badges.find(({{ area }}) => area.iso === iso);
  const box = map.leaflet.getContainer().getBoundingClientRect();
  return badge && [box.left + badge.x / frame.ratio, box.top + badge.y / frame.ratio];
}}"""
STANDS = f"""() => {{
  const {{ leaflet }} = {EXPLORER}.map;
  const {{ lat, lng }} = leaflet.getCenter();
  const {{ left, top, width, height }} = leaflet.getContainer().getBoundingClientRect();
  return [lat, lng, leaflet.getZoom(), left, top, width, height];
}}"""


def provincial() -> Event:
    """Return an event of the founding reports that is known to a province only."""
    found = (event for event in seed_table().events(select(seed_table().columns, View()).rows))
    return next(e for e in found if e.location and e.location.kind is PlaceKind.ADMIN1)


def titles(page: Page) -> Any:
    return page.locator(".dlp-title:visible")


def test_an_event_of_a_province_is_found_by_area_list_and_link(
    server: str, visit: Callable[..., Any]
) -> None:
    event = provincial()
    assert event.location is not None
    iso = event.location.admin1_iso
    page = visit().open(server)
    expect(titles(page).filter(has_text=event.title)).not_to_have_count(0)
    page.wait_for_function(BADGE, arg=iso)
    page.mouse.click(*page.evaluate(BADGE, iso))
    popup = page.locator(".dl-popup")
    expect(popup.get_by_text(event.title)).to_be_visible()
    popup.get_by_role("button", name=event.title).first.click()
    card = page.get_by_role("article", name="Event")
    expect(card).to_contain_text(event.title)
    page.wait_for_url(f"**event={event.id}*")
    again = visit().open(page.url)
    expect(again.get_by_role("article", name="Event")).to_contain_text(event.title)


@pytest.mark.parametrize("sure", [False, True])
def test_may_be_keeps_what_is_dated_to_a_month_and_surely_does_not(
    server: str, visit: Callable[..., Any], sure: bool
) -> None:
    table = seed_table()
    days = View(first=date(2015, 10, 11), last=date(2015, 10, 13))
    may, surely = (len(select(table.columns, view).rows) for view in (days, _sure(days)))
    assert 0 < surely < may
    page = visit().open(f"{server}/?from=2015-10-11&to=2015-10-13")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{may} events")
    if sure:
        page.get_by_role("radio", name="Surely").check()
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"{surely} event")
    expect(titles(page)).to_have_count(surely if sure else may)


def _sure(view: View) -> View:
    return View(first=view.first, last=view.last, containment=True)


def test_nothing_jumps_when_a_filter_changes(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(server)
    before = page.evaluate(STANDS)
    heading = page.get_by_role("heading", level=1).inner_text()
    page.get_by_label("Type", exact=True).first.click()
    page.get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).not_to_have_text(heading)
    page.wait_for_timeout(500)
    assert page.evaluate(STANDS) == before
