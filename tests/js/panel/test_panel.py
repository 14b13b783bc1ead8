"""The panel: list, card and provinces; hostile text; the keyboard."""

import pytest

from tests.js import reference as ref
from tests.js.timeline_page import commits, event, number, painted

HOSTILE = [
    "<script>fault()</script>",
    "<img src=x onerror=fault()>",
    "{{7*7}}",
    "${7*7}",
    "`",
    "<b>x",
]
IDS = [ref.id_text(n) for n in range(1, 5)]
EVENTS = [
    event("2012-01-01", id=1, type=0),
    event("2015-06-10", "2015-07-09", id=2, type=1, province=1),
    event("2018-12-31", id=3, type=2, province=0),
]


def row(n, **other):
    base = {"title": f"Event {n}", "when": "10 Jun 2015", "place": "Hama", "province": "Hama"}
    base |= {"type": "battle", "status": "single-source", "certainty": 80, "sources": 1}
    return {**base, "id": IDS[n], **other}


def claim(**other):
    report = {"title": "A report", "publisher": "A paper", "author": "A. Writer"}
    report |= {"published": "2015-06-12", "url": "https://example.org/a"}
    base = {
        "words": "It was said.",
        "toponym": "Hamah",
        "date_words": "last month",
        "when": "May 2015",
    }
    return {
        **base,
        "modality": "alleged",
        "origin": "",
        "known": "2015-06-12",
        "report": report,
        **other,
    }


def card(**other):
    base = {"id": IDS[1], "title": "Event 1", "type": "strike", "status": "single-source"}
    base |= {
        "when": "May 2015",
        "place": "Hama",
        "kind": "admin1",
        "certainty": 72,
        "actors": ["An army"],
    }
    return {**base, "figures": {"low": 2, "best": 3, "high": 5}, "claims": [claim()], **other}


LIST = {"rows": [row(0), row(1), row(2)], "total": 3}
PANEL = {"list": LIST, "card": None}


def give(page, **data):
    page.evaluate("(data) => panel.setData(data)", {"list": LIST, "card": None, **data})
    painted(page)


def rows(page):
    return page.locator(".dlp-row")


def focused_id(page):
    return page.evaluate("document.activeElement.dataset.id ?? null")


def test_rows_say_what_when_where_and_how_many(page):
    give(
        page,
        list={"rows": [row(0, sources=2, place="Hama", province="Hama Governorate")], "total": 7},
    )
    assert rows(page).inner_text().split("\n")[-2:] == [
        "Event 0",
        "10 Jun 2015 · Hama · Hama Governorate · 2 sources",
    ]
    assert (
        page.locator(".dlp-events .dlp-line").first.inner_text()
        == "7 events; the first 1 are listed"
    )
    assert rows(page).locator(".dlp-chip").get_attribute("title") == "Battle, single source"


def test_a_place_that_is_an_area_is_never_passed_off_as_a_point(page):
    give(
        page,
        list={"rows": [row(0, kind="admin1", place="Latakia", province="Latakia")], "total": 1},
    )
    assert "Latakia (province) ·" in rows(page).inner_text()
    text = open_card(page, kind="region", place="Caspian Sea coast", radius=40).inner_text()
    assert "Caspian Sea coast (region, not a point, within 40 km)" in text


def test_the_list_says_when_it_follows_the_map(page):
    give(page, list={"rows": [row(0), row(1)], "total": 2, "all": 7})
    line = page.locator(".dlp-events .dlp-line").first
    assert line.inner_text() == "2 of 7 events in the map's view"
    give(page, list={"rows": [], "total": 0, "all": 7})
    assert page.locator(".dlp-empty").inner_text() == "No event lies in the map's view."


def test_an_empty_list_says_what_to_do(page):
    give(page, list={"rows": [], "total": 0})
    assert "Widen the window" in page.locator(".dlp-empty").inner_text()


def test_the_list_is_one_tab_stop_with_arrows_inside(page):
    page.get_by_role("tab", name="Events").focus()
    page.keyboard.press("Tab")
    assert focused_id(page) == IDS[0]
    for key, expected in [
        ("ArrowDown", 1),
        ("End", 2),
        ("ArrowDown", 2),
        ("ArrowUp", 1),
        ("Home", 0),
    ]:
        page.keyboard.press(key)
        assert focused_id(page) == IDS[expected]


def test_a_card_opens_and_closes_by_key_and_gives_the_focus_back(page):
    rows(page).nth(1).focus()
    page.keyboard.press("Enter")
    assert commits(page, "event") == [IDS[1]]
    assert page.evaluate("document.activeElement.textContent") == "All events"
    assert "Fetching" in page.locator(".dlp-card").inner_text()
    give(page, card=card())
    assert page.get_by_role("heading", name="Event 1").is_visible()
    page.keyboard.press("Escape")
    assert commits(page, "event") == [IDS[1], None]
    assert focused_id(page) == IDS[1]


def test_the_card_of_another_event_is_not_shown_for_this_one(page):
    page.evaluate("(id) => scene.selectId(id)", IDS[2])
    give(page, card=card())
    assert "Fetching" in page.locator(".dlp-card").inner_text()


