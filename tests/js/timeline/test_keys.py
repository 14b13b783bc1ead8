"""Keyboard alone, and what a screen reader hears."""

import pytest

from tests.js.timeline_page import (
    commits,
    event,
    number,
    open_timeline,
    painted,
    until,
    window,
)

EVENTS = [event("2012-01-01"), event("2015-06-10", "2015-07-09"), event("2018-12-31")]
ALL = ["2012-01-01", "2018-12-31"]


def slider(page, name):
    return page.get_by_role("slider", name=name, exact=True)


def set_window(page, first, last):
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number(first), number(last)])
    painted(page)


@pytest.mark.parametrize(
    ("name", "key", "expected"),
    [
        ("First day", "ArrowRight", ["2015-06-02", "2015-06-30"]),
        ("First day", "ArrowLeft", ["2015-05-31", "2015-06-30"]),
        ("First day", "Shift+ArrowRight", ["2015-06-08", "2015-06-30"]),
        ("First day", "PageDown", ["2015-05-01", "2015-06-30"]),
        ("First day", "Home", ["2012-01-01", "2015-06-30"]),
        ("First day", "End", ["2015-06-30", "2015-06-30"]),
        ("Last day", "ArrowUp", ["2015-06-01", "2015-07-01"]),
        ("Last day", "Shift+ArrowLeft", ["2015-06-01", "2015-06-23"]),
        ("Last day", "PageUp", ["2015-06-01", "2015-07-31"]),
        ("Last day", "Home", ["2015-06-01", "2015-06-01"]),
        ("Last day", "End", ["2015-06-01", "2018-12-31"]),
        ("Time window", "ArrowRight", ["2015-06-02", "2015-07-01"]),
        ("Time window", "PageUp", ["2015-07-01", "2015-07-31"]),
        ("Time window", "PageDown", ["2015-05-01", "2015-05-31"]),
        ("Time window", "Home", ["2012-01-01", "2012-01-30"]),
        ("Time window", "End", ["2018-12-02", "2018-12-31"]),
    ],
)
def test_keys_move_the_sliders(page, name, key, expected):
    set_window(page, "2015-06-01", "2015-06-30")
    slider(page, name).focus()
    page.keyboard.press(key)
    painted(page)
    assert window(page) == expected


def test_keys_commit_once_they_are_quiet_or_the_focus_leaves(page):
    slider(page, "Last day").focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert commits(page, "window") == []
    until(page, "commits.length === 1")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    assert commits(page, "window")[1:] == [
        {"first": number("2012-01-01"), "last": number("2018-12-27")}
    ]


def test_sliders_speak_days(page):
    set_window(page, "2015-06-01", "2015-06-30")
    first, last = slider(page, "First day"), slider(page, "Last day")
    assert first.get_attribute("aria-valuetext") == "1 June 2015"
    assert last.get_attribute("aria-valuetext") == "30 June 2015"
    assert slider(page, "Time window").get_attribute("aria-valuetext") == "June 2015"
    limits = [first.get_attribute(f"aria-value{part}") for part in ("min", "now", "max")]
    assert limits == [str(number(day)) for day in ("2012-01-01", "2015-06-01", "2015-06-30")]
    set_window(page, "2015-06-02", "2015-07-03")
    spoken = slider(page, "Time window").get_attribute("aria-valuetext")
    assert spoken == "2 June 2015 to 3 July 2015"


def test_a_committed_window_is_announced_once(page):
    slider(page, "Last day").focus()
    page.keyboard.press("PageDown")
    until(page, "commits.length === 1")
    said = page.locator(".dlt [role=status]").inner_text()
    assert said == "2 events, 1 January 2012 to 30 November 2018"


def test_tab_reaches_every_control_in_order(page):
    page.evaluate("document.querySelector('.dlt button').focus()")
    names = []
    for _ in range(40):
        here = "document.activeElement"
        if not page.evaluate(f"Boolean({here}.closest('.dlt'))"):
            break
        names.append(
            page.evaluate(
                f"{here}.getAttribute('aria-label') || {here}.labels?.[0]?.innerText"
                f" || {here}.innerText"
            ).strip()
        )
        page.keyboard.press("Tab")
    assert names == [
        "Zoom out in time",
        "Zoom in on the window",
        "Show all days",
        "May be",
        "First day",
        "Time window",
        "Last day",
        "Step back",
        "Play",
        "Step forward",
        "Speed of playing",
        "From",
        "To",
        "As known on",
        "Timeline options",
    ]


