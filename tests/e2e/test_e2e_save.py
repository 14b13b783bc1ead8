"""The menu of files, pressed in a real browser."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

STARTS = {
    "GeoJSON": b'{"type": "FeatureCollection"',
    "Excel": b"PK",
    "GeoPackage": b"SQLite format 3",
    "GeoParquet": b"PAR1",
    "KML": b"<?xml",
    "CSV like UCDP": b"id,relid,",
}


def save(page: Any, label: str) -> tuple[str, bytes]:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_the_data_of_what_is_shown_can_be_saved(server: str, visit: Callable[..., Any]) -> None:
    first = visit()
    page = first.open(f"{server}/?province=SY-HL")
    page.get_by_role("button", name="Save", exact=True).click()
    name, data = save(page, "CSV")
    rows = list(csv.DictReader(io.StringIO(data.decode())))
    assert name.startswith("dateline-") and name.endswith(".csv")
    assert rows and {row["province_iso"] for row in rows} == {"SY-HL"}
    for label, start in STARTS.items():
        _, data = save(page, label)
        assert data.startswith(start), label
        if label == "GeoJSON":
            ids = [feature["id"] for feature in json.loads(data)["features"]]
            assert ids == [row["id"] for row in rows]
    assert first.errors == []


@pytest.mark.parametrize("width", [1280, 360])
def test_the_menu_fits_the_page(server: str, visit: Callable[..., Any], width: int) -> None:
    page = visit().open(server)
    page.set_viewport_size({"width": width, "height": 780})
    page.get_by_role("button", name="Save", exact=True).click()
    last = page.get_by_role("button", name="CSV like UCDP")
    expect(last).to_be_in_viewport()


def test_what_shows_nothing_cannot_be_saved(server: str, visit: Callable[..., Any]) -> None:
    page = visit().open(f"{server}/?from=2030-01-01")
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
