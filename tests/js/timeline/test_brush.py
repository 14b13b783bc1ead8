"""The brush by pointer: drag, resize, move, click, touch, zoom and pan."""

from tests.js.timeline_page import (
    commits,
    drag,
    event,
    number,
    open_timeline,
    painted,
    window,
    x_of,
)

EVENTS = [event("2012-01-01"), event("2015-06-10", "2015-07-09", type=1), event("2018-12-31")]
ALL = ["2012-01-01", "2018-12-31"]


def as_days(pair):
    return {"first": number(pair[0]), "last": number(pair[1])}


def test_a_new_window_is_dragged_and_committed_once(page):
    assert window(page) == ALL
    drag(page, x_of(page, "2015-05-01"), x_of(page, "2015-09-01"))
    assert window(page) == ["2015-05-01", "2015-08-31"]
    assert commits(page, "window") == [as_days(["2015-05-01", "2015-08-31"])]
    assert page.locator(".dlt-readout").inner_text().split() == [
        "1",
        "May",
        "to",
        "31",
        "Aug",
        "2015",
        "1",
        "event",
    ]


def test_scrubbing_shows_the_window_before_it_is_committed(page):
    plot = page.locator(".dlt-plot").bounding_box()
    y = plot["y"] + 40
    page.mouse.move(x_of(page, "2015-05-01"), y)
    page.mouse.down()
    page.mouse.move(x_of(page, "2015-06-01"), y, steps=4)
    painted(page)
    assert page.locator(".dlt-count").inner_text() == "0 events"
    page.mouse.move(x_of(page, "2015-07-01"), y, steps=4)
    painted(page)
    assert page.locator(".dlt-count").inner_text() == "1 event"
    assert commits(page, "window") == []
    page.mouse.up()
    assert len(commits(page, "window")) == 1


def test_handles_resize_and_the_middle_moves(page):
    drag(page, x_of(page, "2015-05-01"), x_of(page, "2015-09-01"))
    drag(page, x_of(page, "2015-09-01"), x_of(page, "2016-01-01"))
    assert window(page) == ["2015-05-01", "2015-12-31"]
    drag(page, x_of(page, "2015-05-01"), x_of(page, "2015-03-01"))
    assert window(page) == ["2015-03-01", "2015-12-31"]
    drag(page, x_of(page, "2015-07-01"), x_of(page, "2015-09-01"))
    first, last = window(page)
    assert first == "2015-05-01"
    assert number(last) - number(first) == number("2015-12-31") - number("2015-03-01")


def test_a_window_stays_within_the_data_and_its_ends_do_not_cross(page):
    drag(page, x_of(page, "2015-05-01"), x_of(page, "2015-09-01"))
    drag(page, x_of(page, "2015-07-01"), x_of(page, "2015-07-01") + 2000)
    assert window(page)[1] == ALL[1]
    drag(page, x_of(page, window(page)[0]), x_of(page, "2016-12-31") + 500)
    first, last = window(page)
    assert first == last == ALL[1]


def test_double_click_shows_all_days(page):
    drag(page, x_of(page, "2015-05-01"), x_of(page, "2015-09-01"))
    plot = page.locator(".dlt-plot").bounding_box()
    page.mouse.dblclick(x_of(page, "2015-07-01"), plot["y"] + 30)
    painted(page)
    assert window(page) == ALL
    assert commits(page, "window")[-1] == as_days(ALL)


def test_a_click_takes_the_bar_when_all_is_shown(page):
    plot = page.locator(".dlt-plot").bounding_box()
    page.mouse.click(x_of(page, "2015-06-15"), plot["y"] + 30)
    painted(page)
    assert window(page) == ["2015-06-01", "2015-06-30"]


def test_the_wheel_zooms_about_the_pointer_and_sideways_it_pans(page):
    plot = page.locator(".dlt-plot").bounding_box()
    x = round(plot["x"]) + 400
    under = f"timeline.axis.dayAt({x - plot['x']})"
    day = page.evaluate(under)
    page.mouse.move(x, plot["y"] + 30)
    page.mouse.wheel(0, -1200)
    painted(page)
    view = page.evaluate("[timeline.axis.from, timeline.axis.to]")
    assert view[1] - view[0] < 200
    assert abs(page.evaluate(under) - day) < 0.01
    assert page.evaluate("timeline.axis.barUnit().name") in {"day", "week"}
    page.mouse.wheel(200, 0)
    painted(page)
    assert page.evaluate("timeline.axis.from") > view[0]
    assert window(page) == ALL, "the view moves, the window does not"


def test_the_axis_is_dragged(page):
    page.get_by_role("button", name="Zoom in on the window").click()
    before = page.evaluate("timeline.axis.from")
    axis = page.locator(".dlt-axis").bounding_box()
    page.mouse.move(axis["x"] + 300, axis["y"] + 8)
    page.mouse.down()
    page.mouse.move(axis["x"] + 200, axis["y"] + 8, steps=4)
    page.mouse.up()
    assert page.evaluate("timeline.axis.from") > before
    assert window(page) == ALL


def test_a_finger_drags_the_handle_and_two_fingers_zoom(browser):
    page = open_timeline(browser, EVENTS, width=360, has_touch=True)
    plot = page.locator(".dlt-plot").bounding_box()
    y = plot["y"] + plot["height"] / 2
    touch = page.context.new_cdp_session(page)

    def send(kind, *xs):
        points = [{"x": x, "y": y, "id": n} for n, x in enumerate(xs)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    right = plot["x"] + plot["width"]
    send("touchStart", right - 12)
    send("touchMove", right - 80)
    send("touchMove", right - 160)
    send("touchEnd")
    painted(page)
    assert window(page)[0] == ALL[0]
    assert number(window(page)[1]) < number("2016-03-01")
    kept = window(page)
    span = page.evaluate("timeline.axis.to - timeline.axis.from")
    send("touchStart", plot["x"] + 100, plot["x"] + 140)
    send("touchMove", plot["x"] + 60, plot["x"] + 200)
    send("touchMove", plot["x"] + 40, plot["x"] + 240)
    send("touchEnd")
    painted(page)
    assert page.evaluate("timeline.axis.to - timeline.axis.from") < span / 2
    assert window(page) == kept
    assert page.faults == []
    page.context.close()