def test_plus_minus_and_nought_zoom(page):
    slider(page, "Time window").focus()
    page.keyboard.press("+")
    painted(page)
    assert not page.evaluate("timeline.axis.whole")
    page.keyboard.press("-")
    assert page.evaluate("timeline.axis.whole")
    page.keyboard.press("PageDown")
    set_window(page, "2015-06-01", "2015-06-30")
    page.keyboard.press("0")
    assert window(page) == ALL


def test_comma_and_full_stop_move_the_view(page):
    slider(page, "Time window").focus()
    page.keyboard.press("+")
    middle = page.evaluate("timeline.axis.from")
    page.keyboard.press(".")
    later = page.evaluate("timeline.axis.from")
    page.keyboard.press(",")
    assert later > middle
    assert abs(page.evaluate("timeline.axis.from") - middle) < 0.01
    assert window(page) == ALL


def test_steps_keep_whole_months(page):
    set_window(page, "2015-01-01", "2015-01-31")
    forward = page.get_by_role("button", name="Step forward")
    for expected in (["2015-02-01", "2015-02-28"], ["2015-03-01", "2015-03-31"]):
        forward.focus()
        page.keyboard.press("Enter")
        assert window(page) == expected
    page.get_by_role("button", name="Step back").press("Enter")
    assert window(page) == ["2015-02-01", "2015-02-28"]
    assert len(commits(page, "window")) == 3


def test_may_be_and_surely_by_key(page):
    set_window(page, "2015-07-01", "2015-12-31")
    assert page.locator(".dlt-count").inner_text() == "1 event"
    page.get_by_role("radio", name="May be").focus()
    page.keyboard.press("ArrowRight")
    painted(page)
    assert page.locator(".dlt-count").inner_text() == "0 events"
    assert commits(page, "sure") == [True]


def test_options_open_and_close_by_key_and_jump_to_a_day(page):
    set_window(page, "2015-06-01", "2015-06-30")
    options = page.get_by_role("button", name="Timeline options")
    options.press("Enter")
    assert options.get_attribute("aria-expanded") == "true"
    page.get_by_label("Go to").fill("2016-02-10")
    page.get_by_label("Go to").press("Enter")
    assert window(page) == ["2016-02-10", "2016-03-10"]
    page.get_by_label("Mode").focus()
    page.keyboard.press("Escape")
    assert options.get_attribute("aria-expanded") == "false"
    assert options.evaluate("(button) => button === document.activeElement")


def test_all_touch_targets_are_big_enough(browser):
    page = open_timeline(browser, EVENTS, width=360)
    boxes = page.locator(".dlt button, .dlt select, .dlt input, .dlp button").evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility())"
        ".map((one) => [one.getBoundingClientRect().height, one.outerHTML])"
    )
    assert [html for height, html in boxes if height < 32] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()


def tab_to(page, name):
    """Press Tab until the focus is on something of that name."""
    here = "document.activeElement"
    named = (
        f"{here}.getAttribute('aria-label') || {here}.labels?.[0]?.innerText || {here}.innerText"
    )
    for _ in range(60):
        if (page.evaluate(named) or "").strip() == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {name}")


def test_the_keyboard_alone_does_all_of_it(page):
    keys = page.keyboard
    tab_to(page, "Events")
    keys.press("ArrowRight")
    painted(page)
    assert page.locator(".dlp-strip").count() == 1
    tab_to(page, "Last day")
    keys.press("Home")
    keys.press("PageUp")
    assert window(page) == ["2012-01-01", "2012-02-01"]
    tab_to(page, "Step forward")
    keys.press("Space")
    assert window(page) == ["2012-02-01", "2012-03-01"]
    tab_to(page, "From")
    keys.press("Control+a")
    keys.type("2012-02-15\n")
    assert window(page)[0] == "2012-02-15"
    tab_to(page, "As known on")
    keys.press("Enter")
    painted(page)
    assert page.evaluate("scene.asOf") == number("2018-12-31")
    tab_to(page, "Play how it became known")
    keys.press("Space")
    assert page.evaluate("timeline.clock.player.playing")
    keys.press("Space")
    assert not page.evaluate("timeline.clock.player.playing")
    tab_to(page, "Timeline options")
    keys.press("Enter")
    tab_to(page, "Mode")
    keys.press("End")
    assert page.evaluate("timeline.mode") == "cumulative"
    keys.press("Escape")
    tab_to(page, "May be")
    keys.press("ArrowRight")
    assert page.evaluate("scene.containment")
    tab_to(page, "Show all days")
    keys.press("Enter")
    assert window(page) == ALL
