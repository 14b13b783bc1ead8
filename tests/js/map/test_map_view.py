"""The map as a person meets it: what it shows, and what it tells Python."""

import pytest

from tests.js import made_events as made
from tests.js.conftest import open_modules
from tests.js.map_page import FRAME, SHOW, SYRIA, WHERE, click, hover, said


def test_dots_show_across_the_antimeridian(show):
    events = [made.event("A", 179.5, 10.0), made.event("B", -179.5, 10.0)]
    page = show(events, at=[10.0, 180.0, 5])
    symbols = page.evaluate("() => shown.view.events.picture.symbols.map((s) => s.x)")
    assert len(symbols) == 2
    assert abs(symbols[0] - symbols[1]) < 60
    assert hover(page, 179.5, 10.0)[0] == "Battle"
    assert hover(page, 180.5, 10.0)[0] == "Battle"


def test_poles_are_drawn_at_the_edge(show):
    page = show([made.event("Pole", 0.0, 90.0)], at=[84.0, 0.0, 4])
    assert page.evaluate("() => shown.view.events.picture.symbols.length") == 1


def test_nothing_jumps_when_a_filter_changes(show):
    page = show([made.event("Hama", 36.75, 35.13), made.event("Aleppo", 37.16, 36.2, type=1)])
    before = page.evaluate(WHERE)
    page.evaluate("() => shown.scene.setFilters({ type: new Set(['strike']) })")
    page.evaluate(FRAME)
    assert page.evaluate("() => shown.view.events.picture.symbols.length") == 1
    assert page.evaluate(WHERE) == before
    page.evaluate("() => shown.scene.setData(null)")
    page.evaluate(FRAME)
    assert page.evaluate(WHERE) == before


def test_moving_by_hand_is_said_once_and_moving_by_link_is_not(show):
    page = show([made.event("Hama", 36.75, 35.13)])
    page.evaluate("() => shown.view.goTo([34, 36, 8])")
    page.wait_for_timeout(500)
    assert said(page) == []
    page.mouse.move(400, 300)
    page.mouse.down()
    page.mouse.move(450, 320, steps=4)
    page.mouse.up()
    page.wait_for_function("() => shown.said.length > 0")
    page.wait_for_timeout(400)
    told = said(page)
    assert [what for what, _ in told] == ["viewport"]
    assert told[0][1]["at"][2] == 8


def test_many_dots_become_pixels_and_then_density(show):
    page = show([made.event("Hama", 36.75, 35.13)])
    for count, mode in ((2000, "shapes"), (5000, "pixels"), (120_000, "density")):
        got = page.evaluate(made.RANDOM_DOTS, count)
        assert got == [mode, count]
        assert hover(page, 37.0, 35.2) is not None


@pytest.mark.parametrize("dark", [False, True])
def test_hostile_names_are_shown_as_text(browser, dark):
    page = open_modules(browser)
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    script = SHOW.replace("STYLE", made.style_json())
    hostile = "<img src=x onerror=alert(1)>{{7*7}}${7*7}`"
    events = [made.event(hostile, 37.0, 35.2, kind="region")] * 2
    page.evaluate(script, [made.packed(events), SYRIA, dark])
    assert hostile in hover(page, 37.0, 35.2)[0]
    click(page, 37.0, 35.2)
    assert hostile in page.get_by_role("dialog").inner_text()
    assert page.locator("img").count() == 0
    page.context.close()


def test_far_out_provinces_are_counted_with_their_country(show):
    events = [
        made.event("Hama", 36.9, 35.2, kind="admin1", province="SY-HM"),
        made.event("Aleppo", 37.5, 36.2, kind="admin1", province="SY-HL"),
        made.event("Syria", 38.5, 35.0, kind="country"),
    ]
    texts = "() => shown.view.events.picture.badges.map((b) => b.text).sort()"
    assert show(events, at=[35, 37, 6]).evaluate(texts) == ["1", "1", "Syria  1"]
    page = show(events, at=[35, 37, 4])
    assert page.evaluate(texts) == ["Syria  3"]
    badge = page.evaluate("() => shown.view.events.picture.badges.flatMap((b) => [b.x, b.y])")
    page.mouse.click(*badge)
    assert page.get_by_role("dialog").locator("li").count() == 3


def test_a_selected_event_is_marked_wherever_it_stands(show):
    page = show(
        [
            made.event("Hama", 36.75, 35.13),
            made.event("Hama", 36.9, 35.2, kind="admin1", province="SY-HM"),
        ]
    )
    pixels = """(row) => {
      const { over, picture } = shown.view.events;
      shown.scene.select(-1);
      over._draw();
      const before = over._context.getImageData(0, 0, 800, 600).data;
      shown.scene.select(row);
      over._draw();
      const after = over._context.getImageData(0, 0, 800, 600).data;
      return after.reduce((sum, value, k) => sum + (value !== before[k]), 0);
    }"""
    assert page.evaluate(pixels, 0) > 100
    assert page.evaluate(pixels, 1) > 100


def test_provinces_can_be_tinted_by_all_of_their_events(show):
    events = [made.event("Hama", 36.75, 35.13, province="SY-HM")]
    page = show([*events, made.event("Aleppo", 37.16, 36.2, province="SY-HL")])
    color = """([lon, lat]) => {
      const { leaflet, basemap } = shown.view;
      basemap.ground._draw();
      const { x, y } = leaflet.latLngToContainerPoint([lat, lon]).add(basemap.ground._margin);
      return [...basemap.ground._context.getImageData(x, y, 1, 1).data];
    }"""
    away = [37.2, 35.0]
    plain = page.evaluate(color, away)
    page.evaluate("() => shown.view.events.setOptions({ provinces: 'all' })")
    tinted = page.evaluate(color, away)
    assert tinted != plain
    page.evaluate("() => shown.scene.setWindow(1, 2)")
    assert page.evaluate(color, away) == plain
