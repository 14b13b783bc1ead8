"""How far a word tells of an event, in a report about what Dateline is for and in others.

"Fighting", "left", "died" and "visited" are said of wars and of much else: of race cars, letters,
patients and aunts. In a report that speaks of armed men, strikes or talks between states they are
taken at their word; elsewhere only with such words in the sentence itself.
"""

from __future__ import annotations

from geo.lexicon import ENGLISH
from geo.model.family import Family
from geo.read.claims.triggers.tokens import TriggerMatch

# Looked for as parts of words, which takes a tenth of the time of a pattern.
_ARMED = (
    *ENGLISH.ordered("trigger_confidence.armed.within"),
    *(f" {part}" for part in ENGLISH.ordered("trigger_confidence.armed.begins")),
    *(f"{part} " for part in ENGLISH.ordered("trigger_confidence.armed.ends")),
    *(f" {word} " for word in ENGLISH.ordered("trigger_confidence.armed.whole")),
)
_OFFICIAL = ENGLISH.ordered("trigger_confidence.lists.official")
# So many of these words make a report one about armed conflict or what follows from it.
_ENOUGH = 2
_SAID_OF_MUCH = ENGLISH.words("trigger_confidence.lists.said_of_much")
_DEATHS = ENGLISH.words("trigger_confidence.lists.deaths")
DOUBT = 0.5


def is_of_conflict(text: str) -> bool:
    """Say whether a report is about armed conflict, by the words it uses."""
    lower, many = f" {text.lower()}", 0
    for word in _ARMED:
        many += word in lower
        if many == _ENOUGH:
            return True
    return False


def confidence_of(trigger: TriggerMatch, family: Family, sentence: str, of_conflict: bool) -> float:
    """Return how far a word tells of an event of public life, 0 to 1.

    Parameters
    ----------
    trigger : TriggerMatch
        The word.
    family : Family
        What its sentence makes of it.
    sentence : str
        The sentence.
    of_conflict : bool
        What `is_of_conflict` says of the report.
    """
    if of_conflict or trigger.word not in _SAID_OF_MUCH or family is Family.DISASTER:
        return 1.0
    clear = (*_ARMED, *_OFFICIAL) if family.traits.official else _ARMED
    return 1.0 if _any_of(clear, sentence) else DOUBT


def is_violent(trigger: TriggerMatch, sentence: str, of_conflict: bool) -> bool:
    """Say whether people who just died were killed by others, as far as a sentence tells.

    Parameters
    ----------
    trigger : TriggerMatch
        The trigger.
    sentence : str
        The text of its sentence.
    of_conflict : bool
        Whether the document is about a conflict.
    """
    return trigger.word not in _DEATHS or of_conflict or _any_of(_ARMED, sentence)


def doubts(trigger: TriggerMatch, confidence: float) -> tuple[str, ...]:
    """Return in words that a word may tell of no event.

    Parameters
    ----------
    trigger : TriggerMatch
        The trigger.
    confidence : float
        How often the word tells of an event, 0 to 1.
    """
    return (f"“{trigger.word}” is said of much else",) if confidence < 1 else ()


def _any_of(words: tuple[str, ...], sentence: str) -> bool:
    lower = f" {sentence.lower()}"
    return any(word in lower for word in words)
