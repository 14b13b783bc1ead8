"""Scores proposed events against reports of our own, whose events are known."""

import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from geo.model.timespan import Timespan
from geo.read.documents import read_document
from geo.read.pipeline import propose

HERE = Path(__file__).parent
# Short reports with a trap each, and longer ones in the manner of those that people work with.
SETS = {
    "short": ("syria.toml", "world.toml", "mixed.toml"),
    "field": ("field.toml",),
    "further": ("further.toml",),
    "third": ("third.toml",),
    "fourth": ("fourth.toml",),
    "fifth": ("fifth.toml",),
    "sixth": ("sixth.toml",),
    "seventh": ("seventh.toml",),
}


@dataclass
class Score:
    """What was found, what was wrong, and sentences that say which."""

    events: int = 0
    placed_and_dated: int = 0
    typed: int = 0
    proposals: int = 0
    wrong: int = 0
    forbidden: int = 0
    details: int = 0
    details_right: int = 0
    says: list = field(default_factory=list)
    judged: list = field(default_factory=list)

    @property
    def recall(self):
        """Share of the known events proposed with the right place and days that overlap."""
        return self.placed_and_dated / self.events

    @property
    def type_accuracy(self):
        """Share of those with the right type."""
        return self.typed / self.placed_and_dated

    @property
    def wrong_share(self):
        """Share of proposals that no event of the text stands behind."""
        return self.wrong / self.proposals

    def sure(self, least):
        """Proposals at least so certain: their share of all, and the share of them right."""
        right = [is_right for certainty, is_right in self.judged if certainty >= least]
        return len(right) / len(self.judged), sum(right) / len(right)

    @property
    def detail_accuracy(self):
        """Share of the figures, modalities, statuses and fusings that are right."""
        return self.details_right / self.details


def gold_reports(name="short"):
    """Return the reports of a set, in order."""
    return [
        report
        for file in SETS[name]
        for report in tomllib.loads((HERE / file).read_text(encoding="utf-8"))["report"]
    ]


def read_gold(report):
    """Return a gold report as a document with its publication day."""
    document = read_document(report["text"].encode(), f"{report['id']}.txt")
    return document if report.get("own") else document.published_on(report["published"])


def place_of(location):
    """Return the province of a location, else its country, else its id."""
    return location.admin1_iso or location.country or location.place_id


def right_place(location, event):
    """Say whether a location is where an event happened."""
    if event.get("loose"):
        return location.country == event["place"][:2] or not location.country
    return place_of(location) == event["place"]


def right_days(proposal, event):
    """Say whether a proposal's days and an event's overlap."""
    last = event.get("last", event["first"])
    return proposal.timespan is not None and proposal.timespan.overlaps(event["first"], last)


def score_all(places=None, name="short"):
    """Return the score over the gold reports of a set, read together as one batch."""
    reports = gold_reports(name)
    documents = {report["id"]: read_gold(report) for report in reports}
    proposals = propose(documents.values(), places)
    score = Score()
    for report in reports:
        mine = [
            each
            for each in proposals
            if any(claim.document == documents[report["id"]].id for claim in each.claims)
        ]
        _score_report(report, mine, score)
    return score


def _score_report(report, proposals, score):
    events = report.get("event", [])
    for event in events:
        _score_event(report, event, proposals, score)
    for proposal in proposals:
        score.proposals += 1
        if proposal.location and place_of(proposal.location) in report.get("not", []):
            score.forbidden += 1
            score.says.append(f"{report['id']}: forbidden: {describe(proposal)}")
        stands = _stands_behind(proposal, report, events)
        score.judged.append((proposal.certainty, stands))
        if not stands:
            score.wrong += 1
            score.says.append(f"{report['id']}: wrong: {describe(proposal)}")


def _score_event(report, event, proposals, score):
    found = [
        each
        for each in proposals
        if each.location and right_place(each.location, event) and right_days(each, event)
    ]
    if event.get("optional"):
        return
    score.events += 1
    score.placed_and_dated += bool(found)
    typed = [each for each in found if each.type == event["type"]]
    score.typed += bool(typed)
    if not typed:
        kinds = ", ".join(each.type for each in found) or "nothing"
        score.says.append(
            f"{report['id']}: {event['type']} {event['place']} {event['first']}: {kinds}"
        )
    _score_details(report, event, typed or found, score)


def _score_details(report, event, found, score):
    for name, right in _details(event):
        score.details += 1
        if any(right(each) for each in found):
            score.details_right += 1
        else:
            got = [(each.low, each.best, each.high, each.status.value) for each in found]
            score.says.append(f"{report['id']}: {name}: {event.get(name)} but {got}")


def _details(event):
    if "killed" in event:
        low, high = event["killed"]
        yield "killed", lambda each: each.low == low and (each.high or each.best) == high
    if "modality" in event:
        yield (
            "modality",
            lambda each: any(claim.modality == event["modality"] for claim in each.claims),
        )
    if "status" in event:
        yield "status", lambda each: each.status == event["status"]
    if "reports" in event:
        count = event["reports"]
        yield (
            "reports",
            lambda each: len({claim.document for claim in each.claims}) == count,
        )


def _stands_behind(proposal, report, events):
    """Say whether some event of the report can be what a proposal means."""
    if report["id"] == "same-strike-b":
        events = [e for r in gold_reports() if r["id"] == "same-strike-a" for e in r["event"]]
    for event in events:
        place = proposal.location is None or right_place(proposal.location, event)
        place = place or place_of(proposal.location) == event["place"][:2]
        span = proposal.timespan
        first = event["first"] - timedelta(1)
        last = event.get("last", event["first"]) + timedelta(1)
        if place and (span is None or Timespan.overlaps(span, first, last)):
            return True
    return False


def describe(proposal):
    """Return a proposal in one line."""
    when = proposal.timespan.humanize() if proposal.timespan else "undated"
    words = proposal.claims[0].words[:80]
    place = place_of(proposal.location) if proposal.location else "-"
    return f"{proposal.type} {proposal.title} [{place}] {when} | {words}"
