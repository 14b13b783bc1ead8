"""A reader's way through the page: narrow it down, read a card, pass the link on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

HOSTILE = ["{{7*7}}", "${7*7}", "`", "<script>document.title='x'</script>", "<img src=x>"]


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def titles_in_step(page: Page) -> list[str]:
    """Return the list's titles once it has as many rows as the heading counts."""
    rows = page.locator(".dlp-title:visible")
    expect(rows).to_have_count(int(heading(page).split()[0]))
    return rows.all_inner_texts()


def link(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def drag(page: Page, handle: str, share: float) -> None:
    """Drag a handle of the brush to a share of the timeline's width."""
    knob, plot = (
        page.get_by_role("slider", name=handle).bounding_box(),
        page.locator(".dlt-plot").bounding_box(),
    )
    assert knob and plot
    page.mouse.move(knob["x"] + knob["width"] / 2, knob["y"] + knob["height"] / 2)
    page.mouse.down()
    page.mouse.move(plot["x"] + plot["width"] * share, knob["y"] + 10, steps=8)
    page.mouse.up()


def choose(page: Page, label: str, value: str) -> None:
    """Choose one value of a filter, by typing as a reader would."""
    page.get_by_role("button", name=label, exact=True).click()
    page.keyboard.type(value)
    page.get_by_role("option", name=value).first.click()
    page.keyboard.press("Escape")


def test_a_reader_narrows_down_opens_a_card_and_passes_the_link_on(
    server: str, visit: Callable[..., Any]
) -> None:
    first = visit()
    first.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = first.open(server)
    whole = heading(page)
    drag(page, "First day", 0.9)
    expect(page.get_by_role("heading", level=1)).not_to_have_text(whole)
    assert "from" in link(page)
    choose(page, "Province", "Hama")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Hama")
    shown = titles_in_step(page)
    assert shown
    page.locator(".dlp-row").first.click()
    card = page.get_by_role("article", name="Event")
    expect(card).to_be_visible()
    expect(card).to_contain_text(shown[0])
    expect(card).to_contain_text("Long War Journal")
    page.wait_for_url("**event=*")
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Copy live link").click()
    expect(page.get_by_role("button", name="Copy live link")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert link(page) == parse_qs(urlsplit(copied).query)

    other = visit()
    again = other.open(copied)
    expect(again.get_by_role("heading", level=1)).to_have_text(heading(page))
    expect(again.get_by_role("article", name="Event")).to_contain_text(shown[0])
    again.get_by_role("button", name="All events").click()
    assert titles_in_step(again) == shown
    assert first.errors == other.errors == []


def test_save_picture_gives_a_png_of_the_view(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(f"{server}/?province=SY-HL")
    page.get_by_role("button", name="Save", exact=True).click()
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="Picture").click()
    picture = Path(waiting.value.path()).read_bytes()
    assert waiting.value.suggested_filename == "dateline.png"
    assert picture.startswith(b"\x89PNG") and len(picture) > 50_000


def test_what_is_not_shown_is_listed_on_request(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(server)
    page.get_by_role("button", name="List them").click()
    expect(page.get_by_text("the reports give no day or no place")).to_be_visible()


def test_back_and_forward_follow_the_view(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(server)
    whole = heading(page)
    choose(page, "Province", "Aleppo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Aleppo")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(whole)
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Aleppo")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown_as_text(text: str, server: str, visit: Callable[..., Any]) -> None:
    watched = visit()
    page = watched.open(server)
    box = page.get_by_label("Words", exact=True)
    box.fill(text)
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(text)
    expect(box).to_have_value(text)
    assert page.title() == "Dateline"
    assert page.locator("img[src=x]").count() == 0
    again = watched.open(page.url)
    expect(again.get_by_role("heading", level=1)).to_contain_text(text)
    assert watched.errors == []


def test_hostile_days_are_refused_in_words(server: str, visit: Callable[..., Any]) -> None:
    watched = visit()
    page = watched.open(server)
    whole = heading(page)
    for name in ("From", "To"):
        box = page.get_by_role("textbox", name=name)
        for text in HOSTILE:
            box.fill(text)
            box.press("Enter")
            expect(page.locator(".dlt-fault:visible").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(whole)
    assert watched.errors == []


def test_hostile_links_are_named_and_shown_as_text(server: str, visit: Callable[..., Any]) -> None:
    watched = visit()
    page = watched.open(f"{server}/?province={{{{7*7}}}}&from=%3Cscript%3E&actor=%60&at=1,2,x")
    alerts = page.get_by_role("alert")
    for text in ("{{7*7}}", "<script>", "`", "1,2,x"):
        expect(alerts.filter(has_text=text).first).to_be_visible()
    assert watched.errors == []


def test_dark_and_narrow_pages_have_no_sideways_scroll(
    server: str, visit: Callable[..., Any]
) -> None:
    page = visit(viewport={"width": 360, "height": 780}, color_scheme="dark").open(server)
    wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_the_reports_page_leads_to_an_event(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(server)
    page.get_by_role("link", name="Reports").click()
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    page.locator(".stExpander summary").first.click()
    page.locator(".stExpander a").first.click()
    expect(page.get_by_role("article", name="Event")).to_be_visible()
