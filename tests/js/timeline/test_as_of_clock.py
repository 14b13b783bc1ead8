"""The second clock: what was known by a day."""

from tests.js.timeline_page import commits, event, number, painted, until

EVENTS = [
    event("2015-01-01", known="2015-01-05"),
    event("2015-06-10", changes=[("2015-06-12", 0), ("2015-09-01", 2)], id=7),
    event("2016-12-31", known="2017-03-01", type=1),
]
ROW = {"title": "An event", "when": "10 Jun 2015", "place": "Hama", "province": "Hama"}
ROW |= {"type": "battle", "certainty": 80, "sources": 2}
LIST = {"rows": [{**ROW, "id": "000000000007", "status": "disputed"}], "total": 1}
PANEL = {"list": LIST}


def switch(page):
    return page.get_by_role("button", name="As known on", exact=True)


def knob(page):
    return page.get_by_role("slider", name="As known on")


def test_switched_on_it_starts_where_nothing_changes(page):
    assert knob(page).count() == 0
    before = page.locator(".dlt").bounding_box()
    switch(page).click()
    painted(page)
    assert switch(page).get_attribute("aria-pressed") == "true"
    assert knob(page).get_attribute("aria-valuetext") == "1 March 2017"
    assert page.locator(".dlt-count").inner_text() == "3 events"
    assert page.locator(".dlt").bounding_box() == before, "nothing on the page moves"
    assert commits(page, "known") == [number("2017-03-01")]
    switch(page).click()
    painted(page)
    assert knob(page).count() == 0
    assert commits(page, "known")[-1] is None


def test_only_what_was_public_counts(page):
    switch(page).click()
    day = page.get_by_role("textbox", name="As known on")
    for typed, expected in [("2015-01-04", None), ("2015-01-05", 1), ("2015-06-12", 2)]:
        day.fill(typed)
        day.press("Enter")
        painted(page)
        if expected is None:
            fault = page.locator(".dlt-fault:not(:empty)").inner_text()
            assert fault == "Nothing was public before 2015-01-05. Still 2017-03-01."
        else:
            assert page.locator(".dlt-count").inner_text().split()[0] == str(expected)
    assert commits(page, "known")[-1] == number("2015-06-12")


def test_bars_and_rows_show_the_status_of_that_day(page):
    chip = page.locator(".dlp-row .dlp-chip")
    assert chip.get_attribute("title") == "Battle, disputed"
    page.get_by_role("button", name="Timeline options").click()
    page.get_by_label("Bars by").select_option("status")
    page.keyboard.press("Escape")
    bars = "timeline.chart.bars.series.map((bins) => Math.round(bins.reduce((a, b) => a + b, 0)))"
    painted(page)
    assert page.evaluate(bars) == [2, 0, 1]
    page.evaluate("(day) => scene.setAsOf(day)", number("2015-08-31"))
    painted(page)
    assert page.evaluate(bars) == [2, 0, 0]
    assert chip.get_attribute("title") == "Battle, single source"


def test_keys_and_play_move_the_clock_alone(page):
    switch(page).click()
    painted(page)
    held = page.evaluate("({...scene.window})")
    knob(page).press("Home")
    painted(page)
    assert knob(page).get_attribute("aria-valuetext") == "5 January 2015"
    knob(page).press("ArrowRight")
    knob(page).press("Shift+ArrowRight")
    painted(page)
    assert knob(page).get_attribute("aria-valuetext") == "13 January 2015"
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Pause", exact=True).is_visible()
    until(page, f"scene.asOf > {number('2015-02-01')}")
    page.keyboard.press("Space")
    assert not page.evaluate("timeline.clock.player.playing")
    assert page.evaluate("({...scene.window})") == held
    assert commits(page, "known")[-1] == page.evaluate("scene.asOf")


def test_the_knob_is_dragged_and_committed_once(page):
    switch(page).click()
    painted(page)
    before = len(commits(page, "known"))
    row = page.locator(".dlt-known").bounding_box()
    page.mouse.move(row["x"] + row["width"] - 4, row["y"] + 16)
    page.mouse.down()
    page.mouse.move(row["x"] + row["width"] / 2, row["y"] + 16, steps=5)
    assert len(commits(page, "known")) == before
    page.mouse.up()
    painted(page)
    assert len(commits(page, "known")) == before + 1
    assert abs(page.evaluate("scene.asOf") - (number("2015-01-01") + number("2017-03-01")) / 2) < 4


def test_only_one_of_the_two_clocks_plays(page):
    switch(page).click()
    painted(page)
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("button", name="Play how it became known").click()
    assert page.evaluate("[timeline.player.playing, timeline.clock.player.playing]") == [
        False,
        True,
    ]
