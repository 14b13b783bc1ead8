"""Places that a sentence names only by what they are: "the province", "there", "the south"."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.lexicon.triggers import TRIGGERS
from geo.model.place import Location, PlaceKind
from geo.read.claims.places import spatial_lexicon as words
from geo.read.claims.places.containment import contains, region_of, size
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.places.roles import is_spoken_in
from geo.read.claims.places.toponym import PlacedToponym
from geo.read.claims.triggers.tokens import Parsed

_PATTERNS = Patterns(ENGLISH, "anaphora")
_AGAIN = _PATTERNS.phrases("again")
_THERE = _PATTERNS.phrases("there")
_REGION = _PATTERNS.phrases("region")
# A town that was taken; nothing else is told of "it" as surely.
_IT = _PATTERNS.phrases("it")
_WHERE = _PATTERNS.compile("where")
# "Around Saraqib, which had been captured on 8 February": what befell a place before.
_WHICH = _PATTERNS.compile("which")
_SPEAKS = _PATTERNS.compile("speaks")
_SIDE = _PATTERNS.compile("part")
_JUST_BEFORE = 25
# "The town" is the last one of so many places named.
_REMEMBERED = 200
_KINDS = {
    noun.lower(): kinds
    for name, kinds in (
        ("provinces", (PlaceKind.ADMIN1,)),
        ("districts", (PlaceKind.ADMIN2, PlaceKind.SITE)),
        ("towns", (PlaceKind.CITY,)),
    )
    for noun in ENGLISH.ordered(f"anaphora.lists.{name}")
}


def _role(lead: str) -> Role | None:
    """Return the role that the word before "the town" gives it; None where it gives none."""
    if lead in words.IN and lead != "on":
        return Role.HAPPENED
    if lead in words.OUT:
        return Role.ORIGIN
    if lead in words.TO or lead == "on":
        return Role.TARGET
    return Role.HAPPENED if lead in TRIGGERS else None


def _beside(text: str, found: re.Match[str]) -> Role | None:
    """Return the role of "south of the city", which is where it happened."""
    return Role.HAPPENED if _SIDE.search(text[: found.start()]) and found["lead"] == "of" else None


def _places_before(parsed: Parsed, mentions: list[Mention], end: int) -> list[Location]:
    """Return the places that a sentence names before an offset, but for capitals that speak."""
    return [
        mention.location
        for mention in mentions
        if mention.end <= end and not _SPEAKS.match(parsed.sentence.text, mention.end)
    ]


def _where(parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield the place before ", where" or ", which was" where something is told to have been."""
    text = parsed.sentence.text
    for mention in mentions if ", wh" in text else ():
        found = _WHERE.match(text, mention.end) or _WHICH.match(text, mention.end)
        word = found.lastgroup if found else None
        if found and word and any(trigger.start > found.end(word) for trigger in parsed.triggers):
            # It stands in the clause that it opens.
            at, name = found.end(word), mention.location.name
            yield Mention(at, at, word, mention.location, Role.HAPPENED, at, name)


def lasting_places(parsed: Parsed, mentions: list[Mention]) -> list[Location]:
    """Return the places of a sentence that later words can mean; not where somebody spoke.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    mentions : list of Mention
        Its places.
    """
    text = parsed.sentence.text
    told = [each for each in mentions if each.inferred or not is_spoken_in(text, each.start)]
    return _places_before(parsed, told, len(text))


