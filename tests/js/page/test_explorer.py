"""The whole explorer as Streamlit mounts it, with Python's side played by the test."""

import base64
import json

import pytest

from tests.js import made_events as made
from tests.js.conftest import open_modules

ZONES = ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"]
MOUNT = """
async (data) => {
  const { default: mount } = await import("/js/page/main.js");
  const root = document.createElement("div");
  document.body.replaceChildren(root);
  const sent = [];
  const say = (patch) => mount({
    root, data: { ...data, ...patch, view: { ...data.view, ...patch?.view },
                  urls: { ...data.urls, ...patch?.urls } },
    url: (path) => new URL(path, location.origin + "/").href,
    setStateValue: (what, value) => sent.push([what, value]),
  });
  globalThis.page = { root, sent, say, destroy: say() };
}
"""
WINDOW = "() => { const w = page.root.explorer.scene.window; return [w.first, w.last]; }"
EVENTS = [
    made.event("Hama", 36.75, 35.13, province="SY-HM"),
    made.event("Aleppo", 37.16, 36.2, type=1, province="SY-HL"),
    made.event("Aleppo", 37.16, 36.2, kind="admin1", province="SY-HL"),
]
VIEW = {
    "from": None, "to": None, "known": None, "sure": False, "at": None, "event": None,
    "province": [], "type": [], "actor": [], "source": [], "status": [], "certainty": 0,
}  # fmt: skip


def data(columns="/columns/good", **view):
    return {
        "urls": {"assets": "js/", "basemap": "basemap/", "columns": columns},
        "view": VIEW | view,
        "style": json.loads(made.style_json()),
        "list": {"rows": [], "total": 0},
        "card": None,
        "seq": 0,
    }


def serve(page):
    good = base64.b64decode(made.packed(EVENTS))
    files = {
        "good": good,
        "short": good[:-9],
        "flipped": good[:-8] + bytes(8 * [255]),
        "other": b"<html>not found</html>",
        "hama": bytes([0b001]),
    }

    def answer(route):
        body = files.get(route.request.url.rsplit("/", 1)[-1])
        route.fulfill(body=body or b"", status=404 if body is None else 200)

    page.route("**/columns/*", answer)


def mount(page, given, ready=True):
    serve(page)
    page.evaluate(MOUNT, given)
    if ready:
        page.wait_for_selector("[data-ready=true]")


def shown(page):
    return page.evaluate("() => page.root.explorer.scene.rows()")


def say(page, **patch):
    page.evaluate("(patch) => { page.say(patch); }", patch)
    page.wait_for_timeout(50)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("short", "arrived incomplete"),
        ("flipped", "do not match their checksum"),
        ("other", "does not start as one"),
        ("missing", "could not be fetched (404)"),
    ],
)
def test_a_damaged_file_gives_a_sentence_and_a_working_rest(modules, name, words):
    mount(modules, data(columns=f"/columns/{name}"))
    alert = modules.get_by_role("alert")
    assert words in alert.inner_text()
    assert "Reload the page" in alert.inner_text()
    assert modules.locator(".dl-timeline").is_visible()
    ground = "() => page.root.explorer.map.basemap.provinceAt(36.75, 35.13)?.iso"
    modules.wait_for_function(ground)
    say(modules, urls={"columns": "/columns/good"})
    modules.wait_for_function("() => page.root.explorer.scene.count() === 3")
    assert not alert.is_visible()


def test_a_link_is_applied_before_the_first_picture(modules):
    link = {"province": ["SY-HL"], "from": "2016-11-30", "to": "2016-12-02", "at": [36, 37, 8]}
    mount(modules, data(**link))
    assert shown(modules) == [1, 2]
    assert modules.evaluate(WINDOW) == [made.DAY - 1, made.DAY + 1]
    assert modules.evaluate("() => page.root.explorer.map.leaflet.getZoom()") == 8
    modules.wait_for_timeout(600)
    assert modules.evaluate("() => page.sent") == []


