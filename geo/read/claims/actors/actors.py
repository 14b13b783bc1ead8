"""Who took part, as a sentence names them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from basics.phrases import Choice, Phrases
from geo.read.claims.wordlist import listed

# Each with its pattern, and words of which its matches have one: not "is", which is too common.
_GROUPS = {
    "IRGC Qods Force": r"Qods Force|Quds [Ff]orce",
    "IRGC": r"IRGC|(?:Islamic )?Revolutionary Guards?(?: Corps)?|[Rr]evolutionary guards",
    "Basij": r"Basij\w*",
    "Hezbollah": r"Hezbollah|Hizbullah|Hizballah",
    "Islamic State": r"Islamic State|ISIS|ISIL|Daesh|IS(?= (?:fighters|militants|jihadists))",
    "Al-Nusra Front": r"(?:Al |al-|Al-)?Nusrah?(?: Front)?",
    "Hay'at Tahrir al-Sham": r"Hay['’]at Tahrir al[ -]Sham|HTS",
    "Jaysh al-Fateh": r"Jaysh al[ -]Fateh|Army of Conquest",
    "Ahrar al-Sham": r"Ahrar al[ -]Sham",
    "Tiger Forces": r"Tiger Forces",
    "Desert Hawks": r"Desert Hawks",
    "National Defense Forces": r"National Defen[cs]e Forces",
    "Fatemiyoun Division": r"Fatemiyoun(?: Division)?",
    "Harakat al-Nujaba": r"(?:Harakat )?al[ -]Nujaba",
    "Popular Mobilization Forces": r"Popular Mobili[sz]ation Forces",
    "Syrian Democratic Forces": r"Syrian Democratic Forces|SDF",
    "Free Syrian Army": r"Free Syrian Army|FSA",
    "YPG": r"YPG|People['’]s Protection Units",
    "PKK": r"PKK|Kurdistan Workers['’] Party",
    "Al-Qaeda": r"[Aa]l[ -]Qaeda|[Aa]l[ -]Qaida",
    "Taliban": r"Taliban",
    "Hamas": r"Hamas",
    "Houthis": r"Houthis?",
    "Al-Shabaab": r"[Aa]l[ -]Shabaab",
    "Boko Haram": r"Boko Haram",
    "Wagner Group": r"Wagner(?: Group)?",
    "M23": r"M23",
    "Rapid Support Forces": r"Rapid Support Forces|RSF",
    "United Nations": r"United Nations|UN(?= |\b)",
    "NATO": r"NATO",
    "Red Cross": r"Red Cross|Red Crescent",
}
_FORCES = Phrases(
    r"([A-Z](?<!\w.)[a-z]+(?:ian|ish|ese|an|i|ic|ch|qi))"
    r"(?:[ -](?:backed|led|government|army|military|air|naval|security|special|ground|coalition"
    r"|paramilitary))* (troops|forces|soldiers|warplanes|jets|army|aircraft|warships|police"
    r"|officers|fighters|militias?|rebels|military|navy|planes|helicopters|paratroopers"
    r"|government)\b",
)
_ARMED = listed(
    "troops forces soldiers warplanes jets army aircraft warships military navy planes "
    "helicopters paratroopers officers"
)
_NAMED = (
    *((name, Phrases(rf"(?<![\w-])(?:{form})(?![\w-])")) for name, form in _GROUPS.items()),
    ("", _FORCES),
    (
        "Insurgents",
        Phrases(
            r"\b(?:rebels?|insurgents?|opposition (?:fighters|forces))\b",
        ),
    ),
    (
        "Government forces",
        Phrases(
            r"\b(?:government (?:forces|troops|side)|pro-(?:government|regime) forces"
            r"|regime forces|loyalists?)\b",
        ),
    ),
    (
        "Militants",
        Phrases(
            r"\b(?:militants?|jihadists?|gunmen|extremists)\b",
            re.I,
        ),
    ),
    (
        "Protesters",
        Phrases(
            r"\b(?:protest[eo]rs|demonstrators|marchers|strikers)\b",
            re.I,
        ),
    ),
    ("Police", Phrases(r"\b[Pp]olice\b")),
)
_CHOICE = Choice([phrases for _, phrases in _NAMED])
_TITLES = (
    r"President|General|Gen\.|Major|Maj\.|Colonel|Col\.|Brigadier|Minister|Prime|Foreign|Defen[cs]e"
    r"|Supreme|Leader|Ayatollah|Sheikh|King|Queen|Commander|Secretary|Mr\.?|Mrs\.?|Dr\.?|Pope"
    r"|Governor|Senator|Ambassador|Chancellor|Captain|Lieutenant"
)
_RESTS: dict[str, list[str]] = defaultdict(list)
for _title in _TITLES.split("|"):
    _RESTS[_title[0]].append(_title[1:])
# The same behind the first letter.
_TITLES_REST = "|".join(f"(?<={first})(?:{'|'.join(rest)})" for first, rest in _RESTS.items())
_NAME_REST = r"[a-zà-ÿ’'-]++(?: (?:al|el|bin|ibn|de|van|von|da)[ -])?(?: ?[A-Z][a-zà-ÿ’'-]++)+"
# A capital first, and then what stands before it: most characters are passed over at once.
_PERSON = re.compile(
    rf"[A-Z](?<!\w.)(?:(?:{_TITLES_REST}) (?:(?:{_TITLES}) )*"
    rf"([A-Z](?:{_NAME_REST}|[a-zà-ÿ’'-]++))|{_NAME_REST})"
)
_NOT_PERSON = re.compile(
    r"\b(?:Guard|Guards|Corps|Force|Forces|Army|State|Front|Brigade|Division|Party|News|Agency|Times"
    r"|Journal|Post|Guardian|Group|Council|Ministry|Minister|University|Union|Nations|House|Street"
    r"|City|Province|Sea|River|Airport|Square|Hospital|Bank|Army|Committee|Department|East|West"
    r"|North|South|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March"
    r"|April|May|June|July|August|September|October|November|December|Press|Watch|Observatory"
    r"|His|Her|Its|Their|Our|My|This|That|These|Islamic|Arab|Syrian|Iranian|Russian|Lebanese|Corps|Marine|United|Global|Terrorists?)\b"
)
_PRONOUN = Phrases(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er)\b")
_BULLET = re.compile(r"\s*[*•·–-]\s")
_FIRST_WORDS = listed("The A An But And In On At As After When While For From Then Also Send")
_POSSESSIVES = ("'s", "’s")
OFFICE = Phrases(
    r"\b(?:commander|general|leader|president|minister|chief|ambassador|envoy|king|pope|colonel"
    r"|ayatollah|chancellor|premier|warlord|emir)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Z][a-zà-ÿ-]+")
MOST_ACTORS = 6
# A sentence has several claims.
_REMEMBERED = 64


class People:
    """The people a document has named so far, by their last names."""

    def __init__(self) -> None:
        # Each in full with its number, by which they are told.
        self._full: dict[str, tuple[int, str]] = {}
        self._named: Counter[str] = Counter()
        self.last = ""

    def read(self, text: str, places: Iterable[str]) -> list[str]:
        """Return the people a sentence names; a pronoun stands for the last one named.

        In a list it stands for the one named most, whom the list is about.
        """
        taken = set(places)
        found = [name for name in map(_name_in, _PERSON.finditer(text)) if name]
        people = [self._known(name) for name in found if not _is_no_person(name, taken)]
        there = self._full.keys() & _WORD.findall(text) if self._full else ()
        people += [full for _, full in sorted(self._full[last] for last in there)]
        for name in people:
            self._named[name] += 1
        if people:
            self.last = people[0]
        elif self._named and _BULLET.match(text) and _PRONOUN.search(text):
            people = [self._named.most_common(1)[0][0]]
        elif self.last and _PRONOUN.search(text):
            people = [self.last]
        return list(dict.fromkeys(people))

    def _known(self, name: str) -> str:
        """Return the name as it was first given in full."""
        return self._full.setdefault(name.split()[-1], (len(self._full), name))[1]


def _is_no_person(name: str, places: set[str]) -> bool:
    words = set(name.split())
    return (
        len(words) < 2
        or name in places
        or not words.isdisjoint(places)
        or "’s" in name
        or "'s" in name
        or bool(_NOT_PERSON.search(name))
    )


def _name_in(found: re.Match[str]) -> str:
    name = (found[1] or found[0]).strip("’'")
    name = name[:-2] if name.endswith(_POSSESSIVES) else name
    first, _, rest = name.partition(" ")
    return rest if first in _FIRST_WORDS and rest else name


@lru_cache(_REMEMBERED)
def groups_in(text: str) -> tuple[str, ...]:
    """Return the groups and forces a sentence names, in order."""
    found = [(m.start(), _NAMED[row][0] or _force(m)) for row, m in _CHOICE.finditer(text)]
    return tuple(dict.fromkeys(name for _, name in sorted(found)))[:MOST_ACTORS]


def _force(found: re.Match[str]) -> str:
    nation, noun = found[1], found[2]
    if noun in _ARMED:
        return f"{nation} forces"
    return f"{nation} {noun}"
