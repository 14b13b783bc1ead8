"""What a pointer finds on the map, and what it opens."""

import pytest

from tests.js import made_events as made
from tests.js.map_page import FRAME, SYRIA, click, hover, said


def test_a_dot_says_what_it_is_and_opens(show):
    page = show([made.event("Palmyra", 38.27, 34.56, type=1, status=2)])
    assert hover(page, 38.27, 34.56) == ["Air or artillery strike", "Disputed", "1 Dec 2016"]
    click(page, 38.27, 34.56)
    assert said(page) == [["event", made.id_of(0)]]


def test_events_at_one_place_are_counted_and_fan_out(show):
    page = show([made.event("Hama", 36.75, 35.13, type=k) for k in range(5)])
    assert hover(page, 36.75, 35.13)[0] == "5 events"
    click(page, 36.75, 35.13)
    assert said(page) == []
    spots = page.evaluate("() => shown.view.events.picture.fan.placed")
    assert len(spots) == 5
    assert all(
        abs(a["x"] - b["x"]) + abs(a["y"] - b["y"]) > 10
        for k, a in enumerate(spots)
        for b in spots[:k]
    )
    for entry in spots:
        page.mouse.click(entry["x"], entry["y"])
        page.evaluate(FRAME)
        assert said(page) == [["event", made.id_of(entry["row"])]]


def test_a_group_of_places_is_gone_into_where_that_parts_them(show):
    zoom = "() => shown.view.leaflet.getZoom()"
    page = show([made.event("A", 36.75, 35.13), made.event("B", 36.85, 35.13)])
    click(page, 36.75, 35.13)
    page.wait_for_timeout(800)
    assert page.evaluate(zoom) > SYRIA[2]
    page = show([made.event("A", 36.75, 35.13), made.event("B", 36.7501, 35.13)])
    click(page, 36.75, 35.13)
    page.wait_for_timeout(800)
    assert page.evaluate(zoom) == SYRIA[2]
    assert page.evaluate("() => shown.view.events.picture.fan.placed.length") == 2


def test_very_many_events_at_one_place_are_listed(show):
    page = show([made.event("Hama", 36.75, 35.13) for _ in range(150)])
    click(page, 36.75, 35.13)
    popup = page.get_by_role("dialog")
    assert popup.locator("li").count() == 100
    assert "and 50 more events" in popup.inner_text()
    page.keyboard.press("Enter")
    assert said(page)[0][0] == "event"
    page.keyboard.press("Escape")
    assert popup.count() == 0


def test_an_area_is_found_by_its_badge_and_is_no_dot(show):
    page = show([made.event("Hama", 36.9, 35.2, kind="admin1", province="SY-HM")] * 3)
    assert page.evaluate("() => shown.view.events.picture.symbols.length") == 0
    badge = page.evaluate("() => shown.view.events.picture.badges.flatMap((b) => [b.x, b.y])")
    page.mouse.move(*badge)
    page.evaluate(FRAME)
    lines = page.locator(".dl-tip").inner_text().split("\n")
    assert lines == ["Hama (province)", "3 events, place known no closer"]
    page.mouse.click(*badge)
    assert page.get_by_role("dialog").locator("li").count() == 3


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("water", "Caspian Sea", "Caspian Sea (water)"),
        ("region", "Ghab Plain", "Ghab Plain (region)"),
        ("admin2", "Jableh", "Jableh (district)"),
        ("country", "Syria", "Syria (country)"),
    ],
)
def test_every_kind_of_area_has_its_badge(show, kind, name, words):
    page = show([made.event(name, 37.0, 35.2, kind=kind)])
    assert hover(page, 37.0, 35.2)[0] == words


def test_near_is_a_ring_of_its_radius(show):
    page = show([made.event("Hama", 36.75, 35.13, radius=30)])
    [area] = page.evaluate("() => shown.view.events.areas.map((a) => [a.shape, a.km])")
    assert area == ["near", 30]
    assert hover(page, 36.75, 35.13)[0] == "Within 30 km"


def test_a_badge_does_not_cover_a_dot(show):
    page = show(
        [
            made.event("Hama", 36.75, 35.13),
            made.event("Hama", 36.75, 35.13, kind="admin1", province="SY-HM"),
        ]
    )
    assert hover(page, 36.75, 35.13)[0] == "Battle"


def test_a_click_on_a_province_filters_by_it(show):
    page = show([made.event("Hama", 36.75, 35.13, province="SY-HM")])
    assert hover(page, 37.3, 35.25)[0] == "Hama"
    click(page, 37.3, 35.25)
    assert said(page) == [["province", ["SY-HM"]]]
    click(page, 36.0, 33.0)
    assert said(page) == []
