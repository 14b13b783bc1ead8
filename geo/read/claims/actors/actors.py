"""Who took part, as a sentence names them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from basics.english import MONTHS, WEEKDAYS
from basics.phrases import Choice, Phrases
from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns, one_of

_PATTERNS = Patterns(ENGLISH, "actors")
_ARMED = ENGLISH.words("actors.lists.armed")
_GROUPS = ENGLISH.rows("actors.group", ("name", "pattern"))
# Each with its name; a nation's force is named by what it matches.
_NAMED = (
    *((row["name"], Phrases(rf"(?<![\w-])(?:{row['pattern']})(?![\w-])")) for row in _GROUPS),
    ("", _PATTERNS.phrases("forces")),
    ("Insurgents", _PATTERNS.phrases("rebels")),
    ("Government forces", _PATTERNS.phrases("loyalists")),
    ("Militants", _PATTERNS.phrases("militants", re.I)),
    ("Protesters", _PATTERNS.phrases("protesters", re.I)),
    ("Police", _PATTERNS.phrases("police")),
)
_CHOICE = Choice([phrases for _, phrases in _NAMED])
_TITLES = ENGLISH.ordered("actors.lists.titles")
_TITLE = one_of(_TITLES)
_RESTS: dict[str, list[str]] = defaultdict(list)
for _title in _TITLES:
    _RESTS[_title[0]].append(_title[1:])
# The same behind the first letter.
_TITLES_REST = "|".join(f"(?<={first}){one_of(rest)}" for first, rest in _RESTS.items())
_NAME_REST = r"[a-zà-ÿ’'-]++(?: (?:al|el|bin|ibn|de|van|von|da)[ -])?(?: ?[A-Z][a-zà-ÿ’'-]++)+"
# A capital first, and then what stands before it: most characters are passed over at once.
_PERSON = re.compile(
    rf"[A-Z](?<!\w.)(?:(?:{_TITLES_REST}) (?:{_TITLE} )*"
    rf"([A-Z](?:{_NAME_REST}|[a-zà-ÿ’'-]++))|{_NAME_REST})"
)
_NO_PERSON = ENGLISH.words("actors.lists.no_person").union(map(str.title, MONTHS + WEEKDAYS))
_PRONOUN = Phrases(r"\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]is|[Hh]er)\b")
_BULLET = re.compile(r"\s*[*•·–-]\s")
_OPENERS = ENGLISH.words("actors.lists.openers")
_POSSESSIVES = ("'s", "’s")
OFFICE = _PATTERNS.phrases("offices", re.IGNORECASE)
_PART = re.compile(r"\w+")
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

        Parameters
        ----------
        text : str
            The sentence.
        places : iterable of str
            The toponyms in it as written, which are no people.
        """
        toponyms = set(places)
        found = [name for name in map(_name_in, _PERSON.finditer(text)) if name]
        people = [self._known(name) for name in found if not _is_no_person(name, toponyms)]
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
        or not _NO_PERSON.isdisjoint(_PART.findall(name))
    )


def _name_in(found: re.Match[str]) -> str:
    name = (found[1] or found[0]).strip("’'")
    name = name[:-2] if name.endswith(_POSSESSIVES) else name
    first, _, rest = name.partition(" ")
    return rest if first in _OPENERS and rest else name


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
