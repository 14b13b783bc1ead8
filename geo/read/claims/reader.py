"""Reads the claims of a document, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geo.model.claim import Modality
from geo.model.place import Location
from geo.model.timespan import Timespan
from geo.read.claims.actors import MOST_ACTORS, People, groups_in
from geo.read.claims.anaphora import Thread, places_that_stay
from geo.read.claims.apart import is_apart
from geo.read.claims.asides import background_clauses, counting_hits
from geo.read.claims.figures import Figures, killed
from geo.read.claims.found import FoundClaim
from geo.read.claims.gapping import carried_on
from geo.read.claims.mentions import read_mentions
from geo.read.claims.modality import Saying, saying
from geo.read.claims.namesakes import without_namesakes
from geo.read.claims.pairing import NO_PLACE, Pair, pairs_of
from geo.read.claims.roles import Mention, Role, is_spoken_in
from geo.read.claims.sentences import Sentence, sentences_of
from geo.read.claims.somewhere import also_here, inferred, label_of, somewhere
from geo.read.claims.tokens import Hit, Parsed, parse
from geo.read.claims.told import doubts, how_told, is_of_conflict, is_violent
from geo.read.claims.toponyms import Places, Toponym
from geo.read.claims.typing import is_of_disaster, type_of
from geo.read.claims.usable import is_mark, usable_hits
from geo.read.claims.when import LATELY, When, by_tense, in_the_past, inherited, read_when
from geo.read.claims.within import clear_of, within
from geo.read.claims.worth import counts_here, inferences, trusted, worth_telling
from geo.read.dates import DateExpression, read_dates, read_dates_of_any_day
from geo.read.documents import Document

# No writer's sentence is longer; what is, is a list or an attack.
_LONGEST = 3000
# "Talks are under way", "Fresh fighting": what opens a sentence goes on from the one before.
_OPENING = 12
_GOING_ON = ("", "fresh", "more", "further", "heavy", "new")
_TALKS = ("meeting", "agreement")
# What happens in a place even if it is not named again, and how long ago at most.
_DEEDS = frozenset({"offensive", "strike", "killing", "attack on civilians", "siege", "abduction"})
_RECENT_DAYS = 60
# What happened nowhere in particular so long ago is background.
_LONG_PAST_DAYS = 730
# Only so short a time is carried on to the next paragraph.
_FEW_DAYS = 7
_RELATIVE = re.compile(r"\b(?:where|which|who|that|whose|since)\b[^,;]*$")
_DEFINITE = re.compile(r"\b(?:the|that|this)\s+(?:\w+\s+)?$")


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
        found = clear_of(document.text, places.toponyms(document.text, document.url), self._dates)
        self._toponyms = without_namesakes(document.text, found)
        self._date_starts = [each.start for each in self._dates]
        self._toponym_starts = [each.start for each in self._toponyms]
        self._thread = Thread(self._toponyms)
        self._of_disaster = is_of_disaster(document.title)
        self._of_conflict = is_of_conflict(document.text)
        self._people = People()
        self._paragraph = -1
        self._span: Timespan | None = None
        self._before: list[FoundClaim] = []
        self._above: list[FoundClaim] = []
        self._label: Location | None = None

    def read(self) -> list[FoundClaim]:
        """Return the document's claims in order."""
        out: list[FoundClaim] = []
        for sentence in sentences_of(self._document.text):
            out += self._read_sentence(sentence)
        return out

    def _read_sentence(self, sentence: Sentence) -> list[FoundClaim]:
        if sentence.paragraph != self._paragraph:
            self._paragraph, self._span = sentence.paragraph, None
            self._above, self._before = self._before, []
            self._label = None
        toponyms = within(self._toponyms, self._toponym_starts, sentence)
        self._label = label_of(sentence, toponyms) or self._label
        people = self._people.read(sentence.text, (each.text for each in toponyms))
        if sentence.heading or len(sentence.text) > _LONGEST:
            self._thread.note([each.location for each in toponyms])
            return []
        parsed = parse(sentence)
        dates = within(self._dates, self._date_starts, sentence)
        claims = self._happenings(parsed, toponyms, dates, people)
        if not parsed.hits:
            claims = list(carried_on(sentence, toponyms, dates, self._before))
        if dates and (span := _main_span(parsed, dates, self)):
            self._span = span
        self._before = claims or self._before
        return claims

    def _happenings(
        self,
        parsed: Parsed,
        toponyms: list[Toponym],
        dates: Sequence[DateExpression],
        people: list[str],
    ) -> list[FoundClaim]:
        """Return the claims of a sentence; none without a word that tells of a happening."""
        if not parsed.hits:
            text, shift = parsed.sentence.text, parsed.sentence.start
            told = [each for each in toponyms if not is_spoken_in(text, each.start - shift)]
            self._thread.note([each.location for each in told])
            return []
        mentions = read_mentions(parsed, toponyms, self._places)
        mentions = self._thread.with_anaphora(parsed, mentions)
        self._thread.note(places_that_stay(parsed, mentions))
        return list(self._claims(parsed, mentions, dates, people))

    def _claims(
        self,
        parsed: Parsed,
        mentions: list[Mention],
        dates: Sequence[DateExpression],
        people: list[str],
    ) -> Iterator[FoundClaim]:
        told_of = dates or self._before or self._label
        if not (told_of or any(each.role not in NO_PLACE for each in mentions)):
            return
        background = background_clauses(parsed)
        if background is None:
            return
        figures = killed(parsed.sentence.text)
        hits = [h for h in usable_hits(parsed, people) if parsed.clause(h.start) not in background]
        pairs = pairs_of(parsed, mentions, hits, bool(figures))
        pairs += also_here(parsed, pairs, hits, dates)
        if not pairs:
            pairs = self._unplaced(parsed, hits, figures, dates)
            if pairs and pairs[0].mention is None and not mentions:
                pairs = self._told_of(pairs[0], dates)
        counting = counting_hits(parsed, pairs) if figures else None
        for pair in pairs:
            busy = _clauses_of_others(parsed, pair, pairs)
            counted = figures if counting is None or pair.hit.start in counting else Figures()
            claim = self._claim(parsed, pair, dates, busy, people, counted)
            if claim:
                yield claim

    def _unplaced(
        self,
        parsed: Parsed,
        usable: list[Hit],
        figures: Figures,
        dates: Sequence[DateExpression],
    ) -> list[Pair]:
        """Return the sentence's chief happening with the place of the sentence before, or none."""
        hits = [hit for hit in usable if not hit.trigger.weak and not is_mark(parsed, hit)]
        for hit in hits:
            back = _refers_back(parsed, hit, self._before)
            if back or (figures and hit.trigger.family == "killing" and self._before):
                placed = _placed(back or self._before)
                if hit.trigger.family == "killing":
                    placed = self._thread.as_one(placed)
                clause = parsed.clause(hit.start)
                chief = next(each for each in hits if back or parsed.clause(each.start) == clause)
                return [Pair(chief, each) for each in placed]
        if not hits or not (dates or self._label):
            return []
        return [Pair(hits[0], somewhere(parsed, self._label, self._thread))]

    def _told_of(self, pair: Pair, dates: Sequence[DateExpression]) -> list[Pair]:
        """Return a recent deed in the place that the paragraph, or the whole report, tells of."""
        deed = pair.hit.trigger.family in _DEEDS and not pair.hit.word.startswith("dea")
        if not deed or not self._is_recent(dates):
            return [pair]
        told = _placed(self._before[-1:])
        chief = self._thread.chief()
        if not told and chief:
            told = [inferred(chief)]
        return [Pair(pair.hit, each) for each in told] or [pair]

    def _is_recent(self, dates: Sequence[DateExpression]) -> bool:
        spans = [span for each in dates if (span := each.timespan())]
        day = self._published
        return bool(day and spans) and all(
            abs((day - span.first).days) <= _RECENT_DAYS for span in spans if day
        )

    def _claim(
        self,
        parsed: Parsed,
        pair: Pair,
        dates: Sequence[DateExpression],
        busy: set[int],
        people: list[str],
        figures: Figures,
    ) -> FoundClaim | None:
        sentence, hit, mention = parsed.sentence, pair.hit, pair.mention
        said = saying(sentence.text, hit.start, hit.end)
        if said.negated:
            return None
        when = self._when(parsed, dates, pair, busy, said)
        actors = tuple(dict.fromkeys([*people, *groups_in(sentence.text)]))[:MOST_ACTORS]
        if not worth_telling(mention, when, said, figures, hit, actors):
            return None
        if mention is None and when and self._is_long_past(when):
            return None
        shift = sentence.start
        counted = figures if counts_here(hit) else Figures()
        violent = is_violent(hit, sentence.text, self._of_conflict)
        type_, family, label = type_of(parsed, hit, self._of_disaster, violent)
        told = how_told(hit, family, sentence.text, self._of_conflict)
        return FoundClaim(
            document=self._document.id,
            known=self._published,
            start=sentence.start,
            end=sentence.end,
            words=sentence.text,
            type=type_,
            family=family,
            label=label,
            trigger=(hit.start + shift, hit.end + shift),
            toponym=mention.text if mention else "",
            place=(mention.start + shift, mention.end + shift)
            if mention and not mention.inferred
            else None,
            location=trusted(mention),
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
            how=(*inferences(mention, when), *doubts(hit, told)),
            told=told,
            others=mention.others if mention else (),
        )

    def _when(
        self,
        parsed: Parsed,
        dates: Sequence[DateExpression],
        pair: Pair,
        busy: set[int],
        said: Saying,
    ) -> When | None:
        hit, mention = pair.hit, pair.mention
        place = mention.start if mention and not mention.inferred else None
        found = read_when(parsed, dates, hit.start, self._published, busy, place)
        found = found or by_tense(parsed, hit.start, place, self._published)
        if said.modality is Modality.PLANNED:
            return found if found and found.how != LATELY else None
        if found or said.modality is Modality.DENIED:
            return in_the_past(found, self._published) if found else None
        before = None if is_apart(parsed.sentence.text) else self._span
        return (
            inherited(parsed, before, self._published)
            or self._said_on(parsed, dates, hit, busy)
            or self._as_above(mention)
        )

    def _is_long_past(self, when: When) -> bool:
        day = self._published
        return day is not None and (day - when.timespan.last).days > _LONG_PAST_DAYS

    def _as_above(self, mention: Mention | None) -> When | None:
        """Return the day of what the paragraph before tells of the same place."""
        if mention is None:
            return None
        for claim in self._above:
            if not (claim.timespan and claim.date and claim.timespan.days <= _FEW_DAYS):
                continue
            if claim.location and claim.location.place_id == mention.location.place_id:
                how = f"“{claim.timespan.words}” in the paragraph before"
                return When(replace(claim.timespan, approx=True), how=how)
        return None

    def _said_on(
        self, parsed: Parsed, dates: Sequence[DateExpression], hit: Hit, busy: set[int]
    ) -> When | None:
        """Return the day somebody said so, which the happening lies on or shortly before."""
        found = read_when(parsed, dates, hit.start, self._published, busy, spoken=True)
        if found is None:
            return None
        return replace(
            found, timespan=replace(found.timespan, approx=True), how="the day it was said"
        )


