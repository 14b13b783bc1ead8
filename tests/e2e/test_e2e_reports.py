"""Reports from the drop to the map, over closed tabs and a server that was killed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from gazetteer import Gazetteer
from gazetteer.index.build import ensure_base
from tests.e2e.conftest import serving, start_server, wait_until_healthy

BRIDGE = """Rebels take a town north of Hama

Published on 24 March 2017

Rebel fighters captured the town of Souran in northern Hama on Tuesday, a monitoring group said.

On Thursday air strikes hit Khan Sheikhoun, killing 7 civilians, residents said.

Share this article
"""
MARKET = """Protest over aid in the north

By Karim Haddad, 25 March 2017

Hundreds of people protested in Idlib city on Friday to demand aid, activists said.

Comments

2 responses to "Protest over aid in the north"

Omar says:
March 26, 2017 at 10:01
What about Grozny? They killed thousands there in 1995.
"""
HOSTILE = """<img src=x onerror="document.title='x'"> {{7*7}} ${7*7}

Published on 24 March 2017

Rebel fighters captured the town of Souran in Syria on Tuesday, {{7*7}} `said` <i>x</i>.
<script>alert(1)</script>
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data directory with this machine's base gazetteer and nothing else."""
    base = ensure_base()
    folder = tmp_path / "home" / "gazetteer"
    folder.mkdir(parents=True)
    (folder / base.name).symlink_to(base, target_is_directory=True)
    return folder.parent


@pytest.fixture
def url(home: Path) -> Iterator[str]:
    with serving(home) as address:
        yield address


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    def made(**texts: str) -> list[str]:
        paths = [tmp_path / f"{name}.txt" for name in texts]
        for path, text in zip(paths, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8")
        return [str(path) for path in paths]

    return made


def reports_page(page: Page) -> Page:
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_text("On the map").last).to_be_visible()
    return page


def drop(page: Page, paths: list[str]) -> None:
    page.locator("input[type=file]").first.set_input_files(paths)
    ready(page)


def ready(page: Page) -> None:
    page.wait_for_selector(".dlr[data-ready='true']", timeout=60_000)


def at_rest(page: Page) -> None:
    """Wait until the page's script has run: what it draws anew would swallow a click."""
    page.wait_for_selector("[data-test-script-state='notRunning']")


def shows(page: Page, words: str) -> None:
    """Expect a text on the page; for a moment the one before may be there too."""
    expect(page.locator(".dlr-body").filter(has_text=words)).to_be_visible(timeout=20_000)


def called(name: str) -> str:
    """Return what the gazetteer calls a place."""
    place = Gazetteer().resolve(name, "SY").place
    assert place
    return place.name


def row(page: Page, title: str) -> Locator:
    return page.locator(".dlr-item").filter(has_text=title)


def open_row(page: Page, title: str) -> Locator:
    found = row(page, title)
    if found.locator(".dlr-head").get_attribute("aria-expanded") != "true":
        found.locator(".dlr-head").click()
    return found


def choose_place(page: Page, name: str, answer: str) -> None:
    """Look a name up in the dialog and take one of the gazetteer's answers."""
    dialog = page.get_by_role("dialog")
    box = dialog.get_by_label("Look up another name")
    box.fill(name)
    box.press("Enter")
    dialog.get_by_role("combobox", name=re.compile("Place")).click()
    page.get_by_role("option", name=re.compile(re.escape(answer))).first.click()
    expect(dialog.get_by_label("Title", exact=True)).to_have_value(re.compile(re.escape(answer)))


