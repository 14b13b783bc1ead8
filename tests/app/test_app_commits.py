"""What the map component commits changes the View; whatever else a browser sends does not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as some

from geo.model.view import View, Viewport
from geo.store.table import seed_table
from geo.ui.component import CHANGING, COMMITTED
from geo.ui.explore import explorer


@pytest.fixture
def changes(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Collects the changes of the View that a commit asks for."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(explorer, "change_view", lambda **fields: found.append(fields))
    monkeypatch.setattr(st, "session_state", {})
    return found


def test_a_window_is_kept_and_the_whole_extent_is_no_limit(changes: list[dict[str, Any]]) -> None:
    table = seed_table()
    explorer.commit(table, "window", {"first": "2016-01-01", "last": "2016-02-01"})
    extent = explorer.extent(table)
    assert extent
    first, last = (day.isoformat() for day in extent)
    explorer.commit(table, "window", {"first": first, "last": last})
    assert changes == [
        {"first": date(2016, 1, 1), "last": date(2016, 2, 1)},
        {"first": None, "last": None},
    ]


def test_an_event_a_clock_and_a_viewport(changes: list[dict[str, Any]]) -> None:
    table = seed_table()
    event = table.event(3).id
    explorer.commit(table, "event", event)
    explorer.commit(table, "event", None)
    explorer.commit(table, "known", "2016-12-10")
    explorer.commit(table, "viewport", {"at": [35, 396.5, 7], "bbox": [30, 30, 40, 40]})
    assert changes == [
        {"event": event},
        {"event": ""},
        {"as_of": date(2016, 12, 10)},
        {"viewport": Viewport(35.0, 36.5, 7.0)},
    ]


def test_each_filter_changes_its_field(changes: list[dict[str, Any]]) -> None:
    table = seed_table()
    vocabulary = table.columns.vocabulary
    explorer.commit(table, "province", ["SY-HL", "SY-SU"])
    explorer.commit(table, "type", ["battle", "battle"])
    explorer.commit(table, "actor", vocabulary.actor[:2])
    explorer.commit(table, "source", vocabulary.source[:1])
    explorer.commit(table, "status", ["denied"])
    explorer.commit(table, "status", [])
    explorer.commit(table, "certainty", 70)
    explorer.commit(table, "q", "  two   words ")
    explorer.commit(table, "q", " ")
    assert changes == [
        {"provinces": ("SY-HL", "SY-SU")},
        {"types": ("battle",)},
        {"actors": tuple(vocabulary.actor[:2])},
        {"sources": tuple(vocabulary.source[:1])},
        {"statuses": ("denied",)},
        {"statuses": ()},
        {"certainty": 0.7},
        {"query": "two words"},
        {"query": ""},
    ]


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("window", {"first": "2016-02-01", "last": "2016-01-01"}),
        ("window", {"first": "x", "last": 3}),
        ("window", [1, 2]),
        ("event", {"a": 1}),
        ("known", "soon"),
        ("viewport", {"at": [1, 2]}),
        ("viewport", {"at": [1e999, 2, 3], "bbox": [1, 2, 3, 4]}),
        ("viewport", {"at": [95, 2, 3], "bbox": [1, 2, 3, 4]}),
        ("province", 7),
        ("province", ["<b>"]),
        ("province", ["SY-ZZ"]),
        ("province", "SY-HL"),
        ("type", ["peace"]),
        ("type", {"battle": 1}),
        ("actor", ["nobody at all"]),
        ("source", [None]),
        ("certainty", 101),
        ("certainty", float("nan")),
        ("certainty", "70"),
        ("q", "x" * 201),
        ("q", None),
        ("no such thing", 1),
    ],
)
def test_what_cannot_be_read_changes_nothing(
    what: str, value: Any, changes: list[dict[str, Any]]
) -> None:
    explorer.commit(seed_table(), what, value)
    assert changes == []


json = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)


@given(some.sampled_from(sorted({*COMMITTED} - {*CHANGING})), json)
def test_no_message_of_a_browser_raises(what: str, value: Any) -> None:
    found: list[dict[str, Any]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorer, "change_view", lambda **fields: found.append(fields))
        patch.setattr(st, "session_state", {})
        explorer.commit(seed_table(), what, value)
    for fields in found:
        assert View().replace(**fields)
