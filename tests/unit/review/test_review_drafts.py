"""Drafts of reviewed reports: what is on disk, what a decision does to the event table."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo.model.claim import Modality
from geo.model.event import Event, Type, Verdict
from geo.model.family import Family
from geo.model.place import Location, PlaceKind
from geo.model.timespan import Timespan
from geo.read.claims import ExtractedClaim
from geo.read.coreference.proposal import proposal_of
from geo.read.documents import original_bytes, read_document
from geo.review import decisions as decide
from geo.review import draft_store as desk
from geo.review import reading_process as reading
from geo.review.accepted_event import certain_items, certainty, event_of, publisher_of, report_of
from geo.review.draft import Draft, Filed, Item, NoSuchItem, Stage, State
from geo.store.opening import open_store, open_table

TEXT = """A bridge falls

Published on 24 March 2017

Rebel fighters captured the town of Souran in northern Hama on Tuesday, a monitoring group said.
Hundreds of people protested in Idlib city on Friday, activists said.
"""
UNDATED = """A march in the north

Hundreds of people protested in Idlib city on Friday to demand aid, activists in Syria said.
"""
HAMA = Location("gn:1", "Hama", PlaceKind.CITY, 36.75, 35.13, "SY", "Hama", "SY-HM", confidence=0.9)
IDLIB = Location(
    "gn:2", "Idlib", PlaceKind.CITY, 36.63, 35.93, "SY", "Idlib", "SY-ID", confidence=0.8
)
DAY = date(2017, 3, 21)


@pytest.fixture(autouse=True)
def home(gazetteer_home: Path) -> Path:
    return gazetteer_home


def claim(
    start: int, place: Location | None = HAMA, published: date | None = DAY
) -> ExtractedClaim:
    return ExtractedClaim(
        document="0123456789ab",
        published=published,
        start=start,
        end=start + 20,
        words="Fighters took Hama.",
        type=Type.BATTLE,
        family=Family.CAPTURE,
        label="Change of control",
        trigger=(start + 9, start + 13),
        toponym=place.name if place else "",
        place=(start + 14, start + 18) if place else None,
        location=place,
        timespan=Timespan(DAY, DAY, words="Tuesday"),
        modality=Modality.REPORTED,
    )


@pytest.fixture
def draft() -> Draft:
    """A draft of one report that was read, with three open items."""
    document = read_document(TEXT.encode(), "bridge.txt")
    desk.save_text(replace(document, id="0123456789ab"))
    items = [Item(proposal_of([claim(at)])) for at in (0, 100)]
    items.append(Item(proposal_of([claim(200), claim(300, IDLIB)])))
    made = Draft(
        "20170401000000aaaaaaaa",
        DAY,
        (Filed("bridge.txt", "0" * 64, "0123456789ab"),),
        tuple(items),
        Stage.READY,
    )
    desk.save_draft(made)
    return made


def stored(event_id: str) -> Event | None:
    row = open_table().row_of(event_id)
    return None if row is None else open_table().event(row)


def read(*files: tuple[str, bytes]) -> Draft:
    draft = desk.new_draft(files)
    now = reading.reading_of(draft)
    assert now.thread
    now.thread.join(120)
    assert not now.error
    return desk.load_draft(draft.id)


def test_a_draft_goes_to_disk_and_back(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "_drafts", {})
    assert desk.load_draft(draft.id) == draft
    assert Draft.from_json(json.loads(json.dumps(draft.as_json()))) == draft


def test_a_broken_draft_does_not_hide_the_others(draft: Draft, home: Path) -> None:
    (home / "drafts" / "20990101000000bbbbbbbb.json").write_text("{half", encoding="utf-8")
    assert [each.id for each in desk.drafts()] == [draft.id]


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "", "a" * 99, "{{7*7}}"])
def test_an_id_from_an_address_leads_to_no_other_file(name: str) -> None:
    with pytest.raises(desk.NoSuchDraft):
        desk.load_draft(name)
    with pytest.raises(desk.NoSuchDraft):
        desk.load_text(name)
    assert not desk.has_text(name)


def test_files_are_read_and_the_refused_get_a_sentence() -> None:
    draft = read(("bridge.txt", TEXT.encode()), ("empty.txt", b""), ("no.pdf", b"%PDF-nothing"))
    assert draft.stage is Stage.READY
    kept, empty, broken = draft.files
    assert kept.document and not kept.refused
    assert empty.refused.startswith("empty.txt: ")
    assert broken.refused.startswith("no.pdf: ")
    assert original_bytes(kept.sha256) == TEXT.encode()
    assert len(draft.items) == len(draft.open) >= 2
    places = [mark["start"] for mark in desk.load_marks(kept.document) if mark["kind"] == "place"]
    text = desk.load_text(kept.document).text
    assert text.index("Souran") in places and text.index("Idlib") in places


def test_a_reading_that_was_cut_off_is_taken_up(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = desk.new_draft([("bridge.txt", TEXT.encode())])
    # The server dies here; the next one knows only what is on disk.
    monkeypatch.setattr(reading, "_running", {})
    monkeypatch.setattr(desk, "_drafts", {})
    found = desk.load_draft(begun.id)
    assert found.stage is Stage.READING
    now = reading.reading_of(found)
    assert now.thread
    now.thread.join(120)
    assert desk.load_draft(begun.id).open


def test_a_file_that_ends_the_process_is_refused_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    script = tmp_path / "worker.py"
    script.write_text(
        "import os, sys\n"
        "from geo.review import worker\n"
        "read = worker.read_document\n"
        "def deadly(data, name):\n"
        "    if name == 'deadly.txt':\n"
        "        os._exit(1)\n"
        "    return read(data, name)\n"
        "worker.read_document = deadly\n"
        "worker.main()\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(reading.ROOT))
    monkeypatch.setattr(reading, "COMMAND", (reading.COMMAND[0], str(script)))
    draft = read(("deadly.txt", b"A text."), ("bridge.txt", TEXT.encode()))
    assert draft.files[0].refused.startswith("deadly.txt: reading it took too long or failed")
    assert draft.files[1].document and draft.open


def test_the_day_is_asked_for_and_the_report_read_again() -> None:
    draft = read(("march.txt", UNDATED.encode()))
    item = draft.items[0]
    assert item.lacks_day and item.proposal.timespan is None
    with pytest.raises(ValueError, match="publication day"):
        decide.accept(draft.id, [item.id])
    assert not certain_items(draft, 0.0)
    decide.describe(draft.documents[0], day=date(2017, 3, 25))
    reading.read_again(desk.load_draft(draft.id))
    now = reading.reading_of(desk.load_draft(draft.id))
    assert now.thread
    now.thread.join(120)
    item = desk.load_draft(draft.id).items[0]
    assert item.proposal.timespan and item.proposal.timespan.first == date(2017, 3, 24)
    assert not item.lacks_day


def test_reading_again_keeps_what_a_person_did() -> None:
    draft = read(("march.txt", UNDATED.encode() + b"\nClashes broke out near Homs on Monday.\n"))
    first, second = draft.items[:2]
    decide.correct(draft.id, first.id, title="Our title")
    decide.reject(draft.id, second.id)
    decide.describe(draft.documents[0], day=date(2017, 3, 25))
    reading.read_again(desk.load_draft(draft.id))
    now = reading.reading_of(desk.load_draft(draft.id))
    assert now.thread
    now.thread.join(120)
    after = desk.load_draft(draft.id)
    assert after.item(first.id).proposal.title == "Our title"
    assert after.item(first.id).proposal.timespan
    assert after.item(second.id).state is State.REJECTED
    assert len(after.items) == len(draft.items)


def test_the_same_report_again_shows_what_is_on_the_map() -> None:
    first = read(("bridge.txt", TEXT.encode()))
    decide.accept(first.id, [first.items[0].id])
    second = read(("again.txt", TEXT.encode()))
    assert second.item(first.items[0].id).state is State.ACCEPTED
    assert second.open


def test_accepting_puts_the_event_and_its_report_into_the_table(draft: Draft) -> None:
    item = draft.items[0]
    after = decide.accept(draft.id, [item.id])
    event = stored(item.id)
    assert event and event.verdict is Verdict.ACCEPTED
    assert event.claims[0].words == "Fighters took Hama."
    assert open_store().known_reports()["0123456789ab"].title == "A bridge falls"
    assert after.item(item.id).state is State.ACCEPTED
    # Once more, as after a server that died before it wrote the draft, adds nothing.
    desk.save_draft(draft)
    decide.accept(draft.id, [item.id])
    assert len(open_store().history(item.id)) == 1


def test_many_are_accepted_in_one_change_and_one_is_taken_back(draft: Draft) -> None:
    sure = certain_items(draft, 0.7)
    after = decide.accept(draft.id, [item.id for item in sure])
    assert len({after.item(item.id).change for item in sure}) == 1
    one, *others = sure
    back = decide.take_back(draft.id, one.id)
    assert back.item(one.id).state is State.OPEN and stored(one.id) is None
    assert all(stored(other.id) for other in others)
    decide.accept(draft.id, [one.id])
    assert stored(one.id)


def test_a_corrected_place_is_corrected_in_the_claims_that_named_it(draft: Draft) -> None:
    item = draft.items[2]
    read_place = item.proposal.location
    assert read_place == HAMA
    sure = replace(HAMA, place_id="gn:9", name="Morek", lat=35.37, confidence=1.0)
    after = decide.correct(draft.id, item.id, location=sure).item(item.id)
    assert after.corrected == ("location",)
    assert after.proposal.title == "Change of control in Morek"
    assert certainty(after) > certainty(item)
    places = [claim.location for claim in event_of(after).claims]
    assert places == [sure, IDLIB]
    back = decide.correct(draft.id, item.id, location=HAMA).item(item.id)
    assert back == item


def test_other_fields_are_corrected_and_kept(draft: Draft) -> None:
    item = draft.items[0]
    span = Timespan(date(2017, 3, 1), date(2017, 3, 2))
    after = decide.correct(
        draft.id, item.id, timespan=span, type=Type.STRIKE, actors=("A",), best=3, title="Ours"
    )
    decide.correct(draft.id, item.id, location=IDLIB)
    event = event_of(desk.load_draft(draft.id).item(item.id))
    assert set(after.item(item.id).corrected) == {"timespan", "type", "actors", "best", "title"}
    assert (event.title, event.type, event.actors, event.best) == ("Ours", Type.STRIKE, ("A",), 3)
    assert event.claims[0].timespan == span


def test_rejecting_keeps_the_item_and_can_be_taken_back(draft: Draft) -> None:
    item = draft.items[0]
    assert decide.reject(draft.id, item.id).item(item.id).state is State.REJECTED
    with pytest.raises(NoSuchItem):
        decide.reject(draft.id, item.id)
    assert decide.take_back(draft.id, item.id) == draft


def test_two_items_are_merged_and_split_again(draft: Draft) -> None:
    first, second = draft.items[:2]
    decide.correct(draft.id, second.id, title="Theirs")
    merged = decide.merge_items(draft.id, first.id, second.id)
    whole = merged.items[0]
    assert len(merged.items) == 2 and len(whole.proposal.claims) == 2
    assert whole.proposal.title == "Theirs"
    parts = decide.split_item(draft.id, whole.id)
    assert [item.id for item in parts.items[:2]] == [first.id, second.id]


def test_an_item_is_merged_into_an_event_on_the_map(draft: Draft) -> None:
    one, other = draft.items[:2]
    decide.accept(draft.id, [one.id])
    after = decide.merge_into_event(draft.id, other.id, one.id)
    event = stored(one.id)
    assert event and len(event.claims) == 2
    assert after.item(other.id).state is State.MERGED
    decide.take_back(draft.id, other.id)
    event = stored(one.id)
    assert event and len(event.claims) == 1
    decide.merge_into_event(draft.id, other.id, one.id)
    back = decide.take_back(draft.id, one.id)
    assert [item.state for item in back.items] == [State.OPEN] * 3
    assert stored(one.id) is None


def test_an_item_is_merged_into_a_founding_event(draft: Draft) -> None:
    there = open_table().event(0)
    decide.merge_into_event(draft.id, draft.items[0].id, there.id)
    event = stored(there.id)
    assert event and event.title == there.title
    assert len(event.claims) == len(there.claims) + 1


def test_a_report_without_publisher_is_named_by_its_address_or_file() -> None:
    document = read_document(TEXT.encode(), "bridge.txt")
    assert publisher_of(document) == "bridge.txt"
    assert publisher_of(replace(document, url="https://www.example.org/a")) == "example.org"
    assert report_of(replace(document, publisher="The Paper")).publisher == "The Paper"


def test_what_a_person_says_of_a_report_outlives_reading_it_again(draft: Draft) -> None:
    again = read_document(TEXT.encode(), "bridge.txt")
    desk.save_text(again)
    decide.describe(again.id, title="The right title", day=date(2017, 3, 25))
    told = desk.as_described(read_document(TEXT.encode(), "bridge.txt"))
    assert told.title == "The right title"
    assert told.published.day == date(2017, 3, 25)


@pytest.fixture
def count_files(home: Path) -> Callable[[], int]:
    return lambda: sum(1 for path in home.rglob("*.json") if "_delta_log" not in path.parts)


def test_the_same_bytes_in_one_drop_are_taken_once(count_files: Callable[[], int]) -> None:
    before = count_files()
    draft = desk.new_draft([("a.txt", b"same"), ("b.txt", b"same")])
    assert [file.name for file in draft.files] == ["a.txt"]
    assert count_files() == before + 1


def test_a_file_that_is_too_large_is_refused_and_not_kept(home: Path) -> None:
    draft = desk.new_draft([("large.txt", b"x" * 20_000_001)])
    assert draft.files[0].refused.startswith("large.txt: this file has 20 MB")
    assert not (home / "originals").exists()