def test_a_corrected_event_is_on_the_map_and_outlives_a_killed_server(
    home: Path, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    process, url = start_server(home)
    try:
        wait_until_healthy(url, process)
        page = reports_page(visit().open(url))
        drop(page, files(bridge=BRIDGE, market=MARKET))
        expect(page.get_by_role("heading", name=re.compile("in 2 reports"))).to_be_visible()
        open_row(page, called("Souran")).get_by_role("button", name="Correct").click()
        choose_place(page, "Morek", called("Morek"))
        page.get_by_role("dialog").get_by_role("button", name="Done").click()
        moved = row(page, called("Morek"))
        expect(moved).to_contain_text("Corrected by you")
        moved.get_by_role("button", name="Accept").click()
        expect(moved).to_contain_text("On the map")
        title = moved.locator(".dlr-title").inner_text()
        open_row(page, title).get_by_role("link", name="See it on the map").click()
        on_the_map(page, title)
        address = page.url
    finally:
        process.kill()
        process.wait(timeout=20)

    with serving(home) as again:
        page = visit().open(f"{again}/?{address.split('?')[1]}")
        on_the_map(page, title)
        page.get_by_role("link", name="Read it in the report").click()
        ready(page)
        expect(page.locator(".dlr-run.is-chosen").filter(has_text="Souran")).to_be_visible()
        expect(page.locator(".dlr-item.is-chosen")).to_contain_text(title)
        page.get_by_role("button", name="All reports").click()
        expect(page.get_by_role("heading", name=re.compile("1 decided"))).to_be_visible()
        ready(page)
        expect(row(page, title)).to_contain_text("On the map")


def on_the_map(page: Page, title: str) -> None:
    card = page.get_by_role("article", name="Event")
    expect(card).to_contain_text(title)
    expect(card).to_contain_text("captured the town of Souran in northern Hama on Tuesday")
    expect(page.locator(".dlp-heading")).to_have_text(title)


def test_a_closed_tab_loses_nothing(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    first = visit()
    page = reports_page(first.open(url))
    drop(page, files(bridge=BRIDGE, empty=""))
    expect(page.get_by_text("empty.txt: this file is empty.")).to_be_visible()
    open_row(page, called("Khan Sheikhoun")).get_by_role("button", name="Reject").click()
    expect(row(page, called("Khan Sheikhoun"))).to_contain_text("Rejected")
    open_row(page, called("Souran")).get_by_role("button", name="Correct").click()
    box = page.get_by_role("dialog").get_by_label("Title", exact=True)
    box.fill("Rebels take Souran")
    box.press("Enter")
    expect(page.get_by_text("Changes are kept as you make them.")).to_be_visible()
    # The dialog is still open when the tab goes.
    page.wait_for_timeout(500)
    first.context.close()

    page = reports_page(visit().open(url))
    ready(page)
    expect(row(page, "Rebels take Souran")).to_contain_text("Corrected by you")
    expect(row(page, called("Khan Sheikhoun"))).to_contain_text("Rejected")
    expect(page.get_by_text("empty.txt: this file is empty.")).to_be_visible()


def test_highlights_lead_to_the_map_and_the_claim(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    watched = visit()
    page = reports_page(watched.open(url))
    drop(page, files(market=MARKET))
    text = page.locator(".dlr-body")
    assert "Grozny" not in text.locator("p").first.inner_text()
    expect(text.locator(".dlr-left").filter(has_text="reader comment")).to_contain_text("Grozny")
    place = text.locator(".is-place").filter(has_text="Idlib")
    place.hover()
    expect(page.locator(".dlr-tip")).to_contain_text("Idlib")
    expect(page.locator(".dlr-mark.is-hot")).to_have_count(1)
    place.click()
    chosen = page.locator(".dlr-item.is-chosen")
    expect(chosen).to_contain_text("Hundreds of people protested in Idlib city")
    expect(page.locator(".dlr-mark.is-chosen")).to_have_count(1)
    assert watched.errors == []


def test_hostile_files_are_shown_as_text(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    watched = visit()
    page = reports_page(watched.open(url))
    drop(page, files(hostile=HOSTILE))
    shows(page, "{{7*7}} `said` <i>x</i>")
    assert page.locator("img[src=x]").count() == 0
    open_row(page, called("Souran")).get_by_role("button", name="Correct").click()
    expect(page.get_by_role("dialog")).to_contain_text("{{7*7}} `said` <i>x</i>")
    page.get_by_role("dialog").get_by_role("button", name="Accept").click()
    open_row(page, called("Souran")).get_by_role("link", name="See it on the map").click()
    expect(page.get_by_role("article", name="Event")).to_contain_text("{{7*7}} `said` <i>x</i>")
    assert page.title() == "Dateline"
    assert watched.errors == []


def test_more_reports_are_added_and_readings_put_away(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    page = reports_page(visit().open(url))
    bridge, market = files(bridge=BRIDGE, market=MARKET)
    drop(page, [bridge])
    at_rest(page)
    page.get_by_role("button", name="Add reports").click()
    page.locator("input[type=file]").first.set_input_files([market])
    shows(page, "Hundreds of people protested")
    page.get_by_role("button", name="Put away").click()
    shows(page, "Rebel fighters captured")
    at_rest(page)
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_role("heading", name="Reports", exact=True)).to_be_visible()
    at_rest(page)
    page.get_by_text("Other readings (2)").click()
    page.get_by_role("button", name="Open", exact=True).last.click()
    shows(page, "Rebel fighters captured")


def test_the_keyboard_alone_decides(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    page = reports_page(visit().open(url))
    drop(page, files(bridge=BRIDGE))
    page.locator(".dlr-head").first.focus()
    page.keyboard.press("a")
    expect(page.locator(".dlr-item.is-accepted")).to_have_count(1)
    page.keyboard.press("r")
    expect(page.locator(".dlr-item.is-rejected")).to_have_count(1)


def test_narrow_and_dark_pages_have_no_sideways_scroll(
    url: str, files: Callable[..., list[str]], visit: Callable[..., Any]
) -> None:
    page = visit(viewport={"width": 360, "height": 780}, color_scheme="dark").open(url)
    drop(reports_page(page), files(bridge=BRIDGE))
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    over = "e => e.scrollWidth - e.clientWidth"
    assert page.locator(".dlr").evaluate(over) <= 0
