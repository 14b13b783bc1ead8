"""What a place does in its sentence: where it happened, or only a name."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns
from geo.lexicon.triggers import TRIGGERS
from geo.model.place import Location, PlaceKind
from geo.read.claims.places import spatial_lexicon as words
from geo.read.claims.places.mention import Mention, Role
from geo.read.claims.triggers.tokens import Parsed

_LIST_GAP = 8
_NEXT_WORD = re.compile(r"\s*([\w-]+)")
_ARABIC_NAME = Patterns(ENGLISH, "place_names").compile("article")
_PATTERNS = Patterns(ENGLISH, "place_roles")
_SAID_IN = _PATTERNS.phrases("said_in")
_SAID_REACH = 60
_POSSESSIVE = re.compile(r"['’]s?\s+")
_SPEAKER = _PATTERNS.compile("speaker")
_PASSIVE = _PATTERNS.compile("passive")
_MORE_OF_LIST = re.compile(r"(?:, [A-Z]\w+)*,? (?:and|or) (?:the )?[A-Z]")
_WORD, _HYPHENATED, _AND = map(re.compile, (r"\w+", r"[\w-]+", r"\b(?:and|or)\b"))
# Of these it is told that they lie between two towns; talks and borders are between two countries.
_WAYS = ENGLISH.words("place_roles.lists.ways")
_PLANES = ENGLISH.words("place_roles.lists.planes")
_IN_CHARGE = ENGLISH.words("place_roles.lists.takes_control")
_RESIDES = ENGLISH.words("place_roles.lists.resides")
_ON_PART = _PATTERNS.compile("on_part")
_IN_THE_AIR = ENGLISH.words("place_roles.lists.in_the_air")
# "The city's northern Qadisiyah district": the place is the city.
_COLON = _PATTERNS.compile("label")
_OWN_DISTRICT = _PATTERNS.phrases("own_district")
_NEAR_LEFT = 40
_EVENT_NOUNS = ENGLISH.words("place_roles.lists.event_nouns")


def role_of(
    parsed: Parsed, start: int, end: int, location: Location, earlier: list[Mention]
) -> tuple[Role, int]:
    """Return the role of a place and the offset of the word that leads to it.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    start, end : int
        Offsets of the place's name in it.
    location : Location
        The place.
    earlier : list[Mention]
        The places before it in the sentence.
    """
    if _OWN_DISTRICT.search(parsed.sentence.text, max(0, start - _NEAR_LEFT), start):
        return Role.NAMED, start
    if is_label(parsed.sentence.text, start, end):
        return Role.HAPPENED, start
    after = _after(parsed.sentence.text, end)
    if after is not None:
        return after, start
    return _by_left(parsed, start, end, location.kind, earlier)


def is_label(text: str, start: int, end: int) -> bool:
    """Say whether a sentence stands under a place's name ("Bangui: Rebels attacked ...").

    Parameters
    ----------
    text : str
        The sentence.
    start, end : int
        Offsets of the place's name in it, end exclusive.
    """
    return ": " in text and bool(_COLON.match(text, end)) and not _WORD.search(text, 0, start)


def is_spoken_in(text: str, start: int) -> bool:
    """Say whether a place is only where somebody spoke ("the minister said in Manila").

    Parameters
    ----------
    text : str
        The sentence.
    start : int
        Offset of the place's name in it.
    """
    if not text.endswith(" in ", 0, start):
        return False
    return bool(_SAID_IN.search(text, max(0, start - _SAID_REACH), start - 3))


def _after(text: str, end: int) -> Role | None:
    """Return the role that the words after a place give it; None where those before decide."""
    if _SPEAKER.match(text, end):
        return Role.NAMED
    possessive = _POSSESSIVE.match(text, end)
    following = word_at(text, possessive.end() if possessive else end)
    if possessive:
        if following not in words.MODIFIERS:
            return Role.NAMED
        end = _skip_modifiers(text, possessive.end())
        if word_at(text, end) in _EVENT_NOUNS:
            return Role.HAPPENED
    if following in _EVENT_NOUNS:
        return Role.HAPPENED
    passive = _PASSIVE.match(text, end)
    if passive and _trigger_near(text, passive):
        return Role.HAPPENED
    return None


def _trigger_near(text: str, passive: re.Match[str]) -> bool:
    if passive["alone"]:
        return True
    following = _WORD.findall(text, passive.end(), passive.end() + 40)[:3]
    forms = [*following, " ".join(following[:2])]
    return any(TRIGGERS[word].family.traits.befalls for word in forms if word in TRIGGERS)


def word_at(text: str, offset: int) -> str:
    """Return the word that begins at an offset, in lower case; empty where there is none.

    Parameters
    ----------
    text : str
        The sentence.
    offset : int
        Where to look, in characters; blanks are passed over.
    """
    found = _NEXT_WORD.match(text, offset)
    return found[1].lower() if found else ""


def _skip_modifiers(text: str, offset: int) -> int:
    while (found := _NEXT_WORD.match(text, offset)) and words.modifies(found[1].lower()):
        offset = found.end()
    return offset


def _by_left(
    parsed: Parsed, start: int, end: int, kind: PlaceKind, earlier: list[Mention]
) -> tuple[Role, int]:
    """Return the role that the words before a place give it, walking left over its modifiers."""
    listed = _same_list(parsed, start, end, earlier)
    if listed and (listed.location.kind is PlaceKind.COUNTRY) == (kind is PlaceKind.COUNTRY):
        return listed.role, listed.governor
    text, edge = parsed.sentence.text, start
    at = parsed.word_before(start)
    while at >= 0:
        word, begins = parsed.words[at], parsed.starts[at]
        between = text[parsed.ends[at] : edge]
        if "," in between or ";" in between or "(" in between:
            return Role.NAMED, start
        role = _on_the_way(parsed, at, kind) or _governed(word, parsed, at)
        if role:
            return _unless_said(parsed, begins, role), begins
        if not (
            words.modifies(word) or word in words.EXAMPLES or _is_name_of_part(parsed, at, earlier)
        ):
            return Role.NAMED, start
        edge, at = begins, at - 1
    return Role.NAMED, start


def _is_name_of_part(parsed: Parsed, at: int, earlier: list[Mention]) -> bool:
    """Say whether a word names another place ("Syria's Hama") or a part ("the X district of")."""
    text, start = parsed.sentence.text, parsed.starts[at]
    if any(each.start <= start < each.end for each in earlier):
        return True
    is_name = text[start].isupper() or _ARABIC_NAME.match(parsed.words[at])
    if not is_name or at + 1 >= len(parsed.words):
        return False
    return parsed.words[at + 1] in words.TOWN or text[parsed.starts[at + 1]].isupper()


def _unless_said(parsed: Parsed, governor: int, role: Role) -> Role:
    """Return the role, unless it is only where somebody spoke ("the minister said in Manila")."""
    text, reach = parsed.sentence.text, max(0, governor - _SAID_REACH)
    if role is not Role.HAPPENED or not _SAID_IN.search(text, reach, governor):
        return role
    statement = any(trigger.end == governor - 1 for trigger in parsed.triggers)
    return role if statement else Role.NAMED


def _governed(word: str, parsed: Parsed, at: int) -> Role | None:
    before = parsed.words[at - 1] if at else ""
    if word == "of":
        return Role.HAPPENED if before in TRIGGERS or before in _EVENT_NOUNS else None
    if word in words.NEVER or (word in words.EXAMPLES and before not in words.TOWN):
        return Role.NAMED
    if word in words.IN:
        return _in_role(word, before)
    if word in words.TO:
        return Role.TARGET
    if word in words.OUT:
        return Role.ORIGIN
    if word in words.MODIFIERS or word in words.EXAMPLES:
        return None
    return Role.HAPPENED if word in TRIGGERS else None


def _on_the_way(parsed: Parsed, at: int, kind: PlaceKind) -> Role | None:
    """Return the role that "on the road between" two towns gives, and "shot down over" one.

    So do "on the outskirts of" one; "backed by" a country and "based in" a town give none.
    """
    word, before = parsed.words[at], parsed.words[at - 1] if at else ""
    if word == "by" and kind is PlaceKind.COUNTRY:
        return Role.NAMED
    if word == "in" and before in _RESIDES:
        return Role.NAMED
    if word == "on":
        return Role.HAPPENED if _ON_PART.match(parsed.sentence.text, parsed.ends[at]) else None
    if word == "between" and kind.is_point:
        return Role.HAPPENED if before in _WAYS else None
    if word != "over":
        return None
    if before in _IN_CHARGE:
        return Role.HAPPENED
    if before in _PLANES:
        return Role.HAPPENED
    triggers = (trigger for trigger in parsed.triggers if trigger.end <= parsed.starts[at])
    return Role.HAPPENED if any(trigger.word in _IN_THE_AIR for trigger in triggers) else None


def _in_role(word: str, before: str) -> Role:
    """Return the role that a preposition of place gives: "on" needs an attack before it."""
    told = before in TRIGGERS or before in _EVENT_NOUNS
    return Role.HAPPENED if word != "on" or told else Role.TARGET


def _same_list(parsed: Parsed, start: int, end: int, earlier: list[Mention]) -> Mention | None:
    """Return the place before in the same list ("Hama, Homs and Idlib province")."""
    if not earlier or earlier[-1].role not in (Role.HAPPENED, Role.TARGET, Role.ORIGIN):
        return None
    last, text = earlier[-1], parsed.sentence.text
    between = text[last.end : start]
    if len(between.split()) > _LIST_GAP or not _joined(between, text[end:]):
        return None
    inner = _HYPHENATED.findall(between.lower())
    return None if any(word not in words.JOINS_PLACES for word in inner) else last


def _joined(between: str, after: str) -> bool:
    """Say whether two names stand in a list: "and" between them, or a comma and more to come."""
    if _AND.search(between):
        return True
    return between.strip() == "," and bool(_MORE_OF_LIST.match(after))
