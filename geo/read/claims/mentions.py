"""The places a sentence names, and which of them is where something happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from geo.model.place import Kind, Location
from geo.read.claims import words
from geo.read.claims.lexicon import TRIGGERS
from geo.read.claims.listed import listed
from geo.read.claims.tokens import Parsed
from geo.read.claims.toponyms import Places, Toponym

NEAR_KM, SUBURB_KM = 30.0, 20.0
_REGION_CONFIDENCE = 0.8
_LIST_GAP = 8
_ARABIC_NAME = re.compile(r"(?:al|el|ash|as|ad|an|ar|at|az)(?:-|$)")
_SAID_IN = re.compile(
    r"\b(?:said|says|speaking|spoke|told \w+|announced|added|warned|declared)(?: on \w+| late)? $"
)
_NEAR_BY = 60
_SIZE = {
    Kind.SITE: 0,
    Kind.CITY: 1,
    Kind.ADMIN2: 2,
    Kind.ADMIN1: 3,
    Kind.REGION: 4,
    Kind.WATER: 4,
    Kind.COUNTRY: 5,
    Kind.CONTINENT: 6,
}
_POSSESSIVE = re.compile(r"['’]s?\s+")
_PASSIVE = re.compile(
    r"\s*(?:city |province |town )?"
    r"(?:was|were|has been|had been|is being|fell|came under|has fallen)\b"
)
_MORE_OF_LIST = re.compile(r"(?:, [A-Z]\w+)*,? (?:and|or) (?:the )?[A-Z]")
_LIST_WORDS = words.MODIFIERS | {"and", "or", "as", "well", "in", "near", "also"}
_EVENT_NOUNS = listed(
    "offensive offensives battle battles campaign clashes fighting siege attack attacks "
    "bombing bombings strike strikes airstrike airstrikes meeting talks summit protest "
    "protests raid raids massacre front frontline operation operations offensive "
    "evacuation ceasefire earthquake explosion blast shelling conference trip visit "
    "uprising"
)


class Role(StrEnum):
    """What a place does in a sentence."""

    HAPPENED = "where it happened"
    TARGET = "where it led to"
    ORIGIN = "where it came from"
    CONTAINER = "what the place lies in"
    NAMED = "only named"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a sentence, with its role; offsets in the sentence.

    `governor` is the offset of the word that leads to the place (a preposition or a verb).
    `inferred` says which words of an earlier sentence named it; empty where this one does.
    `others` are the next likeliest places.
    """

    start: int
    end: int
    text: str
    location: Location
    role: Role
    governor: int
    inferred: str = ""
    others: tuple[Location, ...] = ()


def size(location: Location) -> int:
    """Return how large a kind of place is, to compare two."""
    return _SIZE[location.kind]


def contains(outer: Location, inner: Location) -> bool:
    """Say whether one place lies in another, as far as their countries and provinces tell."""
    if outer.place_id == inner.place_id:
        return True
    if size(outer) <= size(inner):
        return False
    if outer.kind is Kind.ADMIN1:
        return bool(outer.admin1_iso) and outer.admin1_iso == inner.admin1_iso
    if outer.kind is Kind.REGION and not _on_that_side(outer, inner):
        return False
    return outer.kind in (Kind.COUNTRY, Kind.REGION) and outer.country == inner.country != ""


def _on_that_side(region: Location, inner: Location) -> bool:
    """Say whether a place lies on the side of its country that a region's name tells."""
    name = region.place_id.rpartition("/")[2] if "/" in region.place_id else ""
    sides = {
        "north": inner.lat >= region.lat,
        "south": inner.lat <= region.lat,
        "east": inner.lon >= region.lon,
        "west": inner.lon <= region.lon,
    }
    return all(fits for side, fits in sides.items() if side in name) or "-" in name


def read_mentions(parsed: Parsed, toponyms: list[Toponym], places: Places) -> list[Mention]:
    """Return the places of a sentence with their roles, in order.

    Parameters
    ----------
    parsed : Parsed
        The sentence.
    toponyms : list[Toponym]
        Its toponyms, with offsets in the document.
    places : Places
        For the province behind a name.
    """
    shift = parsed.sentence.start
    out: list[Mention] = []
    for toponym in toponyms:
        if toponym.demonym:
            continue
        role, governor = _role(parsed, toponym.start - shift, toponym.end - shift, toponym, out)
        mention = Mention(
            toponym.start - shift,
            toponym.end - shift,
            toponym.text,
            toponym.location,
            role,
            governor,
            others=toponym.others,
        )
        out.append(_widened(parsed, mention, places))
    return _without_containers(parsed, out)


