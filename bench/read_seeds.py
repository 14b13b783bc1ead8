"""How much of the founding reports the reader proposes: `python -m bench.read_seeds FOLDER`.

FOLDER holds the five reports as files and `manifest.json`, a list of {"file", "title"}; the reports
belong to their publishers and do not come with Dateline. What they state is in `seeds/`. The files
are read twice: as a stranger would drop them, with the publication days that the reader finds, and
with what `manifest.json` tells of them, as `python -m geo read FOLDER` does. For each it prints

- found: of the happenings that are placed and dated, the share that has a proposal of its own (one
  to one) from a report that states it, with the same province and days that overlap. Where the
  reports name no province, the proposal may name none, and the country has to be the same;
- wrong: the share of proposals that agree with no happening of their reports in place and days. A
  proposal without a day is judged by its place, one without a place by its days;
- how many proposals have no happening of their own: the wrong ones, and those that tell of one a
  second time;
- the publication days that were found otherwise than they are.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.model.event import Event
from geo.model.place import Location, PlaceKind
from geo.model.report import Report
from geo.model.timespan import Timespan
from geo.read.coreference.proposal import Proposal
from geo.read.documents import Document, read_document
from geo.read.manifest import read_manifest
from geo.read.pipeline import propose
from geo.store.seeds import seed_events, seed_reports

NEAR_DEGREES = 4.0
WORDS_SHOWN = 110


@dataclass(frozen=True, slots=True)
class Stated:
    """A place and days that one report gives of a happening."""

    report: str
    location: Location | None
    timespan: Timespan | None


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the reports twice and print; 1 when they are not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--list", action="store_true", help="print what was missed and wrong")
    options = parser.parse_args(arguments)
    if not (options.folder / "manifest.json").is_file():
        print(f"{options.folder}: there is no manifest.json; the reports are not part of Dateline.")
        return 1
    read = documents(options.folder)
    measure("no publication day given", read, options.list)
    manifest = read_manifest((options.folder / "manifest.json").read_bytes())
    told = {key: (manifest.row_for(each.name), each) for key, each in read.items()}
    given = {key: row.applied_to(each) if row else each for key, (row, each) in told.items()}
    measure("with manifest.json", given, options.list)
    return 0


def documents(folder: Path) -> dict[str, Document]:
    """Return the reports of a folder as documents, by the ids that the seeds give them."""
    rows = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    ids = {(_plain(r.title), _plain(r.publisher)): key for key, r in seed_reports().items()}
    found = {ids[_plain(row["title"]), _plain(row["publisher"])]: row["file"] for row in rows}
    return {key: read_document((folder / name).read_bytes(), name) for key, name in found.items()}


def _plain(words: str) -> str:
    return words.replace("’", "'").casefold()


def measure(title: str, read: Mapping[str, Document], listed: bool) -> None:
    """Print the figures of one reading."""
    proposals = propose(read.values())
    names = {document.id: key for key, document in read.items()}
    events = [event for event in seed_events() if event.location and event.timespan]
    partner = matched([[_tells(p, e, names) for p in proposals] for e in events])
    wrong = [p for p in proposals if not any(_agrees(p, e, names) for e in seed_events())]
    alone = len(proposals) - len(partner)
    print(f"{title}: {_share(len(partner), len(events))} happenings found")
    print(f"{title}: {_share(len(wrong), len(proposals))} proposals wrong")
    print(f"{title}: {_share(alone, len(proposals))} proposals without a happening of their own")
    for line in _days_missed(read, seed_reports()):
        print(f"{title}: {line}")
    if listed:
        for number, event in enumerate(events):
            if number not in partner:
                print(f"  missed: {event.title} [{_where(event.location)}] {_when(event.timespan)}")
        for each in wrong:
            words = " ".join(each.claims[0].words.split())[:WORDS_SHOWN]
            print(
                f"  wrong: {each.title} [{_where(each.location)}] {_when(each.timespan)} | {words}"
            )


def _share(count: int, of: int) -> str:
    return f"{count} of {of} ({count / max(1, of):.1%})"


def _days_missed(read: Mapping[str, Document], reports: Mapping[str, Report]) -> Iterator[str]:
    for key, document in read.items():
        if document.published.day != reports[key].published:
            day, of = document.published.day or "no day", reports[key].published
            yield f"{key} was published on {of}, read as {day}"


def matched(fits: Sequence[Sequence[bool]]) -> dict[int, int]:
    """Pair rows with columns that fit, each once, as many as can be (augmenting paths)."""
    row_of: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, fit in enumerate(fits[row]):
            if fit and column not in seen:
                seen.add(column)
                if column not in row_of or place(row_of[column], seen):
                    row_of[column] = row
                    return True
        return False

    for row in range(len(fits)):
        place(row, set())
    return {row: column for column, row in row_of.items()}


def _stated(event: Event, reports: set[str]) -> list[Stated]:
    """Return what some reports state of an event, and the event as a whole."""
    claims = [claim for claim in event.claims if claim.report_id in reports]
    told = [Stated(claim.report_id, claim.location, claim.timespan) for claim in claims]
    return [*told, Stated("", event.location, event.timespan)] if told else []


def _tells(proposal: Proposal, event: Event, names: Mapping[str, str]) -> bool:
    """Say whether a proposal, placed and dated, is what its reports state of an event."""
    placed = proposal.location is not None and proposal.timespan is not None
    return placed and _agrees(proposal, event, names)


def _agrees(proposal: Proposal, event: Event, names: Mapping[str, str]) -> bool:
    reports = {names[claim.document] for claim in proposal.claims}
    return any(
        (proposal.location is None or _same_place(proposal.location, stated.location))
        and (proposal.timespan is None or _overlap(proposal.timespan, stated.timespan))
        for stated in _stated(event, reports)
    )


def _overlap(one: Timespan, other: Timespan | None) -> bool:
    return other is not None and one.overlaps(other.first, other.last)


def _same_place(one: Location, other: Location | None) -> bool:
    if other is None:
        return False
    if one.admin1_iso or other.admin1_iso:
        return one.admin1_iso == other.admin1_iso
    if PlaceKind.WATER in (one.kind, other.kind) or not (one.country and other.country):
        near = max(abs(one.lon - other.lon), abs(one.lat - other.lat)) <= NEAR_DEGREES
        return one.place_id == other.place_id or (one.kind == other.kind and near)
    return one.country == other.country


def _where(location: Location | None) -> str:
    return (location.admin1_iso or location.country or location.name) if location else "-"


def _when(timespan: Timespan | None) -> str:
    return f"{timespan.first} to {timespan.last}" if timespan else "undated"


if __name__ == "__main__":
    sys.exit(main())
