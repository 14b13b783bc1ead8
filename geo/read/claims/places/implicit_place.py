"""Places of events that name none: the label above them, "the port", "its square"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from basics.sentences import Sentence
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.family import Family
from geo.model.place import Location, PlaceKind
from geo.read.claims.assembly.event_arguments import Pair
from geo.read.claims.places.anaphora import Thread
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.places.roles import is_label
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch
from geo.read.dates import DateExpression

_PATTERNS = Patterns(ENGLISH, "implicit_place")
_SITE = _PATTERNS.phrases("site")
_QUARTER = _PATTERNS.phrases("quarter")
# Who speaks of what happened at home, or does something there.
_LOCAL = _PATTERNS.compile("local")
_NEXT = {
    Family.DEPLOYMENT: (Family.MEETING, Family.AGREEMENT),
    Family.WITHDRAWAL: (Family.MEETING,),
    Family.CAPTURE: (Family.ABDUCTION, Family.KILLING, Family.DESTRUCTION),
    Family.OFFENSIVE: (Family.ABDUCTION, Family.DESTRUCTION),
    Family.MEETING: (Family.AGREEMENT,),
    Family.PROTEST: (Family.DESTRUCTION, Family.OFFENSIVE),
}
# "And held talks", "and then briefly met": so far from its clause's beginning a verb stands.
_VERB_REACH, _LOOK = 16, 40
_HERE = _PATTERNS.phrases("here", re.IGNORECASE)


def label_of(sentence: Sentence, toponyms: Sequence[PlacedToponym]) -> Location | None:
    """Return the place that a sentence stands under ("Bangui: Rebels attacked ...").

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    toponyms : sequence of PlacedToponym
        The sentence's, in order, with offsets in the document.
    """
    for each in toponyms[:1]:
        if is_label(sentence.text, each.start - sentence.start, each.end - sentence.start):
            return each.location
    return None


def implicit_place(parsed: Parsed, label: Location | None, thread: Thread) -> Mention | None:
    """Return the place of a sentence that names none, as far as it says which it means.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    label : Location or None
        What the paragraph stands under.
    thread : Thread
        What earlier sentences named.
    """
    if label:
        return inferred(label)
    found = _QUARTER.search(parsed.sentence.text)
    location = thread.focus() if found else None
    if location is None:
        found = _SITE.search(parsed.sentence.text)
        location = thread.last_town() if found else None
    if found is None or location is None:
        return None
    return inferred(location)


def inferred(location: Location) -> Mention:
    """Return a place that a sentence does not name."""
    return Mention(0, 0, location.name, location, Role.HAPPENED, 0, location.name)


def other_events_here(
    parsed: Parsed,
    pairs: Sequence[Pair],
    triggers: Sequence[TriggerMatch],
    dates: Sequence[DateExpression],
) -> list[Pair]:
    """Return what else a sentence dates at its one place ("... filmed on its square on Monday").

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    pairs : sequence of Pair
        The events found so far, with their places.
    triggers : sequence of TriggerMatch
        The sentence's triggers.
    dates : sequence of DateExpression
        The sentence's dates, with offsets in the document.
    """
    if not (pairs and dates) or len(triggers) < 2 or not _HERE.search(parsed.sentence.text):
        return []
    mentions = [pair.mention for pair in pairs if pair.mention]
    if len({each.location.place_id for each in mentions}) != 1:
        return []
    place = mentions[0]
    done = {parsed.clause(pair.trigger.start) for pair in pairs}
    dated = {parsed.clause(each.start - parsed.sentence.start) for each in dates}
    out = []
    for trigger in triggers:
        clause = parsed.clause(trigger.start)
        if clause in done or clause not in dated or trigger.entry.weak:
            continue
        found = _HERE.search(_words_of(parsed, clause))
        if found:
            done.add(clause)
            out.append(Pair(trigger, inferred(place.location)))
    return out


def next_event_here(
    parsed: Parsed, pairs: Sequence[Pair], triggers: Sequence[TriggerMatch]
) -> list[Pair]:
    """Return what somebody did next at a sentence's one place ("arrived in X and held talks").

    A verb in a clause of its own tells of it, without a place there, of another kind.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    pairs : sequence of Pair
        The events found so far, with their places.
    triggers : sequence of TriggerMatch
        The sentence's triggers.
    """
    mentions = {pair.mention.location.place_id: pair.mention for pair in pairs if pair.mention}
    if len(mentions) != 1 or len(pairs) != 1:
        return []
    first, place = pairs[0].trigger, next(iter(mentions.values()))
    named = {parsed.clause(first.start), parsed.clause(place.start)}
    edges = (0, *parsed.clauses)
    for trigger in triggers:
        clause = parsed.clause(trigger.start)
        opens = 0 <= trigger.start - edges[clause] <= _VERB_REACH
        after = trigger.start > max(first.start, place.end) and clause not in named
        if after and opens and trigger.entry.family in _NEXT.get(first.entry.family, ()):
            return [Pair(trigger, inferred(place.location))]
    return []


def events_of_locals(
    parsed: Parsed, mentions: Sequence[Mention], triggers: Sequence[TriggerMatch]
) -> list[Pair]:
    """Return what the people of a place tell or do ("the governor of X said a drone struck").

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    mentions : sequence of Mention
        Its places.
    triggers : sequence of TriggerMatch
        The sentence's triggers.
    """
    text = parsed.sentence.text
    for mention in mentions:
        local = mention.location.kind in (PlaceKind.CITY, PlaceKind.ADMIN1) and _LOCAL.search(
            text, max(0, mention.start - _LOOK), mention.start
        )
        after = (trigger for trigger in triggers if trigger.start > mention.end)
        first = next(
            (trigger for trigger in after if trigger.entry.family.traits.seen_locally), None
        )
        if local and first and not first.entry.weak:
            return [Pair(first, mention._replace(role=Role.HAPPENED))]
    return []


def _words_of(parsed: Parsed, clause: int) -> str:
    """Return the words of a clause."""
    edges = (0, *parsed.clauses, len(parsed.sentence.text))
    return parsed.sentence.text[edges[clause] : edges[clause + 1]]
