"""Sharing: a fixed link keeps its meaning, a live one follows, and a frame shows the map alone."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from geo.model.timespan import day_words
from geo.store.history.revisions import EventStore
from geo.store.seeds import seed_events
from tests.e2e.conftest import serving


def heading(page: Page) -> str:
    return page.get_by_role("heading", level=1).inner_text()


def titles(page: Page) -> list[str]:
    rows = page.locator(".dlp-title:visible")
    expect(rows).to_have_count(int(heading(page).split()[0]))
    return rows.all_inner_texts()


def card_of(page: Page) -> str:
    """Return what the card of the open event says, without what can be done there."""
    card = page.get_by_role("article", name="Event")
    expect(card.locator("blockquote").first).to_be_visible()
    return "\n".join(card.locator("h2, .dlp-facts, .dlp-claims").all_inner_texts())


def shared(page: Page, name: str) -> str:
    """Copy one of the links of the Share menu, as a reader does."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Share", exact=True).click()
    button = page.get_by_role("button", name=f"Copy {name}")
    button.click()
    expect(button).to_have_text("Copied")
    page.keyboard.press("Escape")
    return str(page.evaluate("navigator.clipboard.readText()"))


def store_in(home: Path) -> EventStore:
    return EventStore(str(home), {event.id: event for event in seed_events()})


def edit(store: EventStore, province: str, count: int) -> list[str]:
    """Retitle some events of a province, as another process would, and return the new titles."""
    found = [e for e in seed_events() if e.location and e.location.admin1_iso == province]
    edited = [replace(e, title=f"Corrected: {e.title}") for e in found if e.timespan][:count]
    for event in edited:
        store.edit(event, "a colleague", "test")
    assert len(edited) == count
    return [event.title for event in edited]


def test_a_fixed_link_shows_the_same_after_edits_and_compaction(
    own_server: tuple[str, Path], visit: Callable[..., Any]
) -> None:
    url, home = own_server
    page = visit().open(f"{url}/?province=SY-HL")
    words, before = heading(page), titles(page)
    page.locator(".dlp-row").first.click()
    page.wait_for_url("**event=*")
    told = card_of(page)
    assert before[0] in told
    fixed, live = shared(page, "fixed link"), shared(page, "live link")
    assert "rev=0" in fixed and "rev" not in live

    store = store_in(home)
    new = edit(store, "SY-HL", 2)
    assert store.events.compact(above=1)

    then = visit().open(fixed)
    expect(then.get_by_role("heading", level=1)).to_have_text(f"{words}; as of revision 0")
    expect(then.get_by_text("As it was at the start, 2 changes since")).to_be_visible()
    assert card_of(then) == told
    then.get_by_role("button", name="All events").click()
    assert titles(then) == before

    now = visit().open(live)
    expect(now.get_by_role("heading", level=1)).to_have_text(words)
    now.get_by_role("button", name="All events").click()
    assert set(new) <= set(titles(now)) and not set(new) & set(before)

    then.get_by_role("button", name="See latest").click()
    expect(then.get_by_role("heading", level=1)).to_have_text(words)
    then.wait_for_url(lambda at: "rev" not in parse_qs(urlsplit(at).query))
    then.go_back()
    expect(then.get_by_role("heading", level=1)).to_have_text(f"{words}; as of revision 0")


def test_a_fixed_link_after_a_change_says_its_day(
    own_server: tuple[str, Path], visit: Callable[..., Any]
) -> None:
    url, home = own_server
    store = store_in(home)
    edit(store, "SY-HM", 1)
    page = visit().open(url)
    assert shared(page, "live link") == f"{url}/"
    fixed = shared(page, "fixed link")
    assert fixed == f"{url}/?rev={store.events.latest()}"
    day = day_words(datetime.now(UTC).date())
    page.goto(fixed)
    expect(page.get_by_text(f"As of {day}, unchanged since")).to_be_visible()
    edit(store, "SY-HL", 1)
    expect(page.get_by_text(f"As of {day}, 1 change since")).to_be_visible()


