"""Which word of a sentence tells what happened at which of its places."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.family import Family
from geo.model.place import PlaceKind
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.places.roles import word_at
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch
from geo.read.claims.triggers.trigger_filter import is_mark

NO_PLACE = (Role.CONTAINER, Role.NAMED)
_FOLLOWING = 25
_OTHER_CLAUSE = 80
_FAR = 220
_WEAK_REACH = 45
_WIDE = (PlaceKind.REGION, PlaceKind.WATER)
_WEAK = 40
_JOINED = 15
_HOLD_REACH = 12
# Patterns that end at a word look this far back from it.
_LOOK = 40
_PURPOSE = re.compile(r"\bto (?:\w+ and )?$")
_BEFORE_PURPOSE = ("to ", " and ", "\n")
# A second verb of the same sentence: "... in X on Monday and killed ...".
_GOES_ON = re.compile(r"(?:\band|,|\bthen|\balso|\bwere|\bwas) $")
_REACH = 70
_PROTESTING = ("protesters", "demonstrators", "rioters", "strikers")
_CARRIED = ("brought", "flown", "flew")
_LEADING = re.compile(r"(?:^|[,;:] |\b(?:and|but) )(?:[A-Z][a-z]+ )?$")


# "The war in Syria": what people talk about, and not where they do.
_TALKED_OF = Patterns(ENGLISH, "topics").compile("talked_of")


class Pair(NamedTuple):
    """An event and its place; None where the sentence gives no place."""

    trigger: TriggerMatch
    mention: Mention | None


def pairs_of(
    parsed: Parsed, mentions: list[Mention], triggers: list[TriggerMatch], counted: bool
) -> list[Pair]:
    """Return the events of a sentence with their places, one for each place.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    mentions : list[Mention]
        Its places with their roles.
    triggers : list[TriggerMatch]
        The words that tell of events.
    counted : bool
        The sentence counts people killed.
    """
    out: list[Pair] = []
    for mention in mentions:
        if mention.role in NO_PLACE:
            continue
        trigger = _trigger_for(parsed, mention, triggers, mentions, counted)
        if (
            trigger
            and _fits(parsed, mention, trigger, mentions)
            and not _is_topic(parsed, mention, trigger)
        ):
            out.append(Pair(trigger, mention))
    return _without_regions(_without_repeats(out))


def _without_repeats(pairs: list[Pair]) -> list[Pair]:
    """Drop "the attack in X" where the sentence goes on ", where a bomb killed ..."."""
    told = {
        pair.mention.location.place_id
        for pair in pairs
        if pair.mention and pair.mention.text == "where" and pair.trigger.entry.family.traits.attack
    }
    return [
        pair
        for pair in pairs
        if not pair.mention
        or pair.mention.text == "where"
        or pair.mention.location.place_id not in told
        or not pair.trigger.entry.family.traits.attack
    ]


def _is_topic(parsed: Parsed, mention: Mention, trigger: TriggerMatch) -> bool:
    """Say whether people only met about a place ("a meeting on the war in Syria").

    Or whether it stands before what only marks a time ("in Syria since the uprisings").
    """
    if mention.end < trigger.start and is_mark(parsed, trigger):
        return True
    if not trigger.entry.family.traits.has_topic or mention.inferred:
        return False
    return bool(_TALKED_OF.search(parsed.sentence.text, 0, mention.start))


def _trigger_for(
    parsed: Parsed,
    mention: Mention,
    triggers: list[TriggerMatch],
    mentions: list[Mention],
    counted: bool,
) -> TriggerMatch | None:
    """Return the word nearest to a place: before it rather than after, in its clause first."""
    governing = [
        trigger for trigger in parsed.triggers if trigger.start == mention.governor < mention.start
    ]
    if governing:
        return _agreed(parsed, governing[0]) or (
            _deadly(parsed, mention, governing[0], triggers, mentions) if counted else governing[0]
        )
    fitting = [trigger for trigger in triggers if _fits(parsed, mention, trigger, mentions)]
    scored = [
        (_cost(parsed, mention, trigger, mentions), trigger.start, trigger) for trigger in fitting
    ]
    scored = [each for each in scored if each[0] < _FAR]
    if not scored:
        return _only_one(mention, fitting, mentions)
    best = min(scored, key=lambda each: each[:2])[2]
    return _deadly(parsed, mention, best, triggers, mentions) if counted else best


def _only_one(
    mention: Mention, triggers: list[TriggerMatch], mentions: list[Mention]
) -> TriggerMatch | None:
    """Return the trigger far from the only place of a sentence, which it can only mean."""
    places = [each for each in mentions if each.role not in NO_PLACE]
    if places != [mention] or mention.role is not Role.HAPPENED or mention.inferred:
        return None
    strong = [trigger for trigger in triggers if not trigger.entry.weak]
    before = [trigger for trigger in strong if trigger.end <= mention.start]
    return before[-1] if before else next(iter(strong), None)


def _is_purpose(parsed: Parsed, trigger: TriggerMatch) -> bool:
    """Say whether a verb stands in the infinitive of purpose ("to leave")."""
    left = parsed.sentence.text[max(0, trigger.start - _LOOK) : trigger.start]
    return left.endswith(_BEFORE_PURPOSE) and bool(_PURPOSE.search(left))


def _agreed(parsed: Parsed, trigger: TriggerMatch) -> TriggerMatch | None:
    """Return the agreement that an infinitive only spells out ("a deal to leave the city")."""
    if not _is_purpose(parsed, trigger):
        return None
    clause = parsed.clause(trigger.start)
    return next(
        (
            other
            for other in reversed(parsed.triggers)
            if other.start < trigger.start
            and other.entry.family is Family.AGREEMENT
            and parsed.clause(other.start) == clause
        ),
        None,
    )


def _deadly(
    parsed: Parsed,
    mention: Mention,
    best: TriggerMatch,
    triggers: list[TriggerMatch],
    mentions: list[Mention],
) -> TriggerMatch:
    """Prefer the killing that a sentence counts to the battle or area it was part of.

    Not one that another place, in another clause, stands nearer to.
    """
    wide = best.entry.family.traits.wide
    if not (wide or best.word in _PROTESTING):
        return best
    killing = next(
        (trigger for trigger in triggers if trigger.entry.family is Family.KILLING), best
    )
    clause, far = parsed.clause(mention.start), abs(killing.start - mention.start)
    elsewhere = any(
        abs(killing.start - other.start) < far and parsed.clause(other.start) != clause
        for other in mentions
        if other.role not in NO_PLACE
    )
    return best if elsewhere else killing


def _cost(
    parsed: Parsed, mention: Mention, trigger: TriggerMatch, mentions: list[Mention]
) -> float:
    before = trigger.end <= mention.start
    gap = mention.start - trigger.end if before else trigger.start - mention.end
    if gap < 0 or (trigger.entry.weak and (gap > _WEAK_REACH or not before)):
        return _FAR
    clauses = abs(parsed.clause(trigger.start) - parsed.clause(mention.start))
    cost: float = gap + _OTHER_CLAUSE * clauses + trigger.entry.family.traits.penalty
    cost += _WEAK * trigger.entry.weak
    if not before:
        cost += _following(parsed, mention, trigger, gap, mentions)
    if _is_purpose(parsed, trigger):
        cost += _FOLLOWING
    return cost


def _following(
    parsed: Parsed, mention: Mention, trigger: TriggerMatch, gap: int, mentions: list[Mention]
) -> float:
    """Return what it costs that the trigger comes after its place."""
    if gap <= 1 or (mention.governor == mention.start and gap < _JOINED):
        return -_FOLLOWING
    text = parsed.sentence.text
    occupied = any(
        0 <= other.start - trigger.end < _JOINED for other in mentions if other is not mention
    )
    if occupied:
        return _FAR
    if gap <= _JOINED or _LEADING.search(text[max(0, mention.governor - _LOOK) : mention.governor]):
        return _FOLLOWING
    goes_on = _GOES_ON.search(text[max(0, trigger.start - _LOOK) : trigger.start])
    return _OTHER_CLAUSE if goes_on and gap < _REACH else _FAR


def _fits(parsed: Parsed, mention: Mention, trigger: TriggerMatch, mentions: list[Mention]) -> bool:
    """Say whether an event can be at a place of that role."""
    if trigger.entry.family is Family.HOLD and mention.governor < mention.start:
        return trigger.end >= mention.governor - _HOLD_REACH and not trigger.word.startswith("held")
    if mention.role is Role.TARGET:
        return trigger.end <= mention.start and trigger.entry.family.traits.directed
    if mention.role is Role.ORIGIN:
        if trigger.entry.family is Family.WITHDRAWAL:
            return True
        if trigger.entry.family is Family.CAPTURE:
            return (
                mention.location.kind is not PlaceKind.COUNTRY
                or trigger.end == mention.governor - 1
            )
        if trigger.word in _CARRIED and word_at(parsed.sentence.text, mention.governor) == "out":
            return True
        others = any(m.role in (Role.HAPPENED, Role.TARGET) for m in mentions)
        fixed = mention.location.kind in (PlaceKind.WATER, PlaceKind.SITE, PlaceKind.CITY)
        return trigger.entry.family in (Family.STRIKE, Family.OFFENSIVE) and fixed and not others
    return True


def _without_regions(pairs: list[Pair]) -> list[Pair]:
    """Drop a part of a country or a water where the same event has a closer place."""
    closer = {
        pair.trigger.start
        for pair in pairs
        if pair.mention and pair.mention.location.kind not in _WIDE
    }
    out = [
        pair
        for pair in pairs
        if not (
            pair.mention and pair.mention.location.kind in _WIDE and pair.trigger.start in closer
        )
    ]
    seen: dict[tuple[Family, str], Pair] = {}
    for pair in out:
        assert pair.mention is not None
        seen.setdefault((pair.trigger.entry.family, pair.mention.location.place_id), pair)
    return list(seen.values())