def open_card(page, **other):
    page.evaluate("(id) => scene.selectId(id)", IDS[1])
    give(page, card=card(**other))
    return page.locator(".dlp-card")


def test_the_card_sets_what_was_written_beside_what_it_was_read_as(page):
    text = " ".join(open_card(page).inner_text().split())
    for part in [
        "Hama (province, not a point)",
        "Single source. One independent source says so.",
        "72 of 100",
        "An army",
        "2 to 5, best estimate 3",
        "Alleged",
        "Place as written: Hamah",
        "Date as written: last month, read as May 2015",
        "A paper, A. Writer, A report, 12 Jun 2015",
    ]:
        assert part in text.replace("“", "").replace("”", ""), part
    link = page.locator(".dlp-citation a")
    assert link.get_attribute("href") == "https://example.org/a"
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_a_relayed_claim_names_whom_it_relays_and_a_later_one_is_marked(page):
    page.evaluate("(day) => scene.setAsOf(day)", number("2018-01-01"))
    later = claim(origin="An agency", known="2018-06-01")
    text = open_card(page, claims=[claim(), later]).inner_text()
    assert "relayed from An agency" in text
    assert text.count("Not yet public on 1 Jan 2018") == 1
    assert "public since 1 Jun 2018" in text
    assert "2 more claims became public after 1 Jan 2018." in open_card(page, later=2).inner_text()


def test_only_web_addresses_become_links(page):
    for url in ["javascript:x", " javascript:x", "data:text/html,x", "file:///x", "x", "", None, 7]:
        report = {"title": "A report", "publisher": "A paper", "published": "2015", "url": url}
        open_card(page, claims=[claim(report=report, words=str(url))])
        assert page.locator(".dlp-citation a").count() == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text(page, text):
    report = dict.fromkeys(["title", "publisher", "author", "published"], text)
    report["url"] = f"https://example.org/{text}"
    fields = dict.fromkeys(["words", "toponym", "date_words", "when", "modality", "origin"], text)
    names = dict.fromkeys(["title", "when", "place", "province", "type", "status"], text)
    give(page, list={"rows": [row(1, **names)], "total": 1})
    assert rows(page).inner_text().count(text) >= 4
    whole = open_card(
        page, **{k: names[k] for k in ("title", "when", "place")}, kind=text, actors=[text],
        figures=text, claims=[claim(**fields, report=report)],
    )  # fmt: skip
    assert whole.inner_text().count(text) >= 12
    markup = page.locator(".dlp img, .dlp script, .dlp b")
    assert markup.count() == 0


def test_names_are_set_in_their_own_direction(page):
    give(page, list={"rows": [row(0, title="ظهور في حلب")], "total": 1})
    assert page.locator(".dlp-title").evaluate("(e) => getComputedStyle(e).direction") == "rtl"


def test_rows_that_leave_a_moving_window_are_dimmed_at_once(page):
    give(page, list={"rows": [row(0), row(2)], "total": 2})
    page.evaluate("([a, b]) => scene.setWindow(a, b)", [number("2012-01-01"), number("2013-01-01")])
    painted(page)
    dimmed = rows(page).evaluate_all("(all) => all.map((e) => e.classList.contains('is-out'))")
    assert dimmed == [False, True]


def strips(page):
    return page.locator(".dlp-strip")


def test_provinces_are_ranked_and_filter(page):
    page.get_by_role("tab", name="Provinces").click()
    painted(page)
    names = page.locator(".dlp-strip-name").all_inner_texts()
    assert names == ["SY-HM", "SY-HL"]
    assert page.locator(".dlp-strip-count").all_inner_texts() == ["2", "1"]
    strips(page).nth(1).focus()
    page.keyboard.press("Enter")
    painted(page)
    assert commits(page, "province") == [["SY-HL"]]
    assert page.evaluate("scene.count()") == 1
    assert page.locator(".dlp-strip-count").all_inner_texts() == ["2", "1"]
    pressed = strips(page).evaluate_all("(all) => all.map((e) => e.getAttribute('aria-pressed'))")
    assert pressed == ["false", "true"]
    page.get_by_role("button", name="All provinces").click()
    assert commits(page, "province")[-1] == []


def test_provinces_are_ranked_again_only_when_a_window_is_committed(page):
    page.get_by_role("tab", name="Provinces").click()
    painted(page)
    set_window = "([a, b, commit]) => scene.setWindow(a, b, { commit })"
    days = [number("2015-06-01"), number("2015-08-01")]
    page.evaluate(set_window, [*days, False])
    painted(page)
    assert page.locator(".dlp-strip-name").all_inner_texts() == ["SY-HM", "SY-HL"]
    assert page.locator(".dlp-strip-count").all_inner_texts() == ["0", "1"]
    page.evaluate(set_window, [*days, True])
    painted(page)
    assert page.locator(".dlp-strip-name").all_inner_texts() == ["SY-HL", "SY-HM"]
