"""Typing exact days: good ones move the window, bad ones get a sentence and change nothing."""

import pytest

from tests.js.timeline_page import commits, event, number, open_timeline, painted, window

EVENTS = [event("2012-01-01"), event("2015-06-10"), event("2018-12-31")]
ALL = ["2012-01-01", "2018-12-31"]
FAULT = ".dlt-fault:not(:empty)"


def write(page, label, text):
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")
    painted(page)
    return field


def test_days_are_shown_and_typed(page):
    assert page.get_by_label("From", exact=True).input_value() == ALL[0]
    write(page, "From", "2015-06")
    write(page, "To", "2015-06")
    assert window(page) == ["2015-06-01", "2015-06-30"]
    assert page.get_by_label("To", exact=True).input_value() == "2015-06-30"
    assert commits(page, "window")[-1] == {
        "first": number("2015-06-01"),
        "last": number("2015-06-30"),
    }


def test_days_beyond_the_data_may_be_typed(page):
    write(page, "To", "2030-01-01")
    assert window(page) == [ALL[0], "2030-01-01"]


@pytest.mark.parametrize(
    ("label", "text", "sentence"),
    [
        ("From", "yesterday", "“yesterday” is not a day; write it like 2015-10-01."),
        ("To", "2016-02-30", "“2016-02-30” is not a day; write it like 2015-10-01."),
        ("To", "", "Write a day such as 2015-10-01."),
        ("From", "2019-01-01", "That is after the last day, 2018-12-31."),
        ("To", "2011-01-01", "That is before the first day, 2012-01-01."),
        ("From", "<img src=x onerror=alert(1)>", "“<img src=x onerror=alert…” is not a day;"),
    ],
)
def test_bad_days_get_a_sentence_and_change_nothing(page, label, text, sentence):
    field = write(page, label, text)
    fault = page.locator(FAULT)
    assert fault.inner_text().startswith(sentence)
    assert f"Still {ALL[0] if label == 'From' else ALL[1]}." in fault.inner_text()
    assert field.get_attribute("aria-invalid") == "true"
    assert field.get_attribute("aria-describedby") == fault.get_attribute("id")
    assert window(page) == ALL
    assert commits(page, "window") == []
    assert page.locator(".dlt img").count() == 0


def test_escape_and_a_good_day_take_the_sentence_away(page):
    field = write(page, "To", "nonsense")
    field.press("Escape")
    assert page.locator(FAULT).count() == 0
    assert field.input_value() == ALL[1]
    write(page, "To", "nonsense")
    write(page, "To", "2016-01-01")
    assert page.locator(FAULT).count() == 0
    assert field.get_attribute("aria-invalid") is None


def test_a_moving_window_does_not_overwrite_what_is_being_written(page):
    field = page.get_by_label("From", exact=True)
    field.fill("2015-0")
    page.evaluate("scene.setWindow(scene.window.first + 3, scene.window.last)")
    painted(page)
    assert field.input_value() == "2015-0"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_no_time_zone_shifts_what_is_typed(browser, zone):
    page = open_timeline(browser, EVENTS, timezone_id=zone)
    assert page.get_by_label("From", exact=True).input_value() == ALL[0]
    write(page, "From", "2015-03-29")
    assert window(page)[0] == "2015-03-29"
    assert page.locator(".dlt-when").inner_text() == "29 Mar 2015 to 31 Dec 2018"
    page.context.close()