def test_a_change_by_another_process_comes_to_an_open_page(
    own_server: tuple[str, Path], visit: Callable[..., Any]
) -> None:
    url, home = own_server
    watched = visit()
    page = watched.open(f"{url}/?province=SY-HL&at=36.2,37.1,8")
    page.evaluate("document.querySelector('.dateline-explorer').mark = 'the same map'")
    look = "document.querySelector('.dateline-explorer').explorer.map.leaflet.getCenter()"
    place = page.evaluate(look)
    new = edit(store_in(home), "SY-HL", 2)
    expect(page.get_by_text("The events have changed; the map shows them")).to_be_visible()
    for title in new:
        expect(page.locator(".dlp-title", has_text=title).first).to_be_visible()
    assert page.evaluate("document.querySelector('.dateline-explorer').mark") == "the same map"
    assert page.evaluate(look) == place
    assert watched.errors == []


def test_a_revision_that_does_not_exist_gets_a_sentence(
    server: str, visit: Callable[..., Any]
) -> None:
    page = visit().open(f"{server}/?rev=987")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("“rev=987” in the link was left out")
    expect(alert).to_contain_text("no such revision, so the newest is shown")


def test_the_address_keeps_the_view_on_every_page(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(f"{server}/?province=SY-HL&rev=0")
    for name in ("Reports", "Gazetteer"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_url(f"**/{name.lower()}?*")
        assert parse_qs(urlsplit(page.url).query) == {"province": ["SY-HL"], "rev": ["0"]}
    page.go_back()
    expect(page.get_by_role("heading", name="Reports")).to_be_visible()
    page.locator(".stExpander summary").first.click()
    page.locator(".stExpander a").first.click()
    expect(page.get_by_role("article", name="Event")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as of revision 0")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("in Aleppo")


@contextmanager
def other_site(folder: Path, text: str) -> Iterator[str]:
    """A page of another origin on loopback."""
    (folder / "page.html").write_text(text, encoding="utf-8")
    handler = partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/page.html"
        site.shutdown()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_embed_shows_map_and_timeline_alone(server: str, visit: Callable[..., Any]) -> None:
    watched = visit()
    page = watched.open(f"{server}/?embed=1&province=SY-HL")
    assert parse_qs(urlsplit(page.url).query) == {"embed": ["true"], "province": ["SY-HL"]}
    expect(page.locator(".dl-map")).to_be_visible()
    expect(page.locator(".dl-timeline")).to_be_visible()
    for gone in (".dl-panel", ".st-key-filters", ".st-key-top", ".st-key-actions"):
        expect(page.locator(gone).locator("visible=true")).to_have_count(0)
    expect(page.get_by_text("in Aleppo, at any time")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Open in Dateline").click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("in Aleppo")
    assert watched.errors == []


@pytest.mark.parametrize(("allowed", "shown"), [("", False), ("http://127.0.0.1:*", True)])
def test_who_may_frame_it_is_a_setting(
    allowed: str, shown: bool, tmp_path: Path, visit: Callable[..., Any]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with serving(home, DATELINE_FRAME_ANCESTORS=allowed) as url:
        frame = f'<iframe src="{url}/?embed=true" width="900" height="600"></iframe>'
        with other_site(tmp_path, frame) as site:
            page = visit().context.new_page()
            page.goto(site)
            inside = page.frame_locator("iframe").locator(".dateline-explorer[data-ready='true']")
            expect(inside).to_have_count(int(shown))
        with urlopen(url) as answer:
            policy, older = (
                answer.headers[name] for name in ("Content-Security-Policy", "X-Frame-Options")
            )
    assert f"frame-ancestors {allowed or chr(39) + 'self' + chr(39)}" in policy
    assert older == (None if shown else "SAMEORIGIN")


def test_the_embed_code_of_the_menu_is_a_frame_of_this_view(
    server: str, visit: Callable[..., Any]
) -> None:
    page = visit().open(f"{server}/?province=SY-HL&q=%22%3E%3Cb%3E")
    code = shared(page, "embed")
    assert code == (
        f'<iframe src="{server}/?embed=true&amp;province=SY-HL&amp;q=%22%3E%3Cb%3E" '
        'width="100%" height="600" title="Dateline"></iframe>'
    )