class Thread:
    """What a document has named so far, newest last."""

    def __init__(self, toponyms: Sequence[PlacedToponym]) -> None:
        self._named: deque[Location] = deque(maxlen=_REMEMBERED)
        counts = Counter(each.location.country for each in toponyms if each.location.country)
        countries = [t.location for t in toponyms if t.location.kind is PlaceKind.COUNTRY]
        ranked = {code: rank for rank, (code, _) in enumerate(counts.most_common())}
        self._country = min(countries, key=lambda one: ranked[one.country], default=None)

    def note(self, locations: Iterable[Location]) -> None:
        """Remember the places of a sentence."""
        self._named.extend(locations)

    def with_anaphora(self, parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
        """Return a sentence's places, with those it names only by what they are.

        Parameters
        ----------
        parsed : Parsed
            The sentence.
        mentions : list of Mention
            The places that it names.
        """
        added = [
            *self._again(parsed, mentions),
            *self._there(parsed, mentions),
            *self._regions(parsed, mentions),
            *self._it(parsed, mentions),
            *_where(parsed, mentions),
        ]
        return sorted([*mentions, *added], key=lambda each: each.start) if added else mentions

    def focus(self) -> Location | None:
        """Return the town that was named most so far, None where none was named twice."""
        return self._most_named(2, 0.0)

    def chief(self) -> Location | None:
        """Return the town that a report is about: half of all towns named, three times at least."""
        return self._most_named(3, 0.5)

    def _most_named(self, least: int, share: float) -> Location | None:
        counts = Counter(each.place_id for each in self._named if each.kind is PlaceKind.CITY)
        best = next(iter(counts.most_common(1)), None)
        if best is None or best[1] < max(least, share * counts.total()):
            return None
        return next(each for each in self._named if each.place_id == best[0])

    def last_town(self) -> Location | None:
        """Return the town or site that was named last."""
        return self._last((PlaceKind.CITY, PlaceKind.SITE), [])

    def as_one(self, mentions: list[Mention]) -> list[Mention]:
        """Return the one place of a death, where the sentence before tells of several places.

        It is the last one named that holds them all; without one they stay.
        """
        inner = [each.location for each in mentions]
        if len({each.admin1_iso for each in inner}) < 2:
            return mentions
        for outer in reversed(self._named):
            if all(contains(outer, each) and outer is not each for each in inner):
                name = outer.name
                return [mentions[0]._replace(text=name, location=outer, inferred=name)]
        return mentions

    def _again(self, parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
        for found in _AGAIN.finditer(parsed.sentence.text):
            role = _role(found["lead"].lower()) or _beside(parsed.sentence.text, found)
            if role is None:
                continue
            before = _places_before(parsed, mentions, found.start())
            kinds = _KINDS[found["noun"].lower()]
            location = self._last(kinds, before) or self._last((PlaceKind.ADMIN1,), before)
            if location:
                yield Mention(
                    found.start("noun"),
                    found.end(),
                    f"the {found['noun']}",
                    location,
                    role,
                    found.start(),
                    inferred=location.name,
                )

    def _there(self, parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
        for found in _THERE.finditer(parsed.sentence.text):
            before = _places_before(parsed, mentions, found.start())
            location = self._last(
                (PlaceKind.CITY, PlaceKind.SITE, PlaceKind.ADMIN2, PlaceKind.ADMIN1), before
            )
            if location:
                at, end = found.span()
                yield Mention(at, end, "there", location, Role.HAPPENED, at - 1, location.name)

    def _it(self, parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
        for found in _IT.finditer(parsed.sentence.text):
            before = _places_before(parsed, mentions, found.start())
            location = self._last((PlaceKind.CITY, PlaceKind.SITE), before)
            if location:
                at, end = found.start("it"), found.end()
                yield Mention(at, end, "it", location, Role.HAPPENED, found.start(), location.name)

    def _last(self, kinds: tuple[PlaceKind, ...], before: list[Location]) -> Location | None:
        for location in chain(reversed(before), reversed(self._named)):
            if location.kind in kinds:
                return location
        return None

    def _regions(self, parsed: Parsed, mentions: list[Mention]) -> Iterator[Mention]:
        if self._country is None:
            return
        for found in _REGION.finditer(parsed.sentence.text):
            parts = [part for part in (found["first"], found["second"]) if part]
            region = region_of(self._country, parts)
            near = [m for m in mentions if 0 <= found.start() - m.end < _JUST_BEFORE]
            role = Role.TARGET if found[0].startswith("to") else Role.HAPPENED
            if any(size(m.location) < size(region) and contains(region, m.location) for m in near):
                role = Role.CONTAINER
            yield Mention(
                found.start("first"),
                found.end(),
                found[0].split(" ", 1)[1],
                region,
                role,
                found.start(),
            )