def _role(
    parsed: Parsed, start: int, end: int, toponym: Toponym, earlier: list[Mention]
) -> tuple[Role, int]:
    text = parsed.sentence.text
    after = _after(parsed, text, end)
    if after is not None:
        return after, start
    return _by_left(parsed, start, end, toponym.location.kind, earlier)


def _after(parsed: Parsed, text: str, end: int) -> Role | None:
    """Return the role that the words after a place give it; None where those before decide."""
    possessive = _POSSESSIVE.match(text, end)
    following = _word_at(text, possessive.end() if possessive else end)
    skipped = _skip_modifiers(text, possessive.end() if possessive else end)
    if possessive and following not in words.MODIFIERS:
        return Role.NAMED
    if possessive and _word_at(text, skipped) in _EVENT_NOUNS:
        return Role.HAPPENED
    if following in _EVENT_NOUNS:
        return Role.HAPPENED
    passive = _PASSIVE.match(text, skipped if possessive else end)
    if passive and _trigger_near(text, passive):
        return Role.HAPPENED
    return None


def _trigger_near(text: str, passive: re.Match[str]) -> bool:
    if passive[0].split()[-1] in ("fell", "under", "fallen"):
        return True
    following = re.findall(r"\w+", text[passive.end() : passive.end() + 40])[:3]
    families = {TRIGGERS[word].family for word in following if word in TRIGGERS}
    return bool(families & {"capture", "strike", "siege", "offensive", "disaster"})


def _word_at(text: str, offset: int) -> str:
    found = re.compile(r"\s*([\w-]+)").match(text, offset)
    return found[1].lower() if found else ""


def _skip_modifiers(text: str, offset: int) -> int:
    pattern = re.compile(r"\s*([\w-]+)")
    while (found := pattern.match(text, offset)) and words.modifies(found[1].lower()):
        offset = found.end()
    return offset


def _by_left(
    parsed: Parsed, start: int, end: int, kind: Kind, earlier: list[Mention]
) -> tuple[Role, int]:
    """Return the role that the words before a place give it, walking left over its modifiers."""
    listed = _same_list(parsed, start, end, earlier)
    if listed and (listed.location.kind is Kind.COUNTRY) == (kind is Kind.COUNTRY):
        return listed.role, listed.governor
    text, edge = parsed.sentence.text, start
    at = parsed.token_before(start)
    while at >= 0:
        token = parsed.tokens[at]
        between = text[token.end : edge]
        if "," in between or ";" in between or "(" in between:
            return Role.NAMED, start
        role = _governed(token.lower, parsed, at)
        if role:
            return _unless_said(parsed, token.start, role), token.start
        if not (
            words.modifies(token.lower)
            or token.lower in words.EXAMPLES
            or _is_name_of_part(parsed, at, earlier)
        ):
            return Role.NAMED, start
        edge, at = token.start, at - 1
    return Role.NAMED, start


def _is_name_of_part(parsed: Parsed, at: int, earlier: list[Mention]) -> bool:
    """Say whether a word names another place ("Syria's Hama") or a part ("the X district of")."""
    token = parsed.tokens[at]
    if any(each.start <= token.start < each.end for each in earlier):
        return True
    is_name = token.text[0].isupper() or _ARABIC_NAME.match(token.lower)
    if not is_name or at + 1 >= len(parsed.tokens):
        return False
    following = parsed.tokens[at + 1]
    return following.lower in words.TOWN or following.text[0].isupper()


def _unless_said(parsed: Parsed, governor: int, role: Role) -> Role:
    """Return the role, unless it is only where somebody spoke ("the minister said in Manila")."""
    left = parsed.sentence.text[max(0, governor - _NEAR_BY) : governor]
    if role is not Role.HAPPENED or not _SAID_IN.search(left):
        return role
    statement = any(hit.end == governor - 1 for hit in parsed.hits)
    return role if statement else Role.NAMED


def _governed(word: str, parsed: Parsed, at: int) -> Role | None:
    before = parsed.tokens[at - 1].lower if at else ""
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


def _in_role(word: str, before: str) -> Role:
    """Return the role that a preposition of place gives: "on" needs an attack before it."""
    if word in ("on", "by"):
        return (
            Role.HAPPENED
            if before in TRIGGERS or before in _EVENT_NOUNS or word == "by"
            else (Role.TARGET)
        )
    return Role.HAPPENED