def _clauses_of_others(parsed: Parsed, pair: Pair, pairs: Sequence[Pair]) -> set[int]:
    """Return the clauses with the place of another happening: their dates are not this one's."""
    return {
        parsed.clause(other.mention.start)
        for other in pairs
        if other.mention and other.hit.start != pair.hit.start
    }


def _main_span(
    parsed: Parsed, dates: Sequence[DateExpression], reader: ClaimReader
) -> Timespan | None:
    """Return the time of a sentence's main clause, for the sentences that follow."""
    main = [each for each in dates if not _in_relative_clause(parsed, each)]
    found = read_when(parsed, main, 0, reader._published, set())
    return found.timespan if found else None


def _in_relative_clause(parsed: Parsed, each: DateExpression) -> bool:
    left = parsed.sentence.text[: each.start - parsed.sentence.start]
    return bool(_RELATIVE.search(left))


def _refers_back(parsed: Parsed, hit: Hit, before: list[FoundClaim]) -> list[FoundClaim]:
    """Return the claims before that "the offensive" or "that attack" means."""
    left = parsed.sentence.text[max(0, hit.start - 12) : hit.start].lower()
    family = hit.trigger.family
    if hit.start < _OPENING and left.strip(' “"') in _GOING_ON:
        return [claim for claim in before if {claim.family, family} <= {family, *_TALKS}]
    if not _DEFINITE.search(left):
        return []
    return [claim for claim in before if claim.family == family]


def _placed(claims: list[FoundClaim]) -> list[Mention]:
    return [
        Mention(0, 0, claim.toponym, claim.location, Role.HAPPENED, 0, inferred=claim.toponym)
        for claim in claims
        if claim.location
    ]


def read_claims(document: Document, places: Places) -> list[FoundClaim]:
    """Return what a document says happened, in order; docs/reading.md says how."""
    return ClaimReader(document, places).read()
