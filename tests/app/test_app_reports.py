"""The Reports page through Streamlit's own AppTest: paste, review, correct, merge, accept."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from geo.review import draft_store as desk
from geo.review.draft import Draft, Stage, State
from geo.store.opening import open_table
from geo.ui.reports import draft_page as review_page
from geo.ui.reports.correct import place_choices

ROOT = Path(__file__).resolve().parents[2]
TEXT = """Fighting north of Hama

Published on 24 March 2017

Rebel fighters captured the town of Souran in northern Hama on Tuesday, a monitoring group said.

Government forces captured the town of Morek on Tuesday, state media said.
"""
UNDATED = """A march in the north

Hundreds of people protested in Idlib city on Friday to demand aid, activists in Syria said.
"""


pytestmark = pytest.mark.usefixtures("gazetteer_home")


def run(**link: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page("geo/ui/pages/reports.py")
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def pasted(app: AppTest, text: str) -> AppTest:
    """Paste a text and wait until it was read."""
    app.text_area(key="reports-text").set_value(text)
    press(app, "Read it")
    return settled(app)


def settled(app: AppTest) -> AppTest:
    until = time.monotonic() + 120
    while draft().stage is Stage.READING:
        assert time.monotonic() < until
        time.sleep(0.1)
    app.run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> None:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def draft() -> Draft:
    return desk.drafts()[0]


def sent(app: AppTest) -> dict[str, Any]:
    """Return what the reader component was sent."""
    for element in app.get("bidi_component"):
        data: dict[str, Any] = json.loads(element.proto.json)
        if "blocks" in data:
            return data
    raise AssertionError("the page shows no text")


def asked(app: AppTest, act: str, item_id: str) -> AppTest:
    """Open a dialog as the reader component does."""
    app.session_state["review-asked"] = (act, draft().id, item_id)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    return "\n".join(each.value for each in [*app.caption, *app.markdown, *app.text, *app.title])


def test_a_paste_becomes_text_with_marks_and_events() -> None:
    app = pasted(run(), TEXT)
    data = sent(app)
    runs = [one for block in data["blocks"] for one in block.get("runs", [])]
    assert {"place", "date", "told"} <= {one.get("k") for one in runs}
    assert "".join(one["t"] for one in runs).count("Souran") == 1
    assert data["blocks"][1] == {"left": "Published on 24 March 2017", "reason": "publication line"}
    starts = [TEXT.index(item["sentences"][0]["words"]) for item in data["items"]]
    assert len(starts) >= 2 and starts == sorted(starts)
    assert all(item["state"] == "open" for item in data["items"])
    assert "published 24 Mar 2017 (publication line, 95% sure)" in said(app).replace("\\", "")


def test_accept_all_over_a_certainty_takes_just_those(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_page, "ACCEPT_THRESHOLD", 0.0)
    app = pasted(run(), TEXT)
    count = len(draft().items)
    press(app, f"Accept all over 0.0 ({count})")
    assert all(item.state is State.ACCEPTED for item in draft().items)
    assert all(open_table().row_of(item.id) is not None for item in draft().items)
    assert f"{count} events in 1 report: all decided" in said(app)


def test_an_unknown_day_is_asked_for() -> None:
    app = pasted(run(), UNDATED)
    assert sent(app)["items"][0]["waits"]
    assert "When was this published?" in said(app)
    app.date_input[0].set_value(date(2017, 3, 25))
    press(app, "Use this day")
    settled(app)
    item = sent(app)["items"][0]
    assert not item["waits"] and item["when"] == "24 Mar 2017"
    assert "given by a person" in said(app)


def test_a_manifest_among_the_files_tells_their_days() -> None:
    row = {"file": "march.txt", "publisher": "Lakeside News", "published": "2017-03-25"}
    app = run()
    app.file_uploader[0].set_value(
        [
            ("march.txt", UNDATED.encode(), "text/plain"),
            ("other.txt", TEXT.encode(), "text/plain"),
            ("manifest.json", json.dumps([row, 7]).encode(), "application/json"),
        ]
    ).run()
    settled(app)
    assert [file.name for file in draft().files] == ["march.txt", "other.txt"]
    item = sent(app)["items"][0]
    assert not item["waits"] and item["when"] == "24 Mar 2017"
    words = said(app).replace("\\", "")
    assert "manifest.json says nothing of other.txt." in words
    assert "manifest.json, row 2: names no file and is not used." in words
    assert "Lakeside News · published 25 Mar 2017 (manifest, 98% sure)" in words
    assert "When was this published?" not in words


def test_what_cannot_be_read_gets_a_sentence() -> None:
    app = pasted(run(), "Too short.")
    assert "Not read: pasted text:" in said(app)
    assert "Nothing could be read" in said(app)
    press(app, "Put away")
    assert draft().stage is Stage.CLOSED
    press(app, "Open")
    assert draft().stage is Stage.READY


def test_the_dialog_corrects_place_days_type_and_people() -> None:
    app = pasted(run(), TEXT)
    item = draft().items[0]
    asked(app, "correct", item.id)
    app.text_input(key=f"fix-{item.id}-name").set_value("Salamiyah").run()
    choices = place_choices(item, "Salamiyah")
    now = item.proposal.location
    wanted = next(each for each in choices.values() if not now or each.place_id != now.place_id)
    app.selectbox(key=f"fix-{item.id}-location").set_value(wanted.place_id).run()
    assert app.text_input(key=f"fix-{item.id}-title").value.endswith(wanted.name)
    app.date_input(key=f"fix-{item.id}-last").set_value(date(2017, 3, 22)).run()
    app.multiselect(key=f"fix-{item.id}-actors")
    app.number_input(key=f"fix-{item.id}-best").set_value(4).run()
    assert not app.exception
    press(app, "Accept")
    event = open_table().event(open_table().row_of(item.id) or 0)
    assert event.location and event.location.name == wanted.name
    assert event.claims[0].location == event.location
    assert event.timespan and event.timespan.days == 2
    assert event.best == 4


def test_the_later_day_typed_wins_over_an_impossible_span() -> None:
    app = pasted(run(), TEXT)
    item = draft().items[0]
    asked(app, "correct", item.id)
    app.date_input(key=f"fix-{item.id}-first").set_value(date(2017, 5, 1)).run()
    span = draft().item(item.id).proposal.timespan
    assert span and span.first == span.last == date(2017, 5, 1)
    assert app.date_input(key=f"fix-{item.id}-last").value == date(2017, 5, 1)


def test_the_merge_dialog_offers_what_is_near_and_merges() -> None:
    app = pasted(run(), TEXT)
    before = draft()
    asked(app, "merge", before.items[0].id)
    box = app.selectbox(key="merge-with")
    assert box.options[0].startswith("Proposed: ")
    assert any(words.startswith("On the map: ") for words in box.options)
    press(app, "Merge")
    assert len(draft().items) == len(before.items) - 1


def test_a_report_on_the_map_leads_to_its_text() -> None:
    app = pasted(run(), TEXT)
    item = draft().items[0]
    review_page.act(draft().id, {"act": "accept", "id": item.id})
    app = run(report=item.proposal.claims[0].document, of=item.id)
    data = sent(app)
    assert data["readonly"] and data["chosen"] == item.id
    assert [each["id"] for each in data["items"]] == [item.id]
    owners = {
        owner for b in data["blocks"] for one in b.get("runs", []) for owner in one.get("o", [])
    }
    assert owners == {item.id}


@pytest.mark.parametrize("report", ["0123456789ab", "../../etc/passwd", "<script>"])
def test_a_report_that_is_not_here_gets_a_sentence(report: str) -> None:
    app = run(report=report)
    assert "not on this machine" in app.info[0].value
    press(app, "All reports")
    assert "Every event on the map" in said(app)


@pytest.mark.parametrize("review", ["0" * 22, "{{7*7}}"])
def test_an_unknown_draft_in_the_address_is_nothing(review: str) -> None:
    assert "Every event on the map" in said(run(review=review))


json_values = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)
acts = some.fixed_dictionaries(
    {
        "act": some.sampled_from(["accept", "reject", "back", "split", "x"]) | json_values,
        "id": json_values,
    }
)


@pytest.fixture(scope="module")
def empty_draft(tmp_path_factory: pytest.TempPathFactory) -> Callable[[pytest.MonkeyPatch], Draft]:
    home = tmp_path_factory.mktemp("home")

    def made(patch: pytest.MonkeyPatch) -> Draft:
        patch.setenv("DATELINE_HOME", str(home))
        found = Draft("20170401000000aaaaaaaa", date(2017, 4, 1), (), (), Stage.READY)
        desk.save_draft(found)
        return found

    return made


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(json_values | acts)
def test_no_message_of_a_browser_raises(
    empty_draft: Callable[[pytest.MonkeyPatch], Draft], value: Any
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        found = empty_draft(patch)
        patch.setattr(review_page.st, "session_state", {})
        review_page.act(found.id, value)
        assert desk.load_draft(found.id) == found
