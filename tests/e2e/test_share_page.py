"""The page that is one file does what the dashboard does, from disk and with no request."""

import re
from datetime import date

import pytest

from geo.model.event import event_id
from geo.model.view import View
from geo.share.page import html_page as page_module
from geo.share.page.html_page import page
from geo.store.query.select import select
from geo.store.table import seed_table
from tests.unit.share.share_data import HOSTILE, table

READY = '[data-ready="true"]'


@pytest.fixture(scope="module")
def seeds(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "seeds.html"
    path.write_bytes(page(seed_table(), View()))
    return path


@pytest.fixture
def open_file(browser):
    """Open a file as a reader would; at the end there was no request and nothing was refused."""
    contexts, asked, said = [], [], []

    def opened(path, **more):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **more)
        contexts.append(context)
        tab = context.new_page()
        tab.on("request", lambda request: asked.append(request.url))
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.goto(path.as_uri())
        tab.wait_for_selector(READY)
        assert asked == [path.as_uri()]
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert len(asked) == len(contexts)
    assert said == []


def titles(tab):
    return tab.locator(".dlp-row .dlp-title").all_text_contents()


def expected(view):
    rows = select(seed_table().columns, view).rows
    return [seed_table().event(int(row)).title for row in rows]


def zoom_out(tab):
    """Show the whole world, so that the list has every event that is visible."""
    tab.evaluate("document.querySelector('.dateline-explorer').explorer.map.leaflet.setZoom(2)")


def test_it_says_what_it_shows_and_cites(open_file, seeds):
    tab = open_file(seeds)
    assert tab.locator("h1").inner_text() == f"{len(expected(View()))} events, at any time"
    assert "not in this file" in tab.locator("header").inner_text()
    foot = tab.locator("footer").inner_text()
    for report in seed_table().reports.values():
        assert report.citation in foot
    assert re.search(r"Data [0-9a-f]{12}", foot)


def test_a_province_is_chosen(open_file, seeds):
    tab = open_file(seeds)
    tab.get_by_role("button", name="Province", exact=True).click()
    tab.get_by_role("option", name="Hama").click()
    tab.keyboard.press("Escape")
    wanted = expected(View(provinces=("SY-HM",)))
    tab.wait_for_function(
        "n => document.querySelectorAll('.dlp-row').length === n", arg=len(wanted)
    )
    assert titles(tab) == wanted
    assert f"{len(wanted)} of" in tab.locator(".dlf-live").inner_text()


def test_the_window_is_typed_and_dragged(open_file, seeds):
    tab = open_file(seeds)
    zoom_out(tab)
    field = tab.get_by_label("From", exact=False).first
    field.fill("2017-03-01")
    field.press("Enter")
    wanted = expected(View(first=date(2017, 3, 1)))
    tab.wait_for_function(
        "n => document.querySelectorAll('.dlp-row').length === n", arg=len(wanted)
    )
    assert titles(tab) == wanted
    slider = tab.get_by_role("slider").first
    slider.focus()
    slider.press("End")
    tab.wait_for_function("n => document.querySelectorAll('.dlp-row').length < n", arg=len(wanted))


def test_a_card_opens_with_its_claims_and_citations(open_file, seeds):
    tab = open_file(seeds)
    row = tab.locator(".dlp-row").filter(has_text="Soleimani addresses Iranian officers").first
    row.click()
    card = tab.locator(".dlp-one")
    card.locator("blockquote").first.wait_for()
    said = card.inner_text()
    event = next(e for e in map(seed_table().event, range(60)) if "addresses Iranian" in e.title)
    for claim in event.claims:
        assert claim.words in said
        assert seed_table().reports[claim.report_id].title in said
    tab.keyboard.press("Escape")
    assert tab.locator(".dlp-row").first.is_visible()


def test_words_are_searched(open_file, seeds):
    tab = open_file(seeds)
    zoom_out(tab)
    tab.get_by_label("Words", exact=True).fill("Citadel photo")
    wanted = expected(View(query="Citadel photo"))
    assert wanted
    tab.wait_for_function(
        "n => document.querySelectorAll('.dlp-row').length === n", arg=len(wanted)
    )
    assert titles(tab) == wanted


def test_hostile_text_is_shown_letter_for_letter(open_file, tmp_path):
    path = tmp_path / "hostile.html"
    path.write_bytes(page(table(), View(query="{{7*7}}", event=event_id("hostile"))))
    tab = open_file(path)
    tab.locator(".dlp-one blockquote").first.wait_for()
    assert tab.locator(".dlp-one h2").text_content() == HOSTILE
    assert "{{7*7}}" in tab.locator("h1").inner_text()
    assert tab.locator("script").count() == 1


def test_it_fits_a_telephone_and_follows_its_theme(open_file, seeds):
    tab = open_file(seeds, color_scheme="dark")
    tab.set_viewport_size({"width": 360, "height": 740})
    tab.wait_for_function("() => document.documentElement.scrollWidth <= 360")
    color = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert color == "rgb(17, 23, 27)"


def test_the_policy_allows_nothing_but_its_own_script(seeds):
    text = seeds.read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy and "http" not in policy


def test_the_same_view_gives_the_same_bytes():
    view = View(provinces=("SY-HM",))
    assert page(seed_table(), view) == page(seed_table(), view)


def test_a_file_of_very_many_events_does_the_same(open_file, tmp_path, monkeypatch):
    monkeypatch.setattr(page_module, "MOST_FULL", 20)
    path = tmp_path / "many.html"
    path.write_bytes(page(seed_table(), View()))
    tab = open_file(path)
    zoom_out(tab)
    tab.wait_for_function(
        "n => document.querySelectorAll('.dlp-row').length === n", arg=len(expected(View()))
    )
    assert titles(tab) == expected(View())
    tab.get_by_role("button", name="Province", exact=True).click()
    tab.get_by_role("option", name="Hama").click()
    tab.keyboard.press("Escape")
    wanted = expected(View(provinces=("SY-HM",)))
    tab.wait_for_function(
        "n => document.querySelectorAll('.dlp-row').length === n", arg=len(wanted)
    )
    tab.locator(".dlp-row").first.click()
    card = tab.locator(".dlp-one")
    card.locator(".dlp-citation").first.wait_for()
    assert wanted[0] in card.inner_text() and "Long War Journal" in card.inner_text()
    assert card.locator("blockquote").count() == 0


def test_a_damaged_file_says_so(browser, seeds, tmp_path):
    path = tmp_path / "damaged.html"
    text = seeds.read_text(encoding="utf-8")
    at = text.index('data-file="events">') + 400
    path.write_text(
        text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :], encoding="utf-8"
    )
    tab = browser.new_page()
    tab.goto(path.as_uri())
    assert "damaged" in tab.get_by_role("alert").first.inner_text()
    tab.close()
