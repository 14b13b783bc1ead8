"""The map as a person meets it: what it shows, what a pointer finds, what it tells Python."""

import pytest

from tests.js import map_events as made
from tests.js.conftest import open_modules

SHOW = """
async ([packed, at, dark]) => {
  const { MapView } = await import("/js/map/map_view.js");
  const { Scene } = await import("/js/scene/scene.js");
  const { parse } = await import("/js/scene/columns.js");
  globalThis.shown?.view.destroy();
  const scene = new Scene();
  const style = STYLE;
  const options = { style, dark, basemap: "/basemap/", at };
  const view = new MapView(document.querySelector("#map"), scene, options);
  view.setStyle(style, dark);
  const said = [];
  scene.addEventListener("commit", (e) => said.push([e.detail.what, e.detail.value]));
  await view.basemap.ready;
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
  await view.fitOnce();
  globalThis.shown = { view, scene, said };
  await new Promise((done) => view.afterPaint(done));
}
"""
POINT = "([lon, lat]) => shown.view.leaflet.latLngToContainerPoint([lat, lon])"
FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
WHERE = """() => {
  const { leaflet } = shown.view;
  const { lat, lng } = leaflet.getCenter();
  return [lat, lng, leaflet.getZoom(), leaflet.getSize().x, leaflet.getSize().y];
}"""
SYRIA = [35.2, 37.0, 7]


@pytest.fixture
def show(modules):
    def shown(events, at=SYRIA, dark=False):
        script = SHOW.replace("STYLE", made.style_json())
        modules.evaluate(script, [made.packed(events), at, dark])
        modules.mouse.move(5, 695)
        return modules

    return shown


def spot(page, lon, lat):
    point = page.evaluate(POINT, [lon, lat])
    return point["x"], point["y"]


def hover(page, lon, lat, dx=0, dy=0):
    x, y = spot(page, lon, lat)
    page.mouse.move(x + dx, y + dy)
    page.evaluate(FRAME)
    tip = page.locator(".dl-tip")
    return tip.inner_text().split("\n") if tip.is_visible() else None


def click(page, lon, lat, dx=0, dy=0):
    x, y = spot(page, lon, lat)
    page.mouse.click(x + dx, y + dy)
    page.evaluate(FRAME)


def said(page):
    return page.evaluate("() => shown.said.splice(0)")


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
