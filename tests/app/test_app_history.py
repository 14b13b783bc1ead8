"""What the event card says of an event's past, and what a person changes there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from gazetteer.place import Place
from geo.model.event import Event, Type
from geo.model.timespan import Precision
from geo.store.opening import open_store, open_table
from geo.store.query.duplicates import merge
from geo.store.schema import event_of
from geo.store.seeds import seed_events
from geo.ui.explore import explorer
from geo.ui.explore.history import card as history
from geo.ui.explore.history.correction import AS_IT_IS, NOWHERE, corrected
from tests.app.test_app_pages import sent

ROOT = Path(__file__).resolve().parents[2]
HAMA = Place("gn:1", "Hama", "city", 36.75, 35.13, "SY", "Hama", "SY-HM")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gives every test its own data directory, with nothing in it, as on a first visit."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("DATELINE_STORE", raising=False)


@pytest.fixture
def event() -> Event:
    return next(each for each in seed_events() if each.location and each.timespan)


def page(event: Event, **state: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["event"] = event.id
    for key, value in state.items():
        app.session_state[key.replace("_", "-")] = value
    app.run()
    assert not app.exception
    return app


def past(app: AppTest) -> dict[str, Any]:
    found = sent(app)["card"]["history"]
    assert isinstance(found, dict)
    return found


def press(app: AppTest, label: str) -> AppTest:
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception
    return app


def test_a_first_visit_can_correct_a_founding_event(event: Event) -> None:
    assert past(page(event)) == {"open": False, "can": True}
    (founding,) = past(page(event, history_open=event.id))["changes"]
    assert founding["deed"] == "There from the start"
    assert not founding["can"]


def test_the_past_says_who_when_what_and_why(event: Event) -> None:
    store = open_store()
    edit = store.edit(replace(event, title="<b>{{7*7}}</b>"), "ana", "page 2")
    store.undo(edit.change, "bo", "page 3")
    undone, edited, _ = past(page(event, history_open=event.id))["changes"]
    assert (edited["who"], edited["why"], edited["undone"]) == ("ana", "page 2", True)
    assert edited["what"] == [f"title: {event.title} → <b>{{{{7*7}}}}</b>"]
    assert (undone["deed"], undone["why"], undone["can"]) == ("Taken back", "page 3", True)
    assert undone["when"].startswith("20")


def test_an_earlier_state_is_looked_at_and_not_changed(event: Event) -> None:
    open_store().edit(replace(event, title="New"), "ana", "page 2")
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["event"], app.query_params["rev"] = event.id, "0"
    app.session_state["history-open"] = event.id
    found = past(app.run())
    assert not found["can"] and not any(each["can"] for each in found["changes"])
    assert "earlier state" in found["note"]


def test_a_file_without_a_past_says_so(
    event: Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyarrow.parquet as pq

    from geo.store.schema import table_of

    path = tmp_path / "events.parquet"
    pq.write_table(table_of([event]), path)
    monkeypatch.setenv("DATELINE_STORE", str(path))
    found = past(page(event, history_open=event.id))
    assert not found["can"] and "can only be read" in found["note"]


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Stands for the state of a visit, in which callbacks write."""
    found: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", found)
    monkeypatch.setattr(history, "change_view", found.update)
    return found


def test_a_change_of_the_event_is_taken_back_and_no_other(
    event: Event, state: dict[str, Any]
) -> None:
    store = open_store()
    other = seed_events()[-1]
    mine = store.edit(replace(event, title="New"), "ana", "page 2")
    theirs = store.edit(replace(other, title="New"), "ana", "page 2")
    asked = {"event": event.id, "change": theirs.change, "why": ""}
    explorer.commit(open_table(), "undo", asked)
    assert state["history-said"] == "There is no such change any more."
    explorer.commit(open_table(), "undo", {**asked, "change": mine.change, "why": "x" * 999})
    assert state["history-said"] == "Taken back."
    assert event_of(store.head(event.id)) == event
    assert event_of(store.head(other.id)).title == "New"
    assert len(store.head(event.id)["why"]) < 300


