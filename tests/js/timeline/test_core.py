"""What the timeline opens on, and how it keeps the window in sight."""

from hypothesis import HealthCheck, given, settings

from tests.js import reference as ref
from tests.js.timeline_page import drag, event, number, painted, renew, window, x_of

SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
CORE = """
async (packed) => {
  const [{ Scene }, { parse }, { Axis }, { coreOf }] = await Promise.all(
    ["scene/scene", "scene/columns", "timeline/axis", "timeline/core"]
      .map((name) => import(`/js/${name}.js`)));
  const scene = new Scene();
  scene.setData(parse(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)).buffer));
  const axis = new Axis(scene.extent.first, scene.extent.last);
  return { core: coreOf(scene, axis), low: axis.low, high: axis.high };
}
"""
# Four events in early 2016, one long before them.
EVENTS = [event("1998-05-01", id=1), event("1998-05-02", id=2)]
EVENTS += [
    event(f"2016-0{month}-{day}", id=10 * month + day)
    for month in (1, 2, 3)
    for day in range(10, 25)
]


def share_inside(rows, core):
    """Return the events in the view, long ones by their share of days."""
    shares = 0.0
    for row in rows:
        first, last = max(row["first"], core["from"]), min(ref.last(row) + 1, core["to"])
        shares += max(0.0, last - first) / row["days"]
    return shares


@SETTINGS
@given(rows=ref.events(size=30))
def test_the_opening_view_holds_most_events_or_all_days(modules, rows):
    result = modules.evaluate(CORE, ref.packed(rows))
    core = result["core"]
    if core is not None:
        assert share_inside(rows, core) >= 0.85 * len(rows) - 1e-6
        assert core["to"] - core["from"] < 0.5 * (result["high"] - result["low"])


def view(page):
    return page.evaluate("[timeline.axis.from, timeline.axis.to]")


def test_it_opens_on_most_events_and_says_what_lies_outside(page):
    first, last = view(page)
    assert number("2015-01-01") < first < number("2016-01-10")
    assert number("2016-03-24") < last <= number("2016-03-25")
    assert page.locator(".dlt-note").inner_text().endswith("; 2 more out of view")
    assert window(page) == ["1998-05-01", "2016-03-24"], "the window is still everything"
    page.get_by_role("button", name="Show all days").click()
    painted(page)
    assert "out of view" not in page.locator(".dlt-note").inner_text()


def test_a_window_set_from_elsewhere_comes_into_sight(page):
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number("1998-05-01"), number("1998-05-10")])
    painted(page)
    first, last = view(page)
    assert first <= number("1998-05-01") < number("1998-05-10") < last


def test_typing_one_end_does_not_move_the_view(page):
    before = view(page)
    page.get_by_label("From", exact=True).fill("2016-02")
    page.get_by_label("From", exact=True).press("Enter")
    painted(page)
    assert window(page) == ["2016-02-01", "2016-03-24"]
    assert view(page) == before


def test_an_end_moved_by_key_comes_into_sight(page):
    page.get_by_role("slider", name="First day").press("ArrowRight")
    painted(page)
    assert view(page)[0] <= number("1998-05-02")


def test_an_end_out_of_sight_is_dragged_in_from_the_edge(page):
    plot = page.locator(".dlt-plot").bounding_box()
    drag(page, plot["x"] + 1, x_of(page, "2016-02-01"))
    assert window(page) == ["2016-02-01", "2016-03-24"]


def test_a_filter_does_not_move_the_axis(page):
    before = view(page)
    page.evaluate("scene.setFilters({ type: new Set(['strike']) })")
    painted(page)
    assert view(page) == before


def test_zooming_in_goes_to_the_events_while_everything_is_chosen(page):
    page.get_by_role("button", name="Show all days").click()
    for _ in range(5):
        page.get_by_role("button", name="Zoom in on the window").click()
        painted(page)
    first, last = view(page)
    assert first < number("2016-02-17") < last


def test_without_events_it_says_so_and_waits(shared):
    page = renew(shared, [])
    assert page.locator(".dlt-when").inner_text() == "No events with a place and a date"
    assert page.get_by_label("From", exact=True).input_value() == ""
    assert not page.locator(".dlt-axis").is_visible()
    assert page.locator(".dlt [inert]").count() == 3
    page.get_by_role("tab", name="Provinces").click()
    painted(page)
    assert "0 provinces" in page.locator(".dlp-provinces .dlp-line").first.inner_text()
    assert page.faults == []
