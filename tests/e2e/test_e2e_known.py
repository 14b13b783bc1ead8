"""The second clock on the founding reports: what was known of Aleppo on 10 December 2016."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from playwright.sync_api import expect

from geo.model.view import View
from geo.store.query.select import select
from geo.store.table import seed_table


def titles_known(day: date | None) -> list[str]:
    table = seed_table()
    rows = select(table.columns, View(provinces=("SY-HL",), as_of=day)).rows
    return [table.event(int(row)).title for row in rows]


def test_what_was_known_of_aleppo_on_a_day(server: str, visit: Callable[..., Any]) -> None:
    then, now = titles_known(date(2016, 12, 10)), titles_known(None)
    assert 0 < len(then) < len(now)
    page = visit().open(f"{server}/?province=SY-HL&known=2016-12-10")
    expect(page.get_by_role("heading", level=1)).to_contain_text("as known on 10 Dec 2016")
    rows = page.locator(".dlp-title:visible")
    expect(rows).to_have_text(then)
    page.get_by_role("button", name="As known on").click()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("as known on")
    expect(rows).to_have_text(now)
