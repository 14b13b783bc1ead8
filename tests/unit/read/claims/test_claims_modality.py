"""How a sentence says it, and on whose word."""

import pytest

from geo.model.claim import Modality
from geo.read.claims.modality.modality import saying


def said(text, word):
    at = text.index(word)
    return saying(text, at, at + len(word))


@pytest.mark.parametrize(
    ("text", "word", "modality", "origin"),
    [
        ("Rebels shelled Homs on Monday.", "shelled", Modality.ASSERTED, ""),
        ("Rebels shelled Homs, the army said.", "shelled", Modality.REPORTED, ""),
        ("Rebels shelled Homs, according to Reuters.", "shelled", Modality.REPORTED, "Reuters"),
        ("An official told Reuters that rebels shelled Homs.", "shelled", "reported", "Reuters"),
        ("Amnesty International said troops shelled Homs.", "shelled", "reported", None),
        ("The ministry denied that its jets bombed Homs.", "bombed", Modality.DENIED, None),
        ("Posts online claim that rebels shelled Homs.", "shelled", Modality.ALLEGED, ""),
        ("The army plans to attack Homs next week.", "attack", Modality.PLANNED, ""),
        ("The evacuation will continue next week.", "evacuation", Modality.PLANNED, ""),
        ("The agency retracted its report of the attack.", "attack", Modality.RETRACTED, ""),
    ],
)
def test_said(text, word, modality, origin):
    found = said(text, word)
    assert found.modality == modality
    assert origin is None or found.origin == origin


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Officials did not confirm whether he had been killed in Hama.", "killed"),
        ("The rebels never attacked the town.", "attacked"),
        ("He is forbidden under the sanctions from leaving Iran.", "leaving"),
        ("There was no sign of an offensive.", "offensive"),
    ],
)
def test_not_said_to_have_happened(text, word):
    assert said(text, word).negated


def test_an_unnamed_speaker_is_no_voice_of_its_own():
    assert said("A senior official said that rebels shelled Homs.", "shelled").origin == ""
