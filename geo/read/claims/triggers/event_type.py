"""The type of event behind a word, as its sentence decides it."""

from __future__ import annotations

import re
from typing import NamedTuple

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.lexicon.triggers import Trigger
from geo.model.event import Type
from geo.model.family import Family
from geo.read.claims.times.relative_time import since
from geo.read.claims.triggers.event_context import ACCIDENT, BY_AIR, FIGHTERS, IN_BATTLE
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch

_PATTERNS_OF = Patterns(ENGLISH, "event_types")

_WORKERS = _PATTERNS_OF.phrases("workers", re.IGNORECASE)
_THREAT = _PATTERNS_OF.compile("threat", re.IGNORECASE)
_TOOK = re.compile(
    r"\b(?:t[oa]ok|taken?|taking|seiz\w+|gain\w+|regain\w+|lost|wrest\w+) (?:\w+ )?$"
)
_PASSIVE = re.compile(r"\b(?:was|were|been|being|is|are)\b[^,;]{0,30}$")
_AT_WORK = re.compile(r"\b(?:coal|gold|copper) mine|\bminers\b|\bgas leak\b|\bfireworks\b")
_OVER_BORDERS = (" into ", " at ", " from ", " to ", " over ", " back ", " the border")
_LOOK = 60
_JUST_DIED = ("died", "dead", "deaths", "death")
# Who is put to death is not killed in battle, whoever it is.
_MURDERS = ("assassinat", "execut", "behead", "hang", "lynch", "murder")
# "When a hospital was hit".
_STRUCK = _PATTERNS_OF.compile("struck")
_DIED_OF = re.compile(r" (?:of|from) (?!.*\b(?:wounds|injuries)\b)")
# "President Recep Tayyip Erdogan, who had been on holiday, landed in": who came, not what was sent.
_CAME = ("landed", "arrived", "arrives", "arriving")
_LEADER = _PATTERNS_OF.compile("leader")
_DEALS = ("deal", "deals", "agreement", "agreements", "talks", "accord")
_PERSONAL = re.compile(r"(?:[A-Z]\w+['’]s?|\b[Hh]is|\b[Hh]er) (?:\w+ )?$")
_CIVIL_TARGET = _PATTERNS_OF.phrases("civil_target", re.IGNORECASE)


class EventKind(NamedTuple):
    """What kind of event a trigger stands for in its sentence; the label is for titles."""

    type: Type
    family: Family
    label: str


_DEATHS = EventKind(Type.OTHER, Family.KILLING, "Deaths")
_DEATHS_IN_BATTLE = EventKind(Type.BATTLE, Family.KILLING, "Deaths in battle")
_DEADLY_STRIKE = EventKind(Type.STRIKE, Family.STRIKE, "Deadly strike")
_WALKOUT = EventKind(Type.PROTEST, Family.PROTEST, "Strike by workers")


def kind_of(family: Family) -> EventKind:
    """Return the kind of event that a family stands for by itself."""
    return EventKind(family.type, family, family.label)


