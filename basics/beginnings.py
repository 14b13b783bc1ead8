"""The beginnings of words, one of which every match of a pattern contains, read off the pattern.

Looking words up that were split once takes a tenth of the time that a pattern takes. What is
looked up is never written beside a pattern, where it could fall out of step with it: it is
derived from the pattern as `re` parses it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from basics.english import ENGLISH

# So many first letters of a word are enough to pass most patterns over.
LETTERS = 4
# Classes of more characters than this are not spelt out.
_MOST_CHARACTERS = 6
_Item = tuple[Any, Any]
_Items = tuple[_Item, ...]
_Beginnings = frozenset[str]
# Categories that hold no letters.
_NO_LETTERS = (sre.CATEGORY_DIGIT, sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD)
# The share of sentences that have a word of a list, roughly.
_SHARES = {
    word[:LETTERS]: share
    for name, share in (("many", 0.04), ("helping", 0.1), ("most", 0.2))
    for word in ENGLISH.ordered(f"frequent.{name}")
}


def beginnings_of(pattern: str, flags: int = 0) -> _Beginnings | None:
    """Return beginnings of words in lower case, one of which each match of a pattern contains.

    Parameters
    ----------
    pattern : str
        A regular expression.
    flags : int
        Flags of `re.compile`.

    Returns
    -------
    frozenset of str or None
        Up to four letters each, shorter ones for whole words of that length; None where the
        pattern begins no word with letters of its own.
    """
    return _needed(tuple(parser.parse(pattern, flags)), (), False)


def _needed(items: _Items, after: _Items, bounded: bool) -> _Beginnings | None:
    """Return the most telling set of beginnings, one of which these items contain.

    `after` follows the items; `bounded` says that no letter stands before them.
    """
    found: list[_Beginnings] = []
    for at, item in enumerate(items):
        rest = items[at + 1 :] + after
        starts = _starting(items[at:] + after) if bounded else None
        inside = _inside(item, rest, bounded)
        found += [each for each in (starts, inside) if each]
        bounded = _is_bounded_after(item, bounded)
    return min(found, key=_passing, default=None)


def _passing(beginnings: _Beginnings) -> float:
    """Return the share of texts that have one of some beginnings, roughly."""
    return sum(_SHARES.get(each, 0.05 / len(each) ** 2) for each in beginnings)


def _inside(item: _Item, rest: _Items, bounded: bool) -> _Beginnings | None:
    """Return what an item that holds others needs."""
    op, value = item
    if op is sre.SUBPATTERN:
        return _needed(tuple(value[-1]), rest, bounded)
    if op is sre.ATOMIC_GROUP:
        return _needed(tuple(value), rest, bounded)
    if op is sre.ASSERT and value[0] > 0:
        return _needed(tuple(value[1]), (), bounded)
    if op in _REPEATS and value[0]:
        return _needed(tuple(value[2]), (), bounded)
    if op is not sre.BRANCH:
        return None
    needed = [_needed(tuple(each), rest, bounded) for each in value[1]]
    return None if None in needed else frozenset().union(*(each for each in needed if each))


_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)


def _starting(items: _Items) -> _Beginnings | None:
    """Return the beginnings of the word that stands first in some items, None where any can."""
    found = set()
    for letters in _spelt("", items):
        if not letters:
            return None
        found.add(letters)
    return frozenset(found) or None


def _spelt(letters: str, items: _Items) -> Iterator[str]:
    """Yield all beginnings that items can have after some letters; an empty text for unknown."""
    while items and len(letters) < LETTERS:
        (op, value), rest = items[0], items[1:]
        if op is sre.LITERAL:
            letter = chr(value).lower()
            if not _is_letter(letter):
                break
            letters, items = letters + letter, rest
        elif _ends_word(op, value):
            if letters:
                break
            items = rest
        elif op in (sre.AT, sre.ASSERT, sre.ASSERT_NOT):
            items = rest
        else:
            for way in _ways(op, value, rest):
                yield from _spelt(letters, way)
            return
    yield letters if len(letters) == LETTERS or (letters and items) else ""


def _ways(op: Any, value: Any, rest: _Items) -> Iterator[_Items]:
    """Yield what an item and the rest can be spelt out to; an unknown character is `ANY`."""
    if op is sre.SUBPATTERN:
        yield tuple(value[-1]) + rest
    elif op is sre.ATOMIC_GROUP:
        yield tuple(value) + rest
    elif op is sre.BRANCH:
        yield from (tuple(each) + rest for each in value[1])
    elif op in _REPEATS:
        least, most, part = value
        if not least:
            yield rest
        again = ((op, (max(least - 1, 0), most - 1, part)),) if most > 1 else ()
        yield tuple(part) + again + rest
    elif op is sre.IN and (characters := _characters(value)):
        yield from (((sre.LITERAL, each), *rest) for each in characters)
    else:
        yield ()


def _characters(members: list[_Item]) -> list[int]:
    """Return the characters of a small class, empty for others."""
    out: list[int] = []
    for op, value in members:
        if op is sre.LITERAL:
            out.append(value)
        elif op is sre.RANGE and value[1] - value[0] < _MOST_CHARACTERS:
            out += range(value[0], value[1] + 1)
        else:
            return []
    return out if len(out) <= _MOST_CHARACTERS else []


def _is_letter(character: str) -> bool:
    return "a" <= character <= "z"


def _ends_word(op: Any, value: Any) -> bool:
    """Say whether no letter can stand at an item: a border, a mark, a class without letters."""
    if op is sre.AT:
        return value in (sre.AT_BOUNDARY, sre.AT_END, sre.AT_END_STRING)
    if op is sre.ASSERT_NOT and value[0] > 0:
        return _is_word_class(value[1])
    if op is sre.ASSERT and value[0] > 0:
        return bool(value[1]) and _ends_word(*value[1][0])
    return _is_no_letter(op, value)


def _is_no_letter(op: Any, value: Any) -> bool:
    if op is sre.LITERAL:
        return not _is_letter(chr(value).lower())
    return op is sre.IN and all(_member_is_no_letter(*each) for each in value)


def _member_is_no_letter(op: Any, value: Any) -> bool:
    if op is sre.LITERAL:
        return not _is_letter(chr(value).lower())
    if op is sre.RANGE:
        return value[1] < 128 and not any(
            _is_letter(chr(each).lower()) for each in range(value[0], value[1] + 1)
        )
    return op is sre.CATEGORY and value in _NO_LETTERS


def _is_word_class(items: Iterable[_Item]) -> bool:
    """Say whether what may not follow or stand before is any letter."""
    found = list(items)
    if len(found) != 1 or found[0][0] is not sre.IN:
        return False
    return (sre.CATEGORY, sre.CATEGORY_WORD) in found[0][1]


def _is_bounded_after(item: _Item, bounded: bool) -> bool:
    """Say whether no letter can stand right before what follows an item."""
    op, value = item
    if op is sre.AT:
        return bounded or value in (sre.AT_BOUNDARY, sre.AT_BEGINNING, sre.AT_BEGINNING_STRING)
    if op is sre.ASSERT_NOT and value[0] < 0:
        return bounded or _is_word_class(value[1])
    if op in (sre.ASSERT, sre.ASSERT_NOT):
        return bounded
    if op is sre.SUBPATTERN:
        return _bounded_through(value[-1], bounded)
    if op is sre.ATOMIC_GROUP:
        return _bounded_through(value, bounded)
    if op is sre.BRANCH:
        return all(_bounded_through(each, bounded) for each in value[1])
    if op in _REPEATS:
        return (bounded or value[0] > 0) and _bounded_through(value[2], bounded)
    return _is_no_letter(op, value)


def _bounded_through(items: Iterable[_Item], bounded: bool) -> bool:
    for item in items:
        bounded = _is_bounded_after(item, bounded)
    return bounded
