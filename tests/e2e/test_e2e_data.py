"""A stranger's table: dropped, mapped, imported, seen on the map; then a change taken back."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from geo.model.event import Event
from geo.store.history.revisions import EventStore
from geo.store.seeds import seed_events
from tests.e2e.conftest import serving

OwnServer = tuple[str, Path]
Shared = tuple[str, EventStore]
HOSTILE = "Convoy {{7*7}} <img src=x onerror=alert(1)> **halts**"
ROWS = [
    ["Fall", "Was geschah", "Am", "Länge", "Breite", "Blatt"],
    ["1", HOSTILE, "2016-11-03", "37.05", "35.01", "The Paper"],
    ["2", "Talks end", "2016-12-01", "36.30", "33.51", "The Paper"],
    ["3", "Swapped", "2016-12-01", "36.3", "133.5", "The Paper"],
    ["4", "No such day", "2016-02-30", "36.3", "33.5", "The Paper"],
]
MAPPING = {
    "What happened": "Was geschah",
    "First day": "Am",
    "Longitude": "Länge",
    "Latitude": "Breite",
}


def a_table(folder: Path) -> Path:
    path = folder / "beobachtet.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows(ROWS)
    return path


def choose_column(page: Page, field: str, column: str) -> None:
    page.get_by_role("combobox", name=field).click()
    page.get_by_role("option", name=column).first.click()
    # The boxes follow the file once Streamlit has run; a press in between would be lost.
    expect(page.get_by_role("combobox", name=field)).to_have_value(re.compile(f"^{column}"))
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def metric(page: Page, label: str) -> str:
    box = page.get_by_test_id("stMetric").filter(has_text=label)
    return box.get_by_test_id("stMetricValue").inner_text()


def map_state(page: Page) -> list[float]:
    """Return what tells that the map stayed: its very element, its centre and its zoom."""
    return page.evaluate("""() => {
        const { map } = document.querySelector(".dateline-explorer").explorer;
        map.leaflet.mark = map.leaflet.mark ?? Math.random();
        const { lat, lng } = map.leaflet.getCenter();
        return [map.leaflet.mark, lat, lng, map.leaflet.getZoom()];
    }""")


def test_a_table_is_mapped_imported_and_on_the_map(
    own_server: OwnServer, visit: Callable[..., Any], tmp_path: Path
) -> None:
    url, _ = own_server
    watched = visit()
    page = watched.open(url)
    page.get_by_role("link", name="Data").click()
    expect(page.get_by_text("Nothing was imported yet.")).to_be_visible()
    page.locator("input[type=file]").set_input_files(a_table(tmp_path))
    expect(page.get_by_text("no column says what happened")).to_be_visible()
    for field, column in MAPPING.items():
        choose_column(page, field, column)
    expect(page.get_by_role("button", name="Import 2 events")).to_be_visible()
    assert [metric(page, label) for label in ("New events", "Revised", "Rows refused")] == [
        "2",
        "0",
        "2",
    ]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="refused rows").click()
    refused = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    assert "latitude and longitude look swapped" in refused and "is no date" in refused
    page.get_by_role("button", name="Import 2 events").click()
    expect(page.get_by_text("2 events added, 0 revised, 0 already there")).to_be_visible()
    page.get_by_role("link", name="See them on the map").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 events")
    page.locator(".dlp-row").filter(has_text="Convoy").click()
    expect(page.get_by_role("article", name="Event")).to_contain_text(HOSTILE)
    assert page.locator("img[src=x]").count() == 0
    assert watched.errors == []

    page.get_by_role("link", name="Data").click()
    page.get_by_role("button", name="Take it back").click()
    page.get_by_role("button", name="Take the import back").click()
    expect(page.get_by_text("2 events taken back.")).to_be_visible()
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("No events")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, EventStore]]:
    """A dashboard whose events the tests below change, each its own."""
    home = tmp_path_factory.mktemp("home")
    with serving(home) as url:
        yield url, EventStore(str(home), {event.id: event for event in seed_events()})


_numbers = count()


def founding(number: int) -> Event:
    """Return a founding event that is on the map."""
    return [each for each in seed_events() if each.location and each.timespan][number]


@pytest.fixture
def edited(shared: Shared) -> tuple[str, EventStore, Event]:
    """A founding event that someone corrected twice."""
    url, store = shared
    event = founding(next(_numbers))
    store.edit(replace(event, title="Retitled <b>{{7*7}}</b>"), "ana", "page 2 says so")
    store.edit(replace(event, title="Retitled again", best=5), "bo", "counted again")
    return url, store, event


def test_a_change_is_seen_and_taken_back_on_the_card(
    edited: tuple[str, EventStore, Event], visit: Callable[..., Any]
) -> None:
    url, store, event = edited
    watched = visit()
    page = watched.open(f"{url}/?event={event.id}")
    card = page.get_by_role("article", name="Event")
    expect(card).to_contain_text("Retitled again")
    before = map_state(page)
    card.get_by_role("button", name="History").click()
    expect(card.locator(".dlp-change")).to_have_count(3)
    for words in ("bo", "counted again", "page 2 says so", "Retitled <b>{{7*7}}</b>"):
        expect(card.locator(".dlp-changes")).to_contain_text(words)
    card.get_by_role("button", name="Take back: Corrected").first.click()
    page.keyboard.type("bo counted wrong")
    page.keyboard.press("Enter")
    expect(card.locator(".dlp-said")).to_have_text("Taken back.")
    expect(card.get_by_role("heading", name="Retitled <b>{{7*7}}</b>")).to_be_visible()
    expect(card.locator(".dlp-changes")).to_contain_text("bo counted wrong")
    expect(card.get_by_role("button", name="History")).to_be_focused()
    assert map_state(page) == before
    assert store.head(event.id)["action"] == "undo" and store.head(event.id)["best"] is None
    assert watched.errors == []


def test_one_event_of_an_import_is_put_back_alone(
    shared: Shared, visit: Callable[..., Any]
) -> None:
    url, store = shared
    old = founding(next(_numbers))
    claims = old.claims
    new = [replace(old, id=f"00000000000{n}", title=f"Row {n}", claims=claims) for n in range(3)]
    store.put(new, "ana", "a table")
    page = visit().open(f"{url}/?event={new[0].id}")
    card = page.get_by_role("article", name="Event")
    card.get_by_role("button", name="History").click()
    card.get_by_role("button", name="Take back: Imported").click()
    expect(card).to_contain_text("The change touched 2 more events")
    card.get_by_role("button", name="Take back", exact=True).click()
    expect(page.get_by_text("The event is shown no longer")).to_be_visible()
    expect(card).to_be_hidden()
    assert [store.head(each.id)["removed"] for each in new] == [True, False, False]


def test_another_sites_frame_offers_no_changes(
    edited: tuple[str, EventStore, Event], visit: Callable[..., Any]
) -> None:
    url, _, event = edited
    page = visit().open(f"{url}/?event={event.id}&embed=true")
    expect(page.locator(".dlp-heading").first).to_have_text("Retitled again")
    assert page.get_by_role("button", name="History").count() == 0


def test_a_founding_event_is_corrected_from_its_card(
    shared: Shared, visit: Callable[..., Any]
) -> None:
    url, store = shared
    event = founding(next(_numbers))
    watched = visit()
    page = watched.open(f"{url}/?event={event.id}")
    card = page.get_by_role("article", name="Event")
    before = map_state(page)
    card.get_by_role("button", name="Correct this event").click()
    form = page.get_by_role("dialog")
    form.get_by_label("What happened").fill("Corrected {{7*7}} <b>by hand</b>")
    form.get_by_label("Why").fill("page 2 says so")
    form.get_by_role("button", name="Save the correction").click()
    expect(form).to_be_hidden()
    expect(card.get_by_role("heading", name="Corrected {{7*7}} <b>by hand</b>")).to_be_visible()
    assert map_state(page) == before
    _, change = store.history(event.id)
    assert (change["action"], change["why"]) == ("edit", "page 2 says so")
    assert watched.errors == []
