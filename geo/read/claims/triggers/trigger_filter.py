"""Which words of a sentence really tell of an event, as the words beside them say."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.model.family import Family
from geo.read.claims.actors.actors import OFFICE
from geo.read.claims.places.spatial_lexicon import MODIFIERS
from geo.read.claims.triggers.tokens import Parsed, TriggerMatch

_PATTERNS_OF = Patterns(ENGLISH, "trigger_context")


def _compiled(table: str) -> dict[str, re.Pattern[str]]:
    rows = ENGLISH.mapping(f"trigger_context.{table}")
    return {word: re.compile(pattern) for word, pattern in rows.items()}


# Patterns that end at a word look this far back from it.
_LOOK = 40
_ATTRIBUTE = re.compile(r"\b(?:in|at|near|of|to|from|into|the|a)\s+$")
_TALKS = (" talks", " a meeting", " a news", " a press", " an election", " elections")
_EXECUTED = _PATTERNS_OF.compile("executed")
_PICTURES = (
    "photo", "photos", "photograph", "photographs", "image", "images", "footage", "video", "videos",
)  # fmt: skip
_SHOWN = _PATTERNS_OF.compile("shown", re.IGNORECASE)
_NO_BATTLE = _PATTERNS_OF.compile("no_battle")
_SEEN_BY_DRONE = _PATTERNS_OF.compile("seen_by_drone")
_MADE = re.compile(r"\b(?:was|were|been|be|is) (?:re-?)?$")
_TAKEN_ELSE = tuple(f" {word}" for word in ENGLISH.ordered("trigger_context.lists.taken_else"))
# "Took over the palace", but not "took over as chairman".
_TOOK_OVER = re.compile(r" over (?:the|a|an|most|much|all|parts|[A-Z])\b")
_DROVE_OUT = re.compile(r"(?: \w+){1,4}? (?:out|from|back)\b")
_ATTACKED = _PATTERNS_OF.compile("attacked")
# A base is told of where somebody has one; else something is told of happening at it.
_KEPT = _PATTERNS_OF.compile("kept")
# What "death" and other words are part of, which tells of nothing or of something else.
_PART_OF = _compiled("part_of")
_LED_UP = _compiled("led_up")
_BEGAN = re.compile(r" (?:was|were|has been|had been) (?:launched|resumed)\b")
# What falls from the sky takes no town.
_THROWN = _PATTERNS_OF.compile("thrown", re.IGNORECASE)
_FLEW_ELSE = (" on", " over", " home", " back", " in")
_FELL_ELSE = (" on", " in", " by", " to", " from", " ill", " into")
_FELL_ON = re.compile(
    r" (?:on|in) (?:\d|(?:early|late|mid|last) |(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct"
    r"|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
)
_HAS = re.compile(r"\b(?:has|have|had|maintains?|keeps?) (?:an? )?(?:\w+ )?$")
# "Since the uprising": the uprising only says since when, unless it has a date of its own.
_MARK = _PATTERNS_OF.compile("mark")
_ON_ARRIVAL = re.compile(r"\b(?:on|upon|after|before|during) (?:his|her|their) $")
_MARK_REACH = 60
_PROTESTING = ("protesters", "demonstrators", "strikers", "rioters")


def is_mark(parsed: Parsed, trigger: TriggerMatch) -> bool:
    """Say whether an event only marks a time ("since the uprisings").

    Parameters
    ----------
    parsed : Parsed
        The sentence, parsed.
    trigger : TriggerMatch
        A trigger in the sentence.
    """
    text = parsed.sentence.text
    if text.startswith((" in ", " on ", " of "), trigger.end):
        return False
    return bool(_MARK.search(text[max(0, trigger.start - _MARK_REACH) : trigger.start]))


def usable_triggers(parsed: Parsed, people: list[str]) -> list[TriggerMatch]:
    """Return the words of a sentence that really tell of an event.

    Parameters
    ----------
    parsed : Parsed
        The sentence, parsed.
    people : list of str
        Names of the people in the sentence.
    """
    has_person = bool(people) or bool(OFFICE.search(parsed.sentence.text))
    return [
        trigger
        for trigger in parsed.triggers
        if _usable(parsed, trigger, has_person) and not _suffers(parsed, trigger)
    ]


def _suffers(parsed: Parsed, trigger: TriggerMatch) -> bool:
    """Say whether protesters are only those whom something was done to ("shot five protesters")."""
    if trigger.word not in _PROTESTING:
        return False
    clause = parsed.clause(trigger.start)
    return any(
        0 < trigger.start - other.end <= _LOOK
        and other.entry.family.traits.has_victims
        and parsed.clause(other.start) == clause
        for other in parsed.triggers
    )


def _usable(parsed: Parsed, trigger: TriggerMatch, has_person: bool) -> bool:
    text, family = parsed.sentence.text, trigger.entry.family
    left, right = text[max(0, trigger.start - _LOOK) : trigger.start], text[trigger.end :]
    if family is Family.APPEARANCE and not _is_seen(text, trigger, left, has_person):
        return False
    if family is Family.BASE and not _KEPT.search(left):
        return all(each.entry.weak for each in parsed.triggers)
    if family is Family.THREAT and " to " not in right[:_LOOK]:
        return False
    if trigger.word in ("arrival", "return") and _ON_ARRIVAL.search(left):
        return trigger is parsed.triggers[0]
    if trigger.word.startswith(("fight", "drone", "convoy")) and _is_thing(text, trigger, left):
        return False
    if _is_part(text, trigger, left):
        return False
    if trigger.word.startswith("execut"):
        return bool(_EXECUTED.search(left) or _EXECUTED.match(text[trigger.start + 6 :]))
    if trigger.word in ("elected", "appointed"):
        return bool(_MADE.search(left))
    return _moved(trigger, right) and not (trigger.word in MODIFIERS and _ATTRIBUTE.search(left))


def _is_seen(text: str, trigger: TriggerMatch, left: str, has_person: bool) -> bool:
    """Say whether somebody was seen, and not only something."""
    if trigger.word == "presence":
        return not _HAS.search(left)
    return has_person and not (trigger.word in _PICTURES and not _SHOWN.search(text))


def _is_thing(text: str, trigger: TriggerMatch, left: str) -> bool:
    """Say whether a word only names a thing: drone footage, a convoy that was hit, fires fought."""
    if trigger.word.startswith("convoy"):
        return bool(_ATTACKED.search(left))
    beside = _NO_BATTLE if trigger.word.startswith("fight") else _SEEN_BY_DRONE
    return bool(beside.match(text, trigger.end))


def _is_part(text: str, trigger: TriggerMatch, left: str) -> bool:
    """Say whether a word is part of what tells of nothing ("death squads", "blocked the deal")."""
    words = text[trigger.start : trigger.end].lower()
    part = _PART_OF.get("lost his" if words.startswith("lost ") else words)
    if part and part.match(text, trigger.end):
        return True
    if trigger.word in ("fell", "fallen"):
        return bool(_THROWN.search(left))
    if trigger.word == "death":
        return left.endswith(("sentenced to ", "condemned to ", "facing "))
    led = _LED_UP.get(words.removesuffix("s"))
    return led is not None and not (led.search(left) or _BEGAN.match(text, trigger.end))


def _moved(trigger: TriggerMatch, right: str) -> bool:
    """Say whether a word of moving or taking is meant so ("took over the palace", "took part")."""
    if trigger.word in ("took", "taken"):
        return not right.startswith(_TAKEN_ELSE) or bool(_TOOK_OVER.match(right))
    if trigger.word == "flew":
        return not right.startswith(_FLEW_ELSE)
    if trigger.entry.weak and trigger.word in ("driven", "drove"):
        return bool(_DROVE_OUT.match(right))
    if trigger.word in ("fell", "fallen"):
        return bool(_FELL_ON.match(right)) or not right.startswith(_FELL_ELSE)
    return not (trigger.word.startswith(("hold", "held")) and right.startswith(_TALKS))