def test_what_we_said_comes_back_without_a_jump(modules):
    mount(modules, data())
    commit = "(d) => page.root.explorer.scene.setWindow(d, d + 10, { commit: true })"
    modules.evaluate(commit, made.DAY)
    modules.wait_for_function("() => page.sent.length === 1")
    what, value = modules.evaluate("() => page.sent[0]")
    assert (what, value["first"], value["last"]) == ("window", "2016-12-01", "2016-12-11")
    modules.evaluate(commit, made.DAY + 5)
    say(modules, view={"from": "2016-12-01", "to": "2016-12-11"})
    assert modules.evaluate(WINDOW) == [made.DAY + 5, made.DAY + 15]
    modules.wait_for_function("() => page.sent.length === 2")
    say(modules, view={"from": "2016-12-06", "to": "2016-12-16"})
    assert modules.evaluate(WINDOW) == [made.DAY + 5, made.DAY + 15]
    say(modules, view={"from": "2016-12-01", "to": "2016-12-02"})
    assert modules.evaluate(WINDOW) == [made.DAY, made.DAY + 1]
    say(modules, view={"from": None, "to": None})
    assert modules.evaluate(WINDOW) == [made.DAY, made.DAY]


def test_only_the_last_of_quick_commits_is_said(modules):
    mount(modules, data())
    modules.evaluate(
        "() => { for (const on of [true, false, true])"
        " page.root.explorer.scene.commit('sure', on); }"
    )
    modules.wait_for_timeout(700)
    assert modules.evaluate("() => page.sent") == [["sure", True]]


def test_windows_and_filters_need_no_request(modules):
    mount(modules, data())
    modules.wait_for_timeout(800)
    asked = []
    modules.on("request", lambda request: asked.append(request.url))
    modules.evaluate(
        """() => { const { scene } = page.root.explorer; scene.setWindow(1, 2);
        scene.setFilters({ type: new Set(["battle"]) }); scene.setAsOf(17200); }"""
    )
    say(modules, view={"province": ["SY-HM"], "certainty": 10})
    assert shown(modules) == []
    modules.evaluate("() => page.root.explorer.scene.setWindow(17000, 17200)")
    assert shown(modules) == [0]
    modules.wait_for_timeout(300)
    assert asked == []


def test_words_come_as_bits(modules):
    mount(modules, data())
    say(modules, urls={"words": "columns/hama"})
    modules.wait_for_function("() => page.root.explorer.scene.count() === 1")
    say(modules, urls={"words": "columns/gone"})
    modules.wait_for_function("() => page.root.explorer.scene.count() === 0")
    say(modules)
    modules.wait_for_function("() => page.root.explorer.scene.count() === 3")


def test_it_leaves_nothing_behind(modules):
    mount(modules, data())
    modules.evaluate("() => page.destroy()")
    assert modules.evaluate("() => page.root.childElementCount") == 0


@pytest.mark.parametrize("zone", ZONES)
def test_no_time_zone_shifts_a_day(browser, zone):
    page = open_modules(browser, timezone_id=zone)
    mount(page, data(**{"from": "2016-12-01", "to": "2016-12-01"}))
    assert shown(page) == [0, 1, 2]
    say(page, view={"from": "2016-12-02", "to": "2016-12-31"})
    assert shown(page) == []
    say(page, view={"from": "2016-11-01", "to": "2016-11-30"})
    assert shown(page) == []
    say(page, view={"known": "2016-11-30", "from": None, "to": None})
    assert shown(page) == []
    say(page, view={"known": "2016-12-01"})
    assert shown(page) == [0, 1, 2]
    page.evaluate("(d) => page.root.explorer.scene.setAsOf(d, { commit: true })", made.DAY)
    page.wait_for_function("() => page.sent.length === 1")
    assert page.evaluate("() => page.sent[0]") == ["known", "2016-12-01"]
    page.context.close()


def test_without_events_there_is_still_a_map(modules):
    mount(modules, data(columns=None))
    assert modules.locator(".dl-leaflet").is_visible()
    assert shown(modules) == []
    assert not modules.get_by_role("alert").is_visible()