def type_of(
    parsed: Parsed, trigger: TriggerMatch, of_disaster: bool = False, violent: bool = True
) -> EventKind:
    """Return the type, family and label of an event.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    trigger : TriggerMatch
        The word that tells of it.
    of_disaster : bool, optional
        The report is about a disaster, so that people who just died are its dead.
    violent : bool, optional
        People who just died were killed by others.
    """
    entry, text = trigger.entry, parsed.sentence.text[since(parsed.sentence.text, trigger.start) :]
    left = parsed.sentence.text[max(0, trigger.start - _LOOK) : trigger.start]
    if trigger.word.startswith("reach") and (first := _fought(parsed, trigger)):
        return kind_of(first.family)
    if entry.family is Family.HOLD and _TOOK.search(left):
        return kind_of(Family.CAPTURE)
    if entry.family in (Family.STRIKE, Family.DESTRUCTION) and _is_disaster(text):
        return kind_of(Family.DISASTER)
    if entry.family is not Family.THREAT and _THREAT.search(left):
        return kind_of(Family.THREAT)
    if _goes_in(parsed, trigger) and FIGHTERS.search(text):
        return kind_of(Family.CAPTURE)
    if trigger.word in _DEALS and (first := _before(parsed, trigger)):
        return kind_of(first.family)
    if entry.family is Family.DESTRUCTION and not BY_AIR.search(text):
        return EventKind(Type.VIOLENCE, entry.family, entry.family.label)
    if trigger.word in _CAME and _is_leader_coming(parsed.sentence.text[: trigger.start]):
        return kind_of(Family.APPEARANCE)
    if trigger.word == "stationed" and not FIGHTERS.search(left):
        return kind_of(Family.APPEARANCE)
    if of_disaster and trigger.word in _JUST_DIED:
        return kind_of(Family.DISASTER)
    if entry.family is Family.KILLING:
        if (
            trigger.word.startswith(_MURDERS)
            and not IN_BATTLE.search(text)
            and not BY_AIR.search(text)
        ):
            return kind_of(entry.family)
        if _DIED_OF.match(parsed.sentence.text, trigger.end):
            return _DEATHS
        if "hit" in parsed.words and _STRUCK.search(text):
            return _DEADLY_STRIKE
        killing = _killing(text, _victims(parsed.sentence.text, trigger))
        return killing if violent or killing.type is Type.OTHER else _DEATHS
    if entry.family is Family.STRIKE and trigger.word.startswith("strik") and _WORKERS.search(text):
        return _WALKOUT
    if trigger.word == "presence" and not _PERSONAL.search(left):
        return kind_of(Family.DEPLOYMENT)
    if (
        entry.family is Family.OFFENSIVE
        and trigger.word.startswith("attack")
        and _on_civilians(text)
    ):
        return kind_of(Family.ATTACK_ON_CIVILIANS)
    return kind_of(entry.family)


def _is_leader_coming(left: str) -> bool:
    """Say whether who came is somebody in office: "President X landed in"."""
    return _LEADER.match(left) is not None and not FIGHTERS.search(left)


def is_of_disaster(title: str) -> bool:
    """Say whether a report is about a disaster or an accident, by its title."""
    return _is_disaster(title) and not IN_BATTLE.search(title)


def _goes_in(parsed: Parsed, trigger: TriggerMatch) -> bool:
    """Say whether fighters entered a place or crossed a river or line, not only a border."""
    if trigger.word.startswith("enter"):
        return True
    text = parsed.sentence.text
    return trigger.word.startswith("cross") and not text.startswith(_OVER_BORDERS, trigger.end)


def _before(parsed: Parsed, trigger: TriggerMatch) -> Trigger | None:
    """Return the event that a deal is about ("evacuation deals")."""
    at = parsed.triggers.index(trigger)
    before = parsed.triggers[at - 1] if at else None
    before = None if before and before.end - before.start > len(before.word) else before
    near = before and trigger.start - before.end == 1 and not before.entry.weak
    return before.entry if before and near else None


def _fought(parsed: Parsed, trigger: TriggerMatch) -> Trigger | None:
    """Return the fighting that reached a place."""
    at = parsed.triggers.index(trigger)
    before = parsed.triggers[at - 1] if at else None
    near = before and trigger.start - before.end < _LOOK and before.entry.family is Family.OFFENSIVE
    return before.entry if before and near else None


def _victims(text: str, trigger: TriggerMatch) -> str:
    """Return the part of a sentence that tells who died: after an active verb, before a passive."""
    left = text[: trigger.start]
    if trigger.word == "died" or _PASSIVE.search(left[-_LOOK:]):
        return left
    return text[trigger.end : trigger.end + _LOOK]


def _killing(text: str, victims: str) -> EventKind:
    if _is_disaster(text):
        return kind_of(Family.DISASTER)
    if BY_AIR.search(text):
        return _DEADLY_STRIKE
    if IN_BATTLE.search(text) or FIGHTERS.pattern.search(victims):
        return _DEATHS_IN_BATTLE
    return kind_of(Family.KILLING)


def _is_disaster(text: str) -> bool:
    if _AT_WORK.search(text):
        return True
    return bool(ACCIDENT.search(text)) and not BY_AIR.search(text)


def _on_civilians(text: str) -> bool:
    return bool(_CIVIL_TARGET.search(text)) and not IN_BATTLE.search(text)
