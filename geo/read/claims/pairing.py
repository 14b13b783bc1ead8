"""Which word of a sentence tells what happened at which of its places."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.model.place import Kind
from geo.read.claims.actors import OFFICE
from geo.read.claims.roles import Mention, Role, word_at
from geo.read.claims.tokens import Hit, Parsed
from geo.read.claims.words import MODIFIERS

NO_PLACE = (Role.CONTAINER, Role.NAMED)
_FOLLOWING = 25
_OTHER_CLAUSE = 80
_FAR = 220
_WEAK_REACH = 45
_WIDE = (Kind.REGION, Kind.WATER)
_LESS_TELLING = {
    "killing": 15, "destruction": 15, "politics": 15, "appearance": 10, "deployment": 5,
}  # fmt: skip
_WEAK = 40
_JOINED = 15
_HOLD_REACH = 12
# Patterns that end at a word look this far back from it.
_LOOK = 40
_PURPOSE = re.compile(r"\bto (?:\w+ and )?$")
_BEFORE_PURPOSE = ("to ", " and ", "\n")
_ATTRIBUTE = re.compile(r"\b(?:in|at|near|of|to|from|into|the|a)\s+$")
_TALKS = (" talks", " a meeting", " a news", " a press", " an election", " elections")
_EXECUTED = re.compile(
    r"(?:was|were|been|being) $|^(?:ed|ing|es) (?:\d|at least|two|three|men|people|prison)"
)
# A second verb of the same sentence: "... in X on Monday and killed ...".
_GOES_ON = re.compile(r"(?:\band|,|\bthen|\balso|\bwere|\bwas) $")
_REACH = 70
_PICTURES = (
    "photo", "photos", "photograph", "photographs", "image", "images", "footage", "video", "videos",
)  # fmt: skip
_SHOWN = re.compile(
    r"\b(?:emerg|surfac|show|circulat|publish|post|releas|appear|taken|shared)\w*\b", re.IGNORECASE
)
_NO_BATTLE = re.compile(
    r" (?:\w+ ){0,2}(?:fires?|blazes?|crime|terrorism|corruption|poverty|disease|cancer|cholera"
    r"|hunger|drugs|inflation|climate|racism|fraud)\b"
)
_SEEN_BY_DRONE = re.compile(
    r" (?:footage|videos?|pictures|images|photos?|makers?|factor(?:y|ies)|parts|programm?e?s?)\b"
)
_MADE = re.compile(r"\b(?:was|were|been|be|is) (?:re-?)?$")
_TAKEN_ELSE = tuple(
    f" {word}"
    for word in (
        "part", "place", "off", "over", "control", "full", "to", "up", "office", "advantage", "it",
        "steps", "hours", "days", "weeks", "months", "years", "ill", "aim", "note", "power",
    )
)  # fmt: skip
# "Took over the palace", but not "took over as chairman".
_TOOK_OVER = re.compile(r" over (?:the|a|an|most|much|all|parts|[A-Z])\b")
_DROVE_OUT = re.compile(r"(?: \w+){1,4}? (?:out|from|back)\b")
_ATTACKED = re.compile(
    r"\b(?:hit|struck|ambushed|attacked|bombed|targeted|shelled|destroyed|raided|blocked)"
    r" (?:\w+ ){0,4}$"
)
_PROTESTING = ("protesters", "demonstrators", "rioters", "strikers")
# A base is told of where somebody has one; else something is told of happening at it.
_KEPT = re.compile(
    r"\b(?:has|have|had|maintains?|keeps?|operates?|runs?|built|opened|set up|established|is|are)"
    r" (?:[\w-]+ ){0,5}$"
)
_CARRIED = ("brought", "flown", "flew")
_FELL_ELSE = (" on", " in", " by", " to", " from", " ill", " into")
_FELL_ON = re.compile(
    r" (?:on|in) (?:\d|(?:early|late|mid|last) |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)
_HAS = re.compile(r"\b(?:has|have|had|maintains?|keeps?) (?:an? )?(?:\w+ )?$")
_LEADING = re.compile(r"(?:^|[,;:] |\b(?:and|but) )(?:[A-Z][a-z]+ )?$")


# "The war in Syria": what people talk about, and not where they do.
_TALKED_OF = re.compile(
    r"\b(?:wars?|conflicts?|crisis|violence|fighting|efforts?|interventions?|involvement|roles?"
    r"|campaigns?|operations?|policy|strategy|situation|bloodshed|hostilities)(?: \w+)?"
    r" (?:in|for|across) (?:\w+ )?$"
)
# "Since the uprising": the uprising only says since when, unless it has a date of its own.
_MARK = re.compile(
    r"\b(?:since|prior to|ahead of|(?:days?|weeks?|months?|hours?|years?) (?:after|before))\s+"
    r"(?:(?:the|an?|his|her|its|their)\s+)?(?:\w+\s+)?$"
)
_ON_ARRIVAL = re.compile(r"\b(?:on|upon|after|before|during) (?:his|her|their) $")
_MARK_REACH = 60
_VIOLENT = frozenset({"offensive", "strike", "killing", "attack on civilians"})
_TALKS_OF = frozenset({"meeting", "statement"})


class Pair(NamedTuple):
    """A happening and its place; None where the sentence gives no place."""

    hit: Hit
    mention: Mention | None


def pairs_of(parsed: Parsed, mentions: list[Mention], hits: list[Hit], counted: bool) -> list[Pair]:
    """Return the happenings of a sentence with their places, one for each place.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    mentions : list[Mention]
        Its places with their roles.
    hits : list[Hit]
        The words that tell of happenings.
    counted : bool
        The sentence counts people killed.
    """
    out: list[Pair] = []
    for mention in mentions:
        if mention.role in NO_PLACE:
            continue
        hit = _hit_for(parsed, mention, hits, mentions, counted)
        if hit and _fits(parsed, mention, hit, mentions) and not _is_aside(parsed, mention, hit):
            out.append(Pair(hit, mention))
    return _without_regions(_told_once(out))


def _told_once(pairs: list[Pair]) -> list[Pair]:
    """Drop "the attack in X" where the sentence goes on ", where a bomb killed ..."."""
    told = {
        pair.mention.location.place_id
        for pair in pairs
        if pair.mention and pair.mention.text == "where" and pair.hit.trigger.family in _VIOLENT
    }
    return [
        pair
        for pair in pairs
        if not pair.mention
        or pair.mention.text == "where"
        or pair.mention.location.place_id not in told
        or pair.hit.trigger.family not in _VIOLENT
    ]


def _is_aside(parsed: Parsed, mention: Mention, hit: Hit) -> bool:
    """Say whether people only met about a place ("a meeting on the war in Syria").

    Or whether it stands before what only marks a time ("in Syria since the uprisings").
    """
    if mention.end < hit.start and is_mark(parsed, hit):
        return True
    if hit.trigger.family not in _TALKS_OF or mention.inferred:
        return False
    return bool(_TALKED_OF.search(parsed.sentence.text, 0, mention.start))


def is_mark(parsed: Parsed, hit: Hit) -> bool:
    """Say whether a happening only marks a time ("since the uprisings")."""
    text = parsed.sentence.text
    if text.startswith((" in ", " on ", " of "), hit.end):
        return False
    return bool(_MARK.search(text[max(0, hit.start - _MARK_REACH) : hit.start]))


def usable_hits(parsed: Parsed, people: list[str]) -> list[Hit]:
    """Return the words of a sentence that really tell of a happening."""
    has_person = bool(people) or bool(OFFICE.search(parsed.sentence.text))
    return [hit for hit in parsed.hits if _usable(parsed, hit, has_person)]


def _usable(parsed: Parsed, hit: Hit, has_person: bool) -> bool:
    text = parsed.sentence.text
    left, right = text[max(0, hit.start - _LOOK) : hit.start], text[hit.end :]
    if hit.trigger.family == "appearance" and hit.word != "presence" and not has_person:
        return False
    if hit.word == "presence" and _HAS.search(left):
        return False
    if hit.word.startswith("execut"):
        return bool(_EXECUTED.search(left) or _EXECUTED.match(text[hit.start + 6 :]))
    if hit.word in _PICTURES and not _SHOWN.search(text):
        return False
    if hit.word.startswith("fight") and _NO_BATTLE.match(text, hit.end):
        return False
    if hit.word.startswith("drone") and _SEEN_BY_DRONE.match(text, hit.end):
        return False
    if hit.trigger.family == "base" and not _KEPT.search(left):
        return all(each.trigger.weak for each in parsed.hits)
    if hit.word == "elected":
        return bool(_MADE.search(left))
    if hit.word in ("took", "taken"):
        return not right.startswith(_TAKEN_ELSE) or bool(_TOOK_OVER.match(right))
    if hit.word in ("arrival", "return") and _ON_ARRIVAL.search(left):
        return hit is parsed.hits[0]
    if hit.word == "flew":
        return not right.startswith((" on", " over", " home", " back", " in"))
    if hit.trigger.weak and hit.word in ("driven", "drove"):
        return bool(_DROVE_OUT.match(right))
    if hit.word.startswith("convoy") and _ATTACKED.search(left):
        return False
    if hit.trigger.family == "threat" and " to " not in right[:_LOOK]:
        return False
    if hit.word in MODIFIERS and _ATTRIBUTE.search(left):
        return False
    if hit.word in ("fell", "fallen"):
        return bool(_FELL_ON.match(right)) or not right.startswith(_FELL_ELSE)
    return not (hit.word.startswith(("hold", "held")) and right.startswith(_TALKS))


def _hit_for(
    parsed: Parsed, mention: Mention, hits: list[Hit], mentions: list[Mention], counted: bool
) -> Hit | None:
    """Return the word nearest to a place: before it rather than after, in its clause first."""
    governing = [hit for hit in parsed.hits if hit.start == mention.governor < mention.start]
    if governing:
        return _agreed(parsed, governing[0]) or (
            _deadly(parsed, mention, governing[0], hits, mentions) if counted else governing[0]
        )
    fitting = [hit for hit in hits if _fits(parsed, mention, hit, mentions)]
    scored = [(_cost(parsed, mention, hit, mentions), hit.start, hit) for hit in fitting]
    scored = [each for each in scored if each[0] < _FAR]
    if not scored:
        return _only_one(mention, fitting, mentions)
    best = min(scored, key=lambda each: each[:2])[2]
    return _deadly(parsed, mention, best, hits, mentions) if counted else best


def _only_one(mention: Mention, hits: list[Hit], mentions: list[Mention]) -> Hit | None:
    """Return the telling word far from the only place of a sentence, which it can only mean."""
    places = [each for each in mentions if each.role not in NO_PLACE]
    if places != [mention] or mention.role is not Role.HAPPENED or mention.inferred:
        return None
    strong = [hit for hit in hits if not hit.trigger.weak]
    before = [hit for hit in strong if hit.end <= mention.start]
    return before[-1] if before else next(iter(strong), None)


def _is_purpose(parsed: Parsed, hit: Hit) -> bool:
    """Say whether a verb stands in the infinitive of purpose ("to leave")."""
    left = parsed.sentence.text[max(0, hit.start - _LOOK) : hit.start]
    return left.endswith(_BEFORE_PURPOSE) and bool(_PURPOSE.search(left))


def _agreed(parsed: Parsed, hit: Hit) -> Hit | None:
    """Return the agreement that an infinitive only spells out ("a deal to leave the city")."""
    if not _is_purpose(parsed, hit):
        return None
    clause = parsed.clause(hit.start)
    return next(
        (
            other
            for other in reversed(parsed.hits)
            if other.start < hit.start
            and other.trigger.family == "agreement"
            and parsed.clause(other.start) == clause
        ),
        None,
    )


def _deadly(
    parsed: Parsed, mention: Mention, best: Hit, hits: list[Hit], mentions: list[Mention]
) -> Hit:
    """Prefer the killing that a sentence counts to the battle or area it was part of.

    Not one that another place, in another clause, stands nearer to.
    """
    wide = best.trigger.family in ("offensive", "hold", "siege", "deployment")
    if not (wide or best.word in _PROTESTING):
        return best
    killing = next((hit for hit in hits if hit.trigger.family == "killing"), best)
    clause, far = parsed.clause(mention.start), abs(killing.start - mention.start)
    elsewhere = any(
        abs(killing.start - other.start) < far and parsed.clause(other.start) != clause
        for other in mentions
        if other.role not in NO_PLACE
    )
    return best if elsewhere else killing


def _cost(parsed: Parsed, mention: Mention, hit: Hit, mentions: list[Mention]) -> float:
    before = hit.end <= mention.start
    gap = mention.start - hit.end if before else hit.start - mention.end
    if gap < 0 or (hit.trigger.weak and (gap > _WEAK_REACH or not before)):
        return _FAR
    clauses = abs(parsed.clause(hit.start) - parsed.clause(mention.start))
    cost: float = gap + _OTHER_CLAUSE * clauses + _LESS_TELLING.get(hit.trigger.family, 0)
    cost += _WEAK * hit.trigger.weak
    if not before:
        cost += _following(parsed, mention, hit, gap, mentions)
    if _is_purpose(parsed, hit):
        cost += _FOLLOWING
    return cost


def _following(
    parsed: Parsed, mention: Mention, hit: Hit, gap: int, mentions: list[Mention]
) -> float:
    """Return what it costs that the telling word comes after its place."""
    if gap <= 1 or (mention.governor == mention.start and gap < _JOINED):
        return -_FOLLOWING
    text = parsed.sentence.text
    taken = any(0 <= other.start - hit.end < _JOINED for other in mentions if other is not mention)
    if taken:
        return _FAR
    if gap <= _JOINED or _LEADING.search(text[max(0, mention.governor - _LOOK) : mention.governor]):
        return _FOLLOWING
    goes_on = _GOES_ON.search(text[max(0, hit.start - _LOOK) : hit.start])
    return _OTHER_CLAUSE if goes_on and gap < _REACH else _FAR


def _fits(parsed: Parsed, mention: Mention, hit: Hit, mentions: list[Mention]) -> bool:
    """Say whether a happening can be at a place of that role."""
    if hit.trigger.family == "hold" and mention.governor < mention.start:
        return hit.end >= mention.governor - _HOLD_REACH and not hit.word.startswith("held")
    if mention.role is Role.TARGET:
        return hit.end <= mention.start and (
            hit.trigger.moves or hit.trigger.family in ("strike", "siege", "protest")
        )
    if mention.role is Role.ORIGIN:
        if hit.trigger.family in ("withdrawal", "capture"):
            return True
        if hit.word in _CARRIED and word_at(parsed.sentence.text, mention.governor) == "out":
            return True
        others = any(m.role in (Role.HAPPENED, Role.TARGET) for m in mentions)
        fixed = mention.location.kind in (Kind.WATER, Kind.SITE, Kind.CITY)
        return hit.trigger.family in ("strike", "offensive") and fixed and not others
    return True


def _without_regions(pairs: list[Pair]) -> list[Pair]:
    """Drop a part of a country or a water where the same happening has a closer place."""
    closer = {
        pair.hit.start for pair in pairs if pair.mention and pair.mention.location.kind not in _WIDE
    }
    out = [
        pair
        for pair in pairs
        if not (pair.mention and pair.mention.location.kind in _WIDE and pair.hit.start in closer)
    ]
    seen: dict[tuple[str, str], Pair] = {}
    for pair in out:
        assert pair.mention is not None
        seen.setdefault((pair.hit.trigger.family, pair.mention.location.place_id), pair)
    return list(seen.values())
