"""How far a word tells of a happening, in a report about what Dateline is for and in others.

"Fighting", "left", "died" and "visited" are said of wars and of much else: of race cars, letters,
patients and aunts. In a report that speaks of armed men, strikes or talks between states they are
taken at their word; elsewhere only with such words in the sentence itself.
"""

from __future__ import annotations

from geo.model.family import Family
from geo.read.claims.triggers.tokens import Hit
from geo.read.claims.wordlist import listed

# Looked for as parts of words, which takes a tenth of the time of a pattern.
_ARMED = (
    "airstrike", "air strike", "air raid", "aircraft", " jets", "drone", "warplane", "shell",
    "missile", "rocket", "artillery", "bomb", "explosion", "rebel", "militant", "insurgent",
    "jihadist", "gunm", "troops", "soldier", "militia", "taliban", "fighters", "armed ", "army",
    "militar", " tanks", "terror", "ceasefire", "clashes", "offensive", "siege", "civilians",
    "wounded", "refugee", "displace", "hunger", " aid ", "convoy", "security council",
)  # fmt: skip
_OFFICIAL = (
    "minister", "president", "ambassador", "envoy", "delegation", "general", "commander",
    "chancellor", "officials", "parliament", "u.n.", "united nations",
)  # fmt: skip
# So many of these words make a report one about armed conflict or what follows from it.
_ENOUGH = 2
_SAID_OF_MUCH = listed(
    "battle battles battled fought fighting campaign campaigns push pushed advance advances raids "
    "advanced advancing intervened "
    "storm captured captures took taken secured seized regained regain cleared expelled expel "
    "takeover hold holds held control controls controlled base hit hits hitting struck strike "
    "moved landed arrived arrives arriving arrival arrivals reached reach reaching transferred "
    "transfer transferring sent send sending sends entered entering enters enter crossed crossing "
    "intervention dispatched brought flown left leave leaving rescued retreat threat threats "
    "warned vowed seen spotted pictured photographed sighted appearance appeared surfaced presence "
    "photo photos photograph photographs image images footage video videos resident filmed toured "
    "tour stationed addressed addressing inspected met meet meets visit visits visited visiting "
    "trip travel travels travelled traveled travelling traveling discuss discussed discusses "
    "hosted deal deals agreed died dead death deaths shot fell fallen "
    "return returns returned returning headed streamed sailed deliver delivers delivered "
    "delivering escape escapes escaped escaping trial trials verdict sentenced convicted convict "
    "acquitted acquittal testimony testified pleaded indicted indictment voted appointed "
    "sacked dissolved pledge pledges pledged pledging brokered convened consulted consultations "
    "operation operations captive perish perished suffocated confrontation confrontations "
    "rained downed blocked picket picketed boycott boycotted blown under lost occupied "
    "annex annexed hanging"
)
_DEATHS = listed("died dead death deaths shot")
DOUBT = 0.5


def is_of_conflict(text: str) -> bool:
    """Say whether a report is about armed conflict, by the words it uses."""
    lower, many = f" {text.lower()}", 0
    for word in _ARMED:
        many += word in lower
        if many == _ENOUGH:
            return True
    return False


def how_told(hit: Hit, family: Family, sentence: str, of_conflict: bool) -> float:
    """Return how far a word tells of a happening of public life, 0 to 1.

    Parameters
    ----------
    hit : Hit
        The word.
    family : Family
        What its sentence makes of it.
    sentence : str
        The sentence.
    of_conflict : bool
        What `is_of_conflict` says of the report.
    """
    if of_conflict or hit.word not in _SAID_OF_MUCH or family is Family.DISASTER:
        return 1.0
    clear = (*_ARMED, *_OFFICIAL) if family.traits.official else _ARMED
    return 1.0 if _any_of(clear, sentence) else DOUBT


def is_violent(hit: Hit, sentence: str, of_conflict: bool) -> bool:
    """Say whether people who just died were killed by others, as far as a sentence tells."""
    return hit.word not in _DEATHS or of_conflict or _any_of(_ARMED, sentence)


def doubts(hit: Hit, told: float) -> tuple[str, ...]:
    """Return in words that a word may tell of no happening."""
    return (f"“{hit.word}” is said of much else",) if told < 1 else ()


def _any_of(words: tuple[str, ...], sentence: str) -> bool:
    lower = f" {sentence.lower()}"
    return any(word in lower for word in words)