def _same_list(parsed: Parsed, start: int, end: int, earlier: list[Mention]) -> Mention | None:
    """Return the place before in the same list ("Hama, Homs and Idlib province")."""
    if not earlier or earlier[-1].role not in (Role.HAPPENED, Role.TARGET, Role.ORIGIN):
        return None
    last, text = earlier[-1], parsed.sentence.text
    between = text[last.end : start]
    if len(between.split()) > _LIST_GAP or not _joined(between, text[end:]):
        return None
    inner = re.findall(r"[\w-]+", between.lower())
    return None if any(word not in _LIST_WORDS for word in inner) else last


def _joined(between: str, after: str) -> bool:
    """Say whether two names stand in a list: "and" between them, or a comma and more to come."""
    if re.search(r"\b(?:and|or)\b", between):
        return True
    return between.strip() == "," and bool(_MORE_OF_LIST.match(after))


def _widened(parsed: Parsed, mention: Mention, places: Places) -> Mention:
    """Take the words around a name into account: provinces, compass points, "near"."""
    text = parsed.sentence.text
    right = _word_at(text, mention.end)
    left = _modifiers_left(parsed, mention.start)
    location = mention.location
    if (
        right in words.PROVINCE
        or left & (words.PROVINCE - {"region", "state"})
        or (
            location.kind is Kind.CITY
            and (right == "countryside" or left & {"countryside", "rural"})
        )
    ):
        location = _province(location, mention.text, places)
    elif location.kind is Kind.COUNTRY and (compass := left & words.COMPASS):
        location = region_of(location, sorted(compass))
    return _ringed(replace(mention, location=location), left, right, text)


def _province(location: Location, name: str, places: Places) -> Location:
    if location.kind is Kind.ADMIN1:
        return location
    return places.province(location, name) or location


def _ringed(mention: Mention, left: set[str], right: str, text: str) -> Mention:
    """Give a place that is only the neighbourhood of the happening its ring."""
    if not mention.location.kind.is_point:
        return mention
    governor = _word_at(text, mention.governor) if mention.governor < mention.start else ""
    radius = NEAR_KM if governor in words.NEAR or left & {"near"} else 0.0
    if left & {"suburb", "suburbs", "outskirts"} or right in ("suburbs", "outskirts"):
        radius = SUBURB_KM
    if not radius:
        return mention
    confidence = round(mention.location.confidence * _REGION_CONFIDENCE, 3)
    return replace(
        mention, location=replace(mention.location, radius_km=radius, confidence=confidence)
    )


def _modifiers_left(parsed: Parsed, start: int) -> set[str]:
    found: set[str] = set()
    at = parsed.token_before(start)
    while at >= 0 and words.modifies(parsed.tokens[at].lower) and len(found) < 8:
        if parsed.tokens[at].lower == "and":
            break
        found.add(parsed.tokens[at].lower)
        at -= 1
    return found


def region_of(country: Location, compass: list[str]) -> Location:
    """Return a part of a country that no gazetteer has a border for, such as "western Syria"."""
    part = " and ".join(compass)
    return replace(
        country,
        place_id=f"{country.place_id}/{'-'.join(compass)}",
        name=f"{part.capitalize()} {country.name}",
        kind=Kind.REGION,
        admin1="",
        admin1_iso="",
        confidence=round(country.confidence * _REGION_CONFIDENCE, 3),
    )


def _without_containers(parsed: Parsed, mentions: list[Mention]) -> list[Mention]:
    """Mark the larger of two neighbours, where one lies in the other, as its container."""
    out = list(mentions)
    for at, mention in enumerate(mentions):
        for other in mentions:
            if (
                other is mention
                or not _happens(other)
                or size(other.location) >= size(mention.location)
            ):
                continue
            if contains(mention.location, other.location) and _same_happening(
                parsed, mention, other
            ):
                out[at] = replace(mention, role=Role.CONTAINER)
    return out


def _same_happening(parsed: Parsed, one: Mention, other: Mention) -> bool:
    """Say whether two places belong to one happening: near, and no word that tells between."""
    first, last = sorted((one, other), key=lambda each: each.start)
    if any(first.end <= hit.start < last.start for hit in parsed.hits):
        return False
    near = last.start - first.end < _NEAR_BY
    return near or parsed.clause(first.start) == parsed.clause(last.start)


def _happens(mention: Mention) -> bool:
    return mention.role in (Role.HAPPENED, Role.TARGET, Role.ORIGIN)
