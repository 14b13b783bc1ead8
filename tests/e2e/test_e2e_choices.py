"""A filter is on the map before the server has answered, and the server's answer agrees."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import start_server, wait_until_healthy

SCENE = "document.querySelector('.dateline-explorer').explorer.scene"
CHOSEN = f"""() => Object.fromEntries(["province", "type", "actor", "source", "status"]
  .map((name) => [name, [...{SCENE}.filters[name]].sort()])
  .filter(([, values]) => values.length))"""


@contextmanager
def holding(process: Any) -> Iterator[None]:
    """Stop a server for a while: whatever happens meanwhile, the browser did alone."""
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


@pytest.fixture
def held(tmp_path: Path) -> Iterator[tuple[Any, str]]:
    """A dashboard of the test's own: its process and its address."""
    process, url = start_server(tmp_path)
    try:
        wait_until_healthy(url, process)
        yield process, url
    finally:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        process.wait(timeout=20)


def pick(page: Page, label: str, value: str) -> None:
    page.get_by_role("button", name=label, exact=True).click()
    page.get_by_role("option", name=value).first.click()


def is_chosen(page: Page, **values: list[str]) -> None:
    page.wait_for_function(
        f"(wanted) => JSON.stringify(({CHOSEN})()) === wanted", arg=_text(values)
    )


def _text(values: dict[str, list[str]]) -> str:
    listed = (
        f'"{name}":[' + ",".join(f'"{v}"' for v in each) + "]" for name, each in values.items()
    )
    return "{" + ",".join(listed) + "}"


def test_the_map_is_filtered_while_the_server_cannot_answer(
    held: tuple[Any, str], visit: Callable[..., Any]
) -> None:
    process, url = held
    watched = visit()
    page = watched.open(url)
    whole = page.evaluate(f"() => {SCENE}.count()")
    with holding(process):
        pick(page, "Province", "Aleppo")
        is_chosen(page, province=["SY-HL"])
        assert 0 < page.evaluate(f"() => {SCENE}.count()") < whole
        pick(page, "Type", "Battle")
        is_chosen(page, province=["SY-HL"], type=["battle"])
        shown = page.evaluate(f"() => {SCENE}.count()")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", level=1)).to_contain_text("of type Battle in Aleppo")
    expect(page.locator(".dlp-line").first).to_contain_text(str(shown))
    is_chosen(page, province=["SY-HL"], type=["battle"])
    with holding(process):
        page.get_by_role("button", name="Remove Battle").click()
        is_chosen(page, province=["SY-HL"])
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Battle")
    is_chosen(page, province=["SY-HL"])
    assert watched.errors == []


def test_back_and_a_click_on_the_map_have_the_last_word(
    held: tuple[Any, str], visit: Callable[..., Any]
) -> None:
    _, url = held
    page = visit().open(url)
    title = page.get_by_role("heading", level=1)
    pick(page, "Status", "Single source")
    page.keyboard.press("Escape")
    expect(title).to_contain_text("Single source only")
    pick(page, "Province", "Hama")
    page.keyboard.press("Escape")
    expect(title).to_contain_text("in Hama")
    page.go_back()
    expect(title).not_to_contain_text("in Hama")
    is_chosen(page, status=["single-source"])
    page.evaluate(f"() => {SCENE}.commit('province', ['SY-LA'])")
    expect(title).to_contain_text("in Latakia")
    is_chosen(page, province=["SY-LA"], status=["single-source"])
    pick(page, "Type", "Movement of forces")
    is_chosen(page, province=["SY-LA"], type=["movement"], status=["single-source"])
    page.keyboard.press("Escape")
    expect(title).to_contain_text("Movement of forces")