def test_what_was_changed_again_is_named(event: Event, state: dict[str, Any]) -> None:
    store = open_store()
    first = store.edit(replace(event, title="New", best=3), "ana", "")
    store.edit(replace(event, title="Newer", best=3), "ana", "")
    asked = {"event": event.id, "change": first.change, "why": ""}
    explorer.commit(open_table(), "undo", asked)
    assert state["history-said"].endswith("1 field changed again since: title.")


def test_an_import_goes_for_one_event_and_a_merge_for_both(
    event: Event, state: dict[str, Any]
) -> None:
    store = open_store()
    new = [replace(event, id=f"00000000000{n}", title=f"Row {n}") for n in range(2)]
    added = store.put(new, "ana", "a table").change
    explorer.commit(open_table(), "undo", {"event": new[0].id, "change": added, "why": ""})
    assert [store.head(each.id)["removed"] for each in new] == [True, False]
    assert state["event"] == "" and state["history-gone"]
    merged = merge(store, event.id, new[1].id, "ana").change
    explorer.commit(open_table(), "undo", {"event": event.id, "change": merged, "why": ""})
    again = store.head(event.id)["change"]
    assert not store.head(new[1].id)["removed"]
    explorer.commit(open_table(), "undo", {"event": event.id, "change": again, "why": ""})
    assert store.head(new[1].id)["removed"]


@pytest.mark.parametrize("what", ["history", "undo", "correct"])
@pytest.mark.parametrize("value", [None, 7, [], {}, {"event": {}}, {"event": "x", "open": {}}])
def test_what_a_browser_makes_up_changes_nothing(
    what: str, value: Any, state: dict[str, Any]
) -> None:
    explorer.commit(open_table(), what, value)
    assert open_store().events.latest() is None


def test_a_correction_changes_what_was_said_and_keeps_the_claims(event: Event) -> None:
    day = date(2016, 2, 1)
    fixed = corrected(event, " New ", Type.STRIKE, day, date(2016, 2, 29), HAMA)
    assert (fixed.title, fixed.type, fixed.claims) == ("New", Type.STRIKE, event.claims)
    assert fixed.timespan and fixed.timespan.precision is Precision.MONTH
    assert fixed.location and (fixed.location.name, fixed.location.confidence) == ("Hama", 1.0)
    assert corrected(event, event.title, event.type, day, None, NOWHERE).location is None


def test_a_correction_of_one_thing_leaves_the_words_of_the_date(event: Event) -> None:
    assert event.timespan
    days = (event.timespan.first, event.timespan.last)
    assert corrected(event, "New", event.type, *days, AS_IT_IS) == replace(event, title="New")


@pytest.mark.parametrize(
    ("title", "first", "last", "reason"),
    [
        (" ", date(2016, 1, 1), None, "needs a title"),
        ("New", None, date(2016, 1, 1), "needs a first day"),
        ("New", date(2016, 1, 2), date(2016, 1, 1), "lies before"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    title: str, first: date | None, last: date | None, reason: str, event: Event
) -> None:
    with pytest.raises(ValueError, match=reason):
        corrected(event, title, event.type, first, last, AS_IT_IS)


def test_the_form_saves_a_correction_with_its_reason(event: Event) -> None:
    app = page(event, history_correcting=event.id)
    next(each for each in app.text_input if each.label == "What happened").set_value("New")
    next(each for each in app.text_input if each.label == "Why").set_value("page 2")
    app = press(app, "Save the correction")
    head = open_store().head(event.id)
    assert (head["title"], head["why"], head["action"]) == ("New", "page 2", "edit")
    assert sent(app)["card"]["title"] == "New"


def test_the_form_says_when_nothing_is_different(event: Event) -> None:
    app = press(page(event, history_correcting=event.id), "Save the correction")
    assert any("nothing is different yet" in each.value for each in app.warning)
    assert open_store().events.latest() is None
