"""Reads the claims of a document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from basics.sentences import Sentence, sentences_of
from geo.model.place import Location
from geo.read.claims.actors.actors import MOST_ACTORS, People, groups_in
from geo.read.claims.assembly.claim_filter import (
    calibrated_location,
    counts_deaths,
    inferences_of,
    is_precise_enough,
)
from geo.read.claims.assembly.ellipsis import elliptical_claims
from geo.read.claims.assembly.event_arguments import NO_PLACE, Pair, pairs_of
from geo.read.claims.assembly.extracted_claim import ExtractedClaim
from geo.read.claims.assembly.sentence_scope import free_toponyms, within
from geo.read.claims.figures.figures import Figures, killed
from geo.read.claims.modality.background import background_clauses, counting_triggers
from geo.read.claims.modality.modality import saying
from geo.read.claims.places.anaphora import Thread, lasting_places
from geo.read.claims.places.implicit_place import (
    events_of_locals,
    label_of,
    next_event_here,
    other_events_here,
)
from geo.read.claims.places.inherited_place import inherited_place, place_of_report
from geo.read.claims.places.mention import Mention
from geo.read.claims.places.mentions import read_mentions
from geo.read.claims.places.namesakes import without_namesakes
from geo.read.claims.places.roles import is_spoken_in
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.claims.places.toponyms import Places
from geo.read.claims.times.document_time import Calendar
from geo.read.claims.triggers.event_type import is_of_disaster, type_of
from geo.read.claims.triggers.tokens import Parsed, parse
from geo.read.claims.triggers.trigger_confidence import (
    confidence_of,
    doubts,
    is_of_conflict,
    is_violent,
)
from geo.read.claims.triggers.trigger_filter import usable_triggers
from geo.read.dates import DateExpression, read_dates, read_dates_of_any_day
from geo.read.documents import Document

# No writer's sentence is longer; what is, is a list or an attack.
_LONGEST = 3000


class ClaimReader:
    """Reads one document; remembers what its earlier sentences named.

    Parameters
    ----------
    document : Document
        The report.
    places : Places
        The gazetteer.
    """

    def __init__(self, document: Document, places: Places) -> None:
        self._document = document
        self._places = places
        self._published = document.published.day
        self._dates = (
            read_dates(document.text, self._published)
            if self._published
            else read_dates_of_any_day(document.text)
        )
        found = free_toponyms(
            document.text, places.toponyms(document.text, document.url), self._dates
        )
        self._toponyms = without_namesakes(document.text, found)
        self._date_starts = [each.start for each in self._dates]
        self._toponym_starts = [each.start for each in self._toponyms]
        self._thread = Thread(self._toponyms)
        self._of_disaster = is_of_disaster(document.title)
        self._of_conflict = is_of_conflict(document.text)
        self._people = People()
        self._paragraph = -1
        self._calendar = Calendar(self._published)
        self._before: list[ExtractedClaim] = []
        self._label: Location | None = None

    def read(self) -> list[ExtractedClaim]:
        """Return the document's claims in order."""
        out: list[ExtractedClaim] = []
        for sentence in sentences_of(self._document.text):
            out += self._read_sentence(sentence)
        return out

    def _read_sentence(self, sentence: Sentence) -> list[ExtractedClaim]:
        if sentence.paragraph != self._paragraph:
            self._calendar.new_paragraph(self._before)
            self._paragraph, self._before, self._label = sentence.paragraph, [], None
        toponyms = within(self._toponyms, self._toponym_starts, sentence)
        self._label = label_of(sentence, toponyms) or self._label
        people = self._people.read(sentence.text, (each.text for each in toponyms))
        if sentence.heading or len(sentence.text) > _LONGEST:
            self._thread.note([each.location for each in toponyms])
            return []
        parsed = parse(sentence)
        dates = within(self._dates, self._date_starts, sentence)
        claims = self._events_of(parsed, toponyms, dates, people)
        if not parsed.triggers:
            claims = list(elliptical_claims(sentence, toponyms, dates, self._before))
        self._calendar.note(parsed, dates)
        self._before = claims or self._before
        return claims

    def _events_of(
        self,
        parsed: Parsed,
        toponyms: list[PlacedToponym],
        dates: Sequence[DateExpression],
        people: list[str],
    ) -> list[ExtractedClaim]:
        """Return the claims of a sentence; none without a word that tells of an event."""
        if not parsed.triggers:
            text, shift = parsed.sentence.text, parsed.sentence.start
            told = [each for each in toponyms if not is_spoken_in(text, each.start - shift)]
            self._thread.note([each.location for each in told])
            return []
        mentions = read_mentions(parsed, toponyms, self._places)
        mentions = self._thread.with_anaphora(parsed, mentions)
        self._thread.note(lasting_places(parsed, mentions))
        return list(self._claims(parsed, mentions, dates, people))

    def _claims(
        self,
        parsed: Parsed,
        mentions: list[Mention],
        dates: Sequence[DateExpression],
        people: list[str],
    ) -> Iterator[ExtractedClaim]:
        anchored = dates or self._before or self._label
        if not (anchored or any(each.role not in NO_PLACE for each in mentions)):
            return
        background = background_clauses(parsed)
        if background is None:
            return
        figures = killed(parsed.sentence.text)
        triggers = [
            h for h in usable_triggers(parsed, people) if parsed.clause(h.start) not in background
        ]
        pairs = pairs_of(parsed, mentions, triggers, bool(figures))
        pairs += other_events_here(parsed, pairs, triggers, dates)
        pairs += next_event_here(parsed, pairs, triggers)
        pairs = pairs or events_of_locals(parsed, mentions, triggers)
        if not pairs:
            pairs = inherited_place(
                parsed, triggers, figures, dates, self._before, self._thread, self._label
            )
            nowhere = pairs and pairs[0].mention is None and not mentions
            if nowhere and self._calendar.is_recent(dates):
                pairs = place_of_report(pairs[0], self._before, self._thread)
        counting = counting_triggers(parsed, pairs) if figures else None
        for pair in pairs:
            occupied = _clauses_of_others(parsed, pair, pairs)
            counted = figures if counting is None or pair.trigger.start in counting else Figures()
            claim = self._claim(parsed, pair, dates, occupied, people, counted)
            if claim:
                yield claim

    def _claim(
        self,
        parsed: Parsed,
        pair: Pair,
        dates: Sequence[DateExpression],
        occupied: set[int],
        people: list[str],
        figures: Figures,
    ) -> ExtractedClaim | None:
        sentence, trigger, mention = parsed.sentence, pair.trigger, pair.mention
        said = saying(sentence.text, trigger.start, trigger.end)
        if said.negated:
            return None
        when = self._calendar.when(parsed, dates, pair, occupied, said)
        actors = tuple(dict.fromkeys([*people, *groups_in(sentence.text)]))[:MOST_ACTORS]
        if not is_precise_enough(mention, when, said, figures, trigger, actors):
            return None
        if mention is None and when and self._calendar.is_long_past(when):
            return None
        shift = sentence.start
        counted = figures if counts_deaths(trigger) else Figures()
        violent = is_violent(trigger, sentence.text, self._of_conflict)
        type_, family, label = type_of(parsed, trigger, self._of_disaster, violent)
        confidence = confidence_of(trigger, family, sentence.text, self._of_conflict)
        return ExtractedClaim(
            document=self._document.id,
            published=self._published,
            start=sentence.start,
            end=sentence.end,
            words=sentence.text,
            type=type_,
            family=family,
            label=label,
            trigger=(trigger.start + shift, trigger.end + shift),
            toponym=mention.text if mention else "",
            place=(mention.start + shift, mention.end + shift)
            if mention and not mention.inferred
            else None,
            location=calibrated_location(mention),
            date=(when.start + shift, when.end + shift)
            if when and when.start is not None and when.end is not None
            else None,
            timespan=when.timespan if when else None,
            modality=said.modality,
            origin=said.origin,
            actors=actors,
            low=counted.low,
            best=counted.best,
            high=counted.high,
            how=(*inferences_of(mention, when), *doubts(trigger, confidence)),
            trigger_confidence=confidence,
            others=mention.others if mention else (),
        )


def _clauses_of_others(parsed: Parsed, pair: Pair, pairs: Sequence[Pair]) -> set[int]:
    """Return the clauses with the place of another event: their dates are not this one's."""
    return {
        parsed.clause(other.mention.start)
        for other in pairs
        if other.mention and other.trigger.start != pair.trigger.start
    }


def read_claims(document: Document, places: Places) -> list[ExtractedClaim]:
    """Return what a document says happened, in order; docs/reading.md says how.

    Parameters
    ----------
    document : Document
        The report.
    places : Places
        The gazetteer.
    """
    return ClaimReader(document, places).read()
