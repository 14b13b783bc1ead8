"""Playing: modes, loop, the end, reduced motion, on frames that the test hands out itself."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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
SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# Frames at the given milliseconds; returns what the player handed out and whether it still plays.
FRAMES = """
async ([times, options, end]) => {
  const { Player } = await import("/js/timeline/player.js");
  let waiting = null;
  const real = [window.requestAnimationFrame, window.cancelAnimationFrame];
  window.requestAnimationFrame = (callback) => { waiting = callback; return 1; };
  window.cancelAnimationFrame = () => { waiting = null; };
  const moves = [], heard = [];
  let at = 0;
  const player = new Player({
    ...options, reduced: () => Boolean(options.still),
    advance: (days) => {
      if (at >= end) return false;
      moves.push(at = Math.min(end, at + days));
      return true;
    },
    restart: () => { at = 0; moves.push("start"); },
  });
  for (const type of ["change", "settled"]) player.addEventListener(type, () => heard.push(type));
  player.play();
  for (const time of times) { const callback = waiting; waiting = null; callback?.(time); }
  [window.requestAnimationFrame, window.cancelAnimationFrame] = real;
  return { moves, heard, playing: player.playing };
}
"""


def frames(page, times, end=100, **options):
    return page.evaluate(FRAMES, [times, options, end])


def test_days_follow_the_speed_not_the_frames(modules):
    assert frames(modules, [0, 100, 200, 300], speed=10)["moves"] == [1, 2, 3]
    assert frames(modules, [0, 50, 100, 150, 200], speed=10)["moves"] == [1, 2]


def test_a_long_pause_between_frames_does_not_leap(modules):
    assert frames(modules, [0, 60_000], speed=8)["moves"] == [2]


def test_it_stops_and_settles_at_the_end(modules):
    result = frames(modules, [0, 200, 400, 600], end=3, speed=10)
    assert result == {"moves": [2, 3], "heard": ["change", "change", "settled"], "playing": False}


def test_a_loop_starts_over(modules):
    result = frames(modules, [0, 200, 400, 600, 800], end=3, speed=10, loop=True)
    assert result["moves"] == [2, 3, "start", 2]
    assert result["playing"]


def test_reduced_motion_jumps_once_a_second(modules):
    times = [0, 16, 500, 990, 1000, 1016, 2001]
    assert frames(modules, times, speed=7, still=True)["moves"] == [7, 14]


EXTENT = {"first": 0, "last": 400}
WINDOWS = st.tuples(st.integers(0, 400), st.integers(0, 400)).map(
    lambda ends: {"first": min(ends), "last": max(ends)}
)
MODES = st.sampled_from(["window", "trailing", "cumulative"])
CALL = """
async ([name, args]) => (await import("/js/timeline/window.js"))[name](...args)
"""


def call(page, name, *args):
    return page.evaluate(CALL, [name, list(args)])


def length(span):
    return span["last"] - span["first"] + 1


@SETTINGS
@given(span=WINDOWS, days=st.integers(-500, 500), mode=MODES)
def test_moved_windows_stay_within_the_data(modules, span, days, mode):
    after = call(modules, "moved", span, days, mode, EXTENT)
    assert 0 <= after["first"] <= after["last"] <= 400
    if mode == "cumulative":
        assert after["first"] == 0
    else:
        assert length(after) == length(span)


@SETTINGS
@given(span=WINDOWS, day=st.integers(-100, 500), end=st.sampled_from(["first", "last"]), mode=MODES)
def test_an_end_goes_where_it_is_put_and_never_crosses(modules, span, day, end, mode):
    after = call(modules, "withEnd", span, end, day, mode, EXTENT)
    assert 0 <= after["first"] <= after["last"] <= 400
    kept = min(400, max(0, day))
    if mode == "window":
        crossed = kept > span["last"] if end == "first" else kept < span["first"]
        assert after[end] == (span["last" if end == "first" else "first"] if crossed else kept)
    if mode == "cumulative":
        assert after == {"first": 0, "last": kept if end == "last" else span["last"]}


PLAY = """
async ([span, mode, days, extent]) => {
  const w = await import("/js/timeline/window.js");
  const shown = [w.playStart(span, mode, extent)];
  const trail = w.trailLength(span, extent);
  let next;
  while ((next = w.advanced(shown[shown.length - 1], days, mode, trail, extent))) shown.push(next);
  return { shown, trail };
}
"""


@SETTINGS
@given(span=WINDOWS, mode=MODES, days=st.integers(1, 30))
def test_playing_goes_on_to_the_last_day(modules, span, mode, days):
    result = modules.evaluate(PLAY, [span, mode, days, EXTENT])
    shown, trail = result["shown"], result["trail"]
    heads = [one["last"] for one in shown]
    assert heads[-1] == 400
    assert all(0 < after - before <= days for before, after in pairwise(heads))
    assert all(0 <= one["first"] <= one["last"] for one in shown)
    if mode == "cumulative":
        assert all(one["first"] == 0 for one in shown)
    else:
        assert all(length(one) <= max(trail, length(shown[0])) for one in shown)
    if mode == "window":
        assert {length(one) for one in shown} == {length(shown[0])}


def test_play_moves_the_window_and_pause_commits_it(page):
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number("2012-01-01"), number("2012-03-31")])
    page.get_by_role("slider", name="Time window").focus()
    page.keyboard.press("Space")
    assert page.get_by_role("button", name="Pause", exact=True).is_visible()
    until(page, f"scene.window.first > {number('2012-01-05')}")
    assert commits(page, "window") == []
    page.keyboard.press("Space")
    painted(page)
    first, last = window(page)
    assert number(last) - number(first) == number("2012-03-31") - number("2012-01-01")
    assert commits(page, "window") == [{"first": number(first), "last": number(last)}]


def test_play_from_everything_makes_a_window_that_can_move(page):
    page.get_by_role("button", name="Play", exact=True).click()
    until(page, f"scene.window.first > {number('2012-01-01')}")
    page.get_by_role("button", name="Pause", exact=True).click()
    first, last = window(page)
    assert number(last) - number(first) + 1 == 91


def choose(page, label, value):
    page.get_by_role("button", name="Timeline options").click()
    page.get_by_label(label).select_option(value)
    page.keyboard.press("Escape")


def test_cumulative_grows_from_the_first_day(page):
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number("2013-01-01"), number("2013-03-31")])
    choose(page, "Mode", "cumulative")
    assert window(page) == ["2012-01-01", "2013-03-31"]
    first = page.get_by_role("slider", name="First day")
    assert first.get_attribute("aria-disabled") == "true"
    page.get_by_role("slider", name="Last day").press("PageUp")
    assert window(page) == ["2012-01-01", "2013-04-30"]
    first.press("ArrowRight")
    assert window(page) == ["2012-01-01", "2013-04-30"], "the start is not moved"
    assert page.get_by_label("From", exact=True).is_disabled()


def test_trailing_keeps_its_length_behind_the_head(page):
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number("2013-01-01"), number("2013-01-31")])
    choose(page, "Mode", "trailing")
    page.get_by_role("slider", name="Last day").press("Shift+ArrowRight")
    assert window(page) == ["2013-01-08", "2013-02-07"]


def test_taking_hold_of_the_brush_stops_playing(page):
    page.get_by_role("button", name="Play", exact=True).click()
    page.get_by_role("slider", name="Last day").press("ArrowLeft")
    assert page.get_by_role("button", name="Play", exact=True).is_visible()
    assert not page.evaluate("timeline.player.playing")


def test_reduced_motion_is_asked_of_the_reader(browser):
    page = open_timeline(browser, EVENTS, reduced_motion="reduce")
    assert page.evaluate("timeline.player.reduced()")
    page.context.close()
