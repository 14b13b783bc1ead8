"""Lists of words as parts of regular expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from basics.phrases import Phrases
from basics.vocabulary import Vocabulary

_NAME = re.compile(r"\{([a-z_]+)\}")
# A pattern of alternatives side by side is faster than one of groups of them.
_ALTERNATIVE = re.compile(r"(?<=[|:])\{([a-z_]+)\}(?=[|)])")


def one_of(phrases: Iterable[str]) -> str:
    """Return a pattern that matches one of some words or phrases, the longest that stands there.

    An apostrophe also matches the typographic one. Beginnings that phrases share are written
    once, because the alternatives of a pattern are tried one after the other.
    """
    return _group(tuple(dict.fromkeys(phrases)))


def _alternatives(phrases: Iterable[str]) -> str:
    """Return the pattern without a group around it, for a place among other alternatives."""
    return "|".join(_branches(phrases)[0])


def _escaped(text: str) -> str:
    return text if text.isalnum() else re.escape(text).replace("'", "['’]")


def _group(endings: Sequence[str]) -> str:
    if len(endings) == 1:
        return _escaped(endings[0])
    parts, may_be_empty = _branches(endings)
    if len(parts) == 1 and not may_be_empty:
        return parts[0]
    if all(len(part) == 1 for part in parts):
        letters = parts[0] if len(parts) == 1 else f"[{''.join(parts)}]"
    else:
        letters = f"(?:{'|'.join(parts)})"
    return letters + "?" * may_be_empty


def _branches(endings: Iterable[str]) -> tuple[list[str], bool]:
    """Return a pattern for each first letter, and whether one of the endings is empty."""
    branches: dict[str, list[str]] = {}
    for ending in endings:
        branches.setdefault(ending[:1], []).append(ending[1:])
    may_be_empty = branches.pop("", None) is not None
    return [_escaped(first) + _group(rest) for first, rest in branches.items()], may_be_empty


class Patterns:
    """The regular expressions of a file of words, each compiled where it is asked for.

    A file has lists of words and phrases under `[lists]`, and under `[patterns]` expressions in
    which `{name}` stands for any one of a list. A long expression is an array of its parts.

    Parameters
    ----------
    vocabulary : Vocabulary
        Holds the file.
    file : str
        The file's name without its ending.
    """

    def __init__(self, vocabulary: Vocabulary, file: str) -> None:
        self._vocabulary = vocabulary
        self._file = file

    def fill(self, pattern: str) -> str:
        """Return an expression with the words of the lists that it names."""
        filled = _ALTERNATIVE.sub(lambda name: _alternatives(self._list(name[1])), pattern)
        return _NAME.sub(lambda name: one_of(self._list(name[1])), filled)

    def text(self, name: str) -> str:
        """Return an expression of the file as text; errors as for `compile`."""
        return self.fill(self._vocabulary.text(f"{self._file}.patterns.{name}"))

    def compile(self, name: str, flags: int = 0) -> re.Pattern[str]:
        """Return an expression of the file.

        Parameters
        ----------
        name : str
            Its key under `[patterns]`.
        flags : int
            Flags of `re.compile`.

        Raises
        ------
        VocabularyError
            When there is no such expression, or no list that it names.
        """
        return re.compile(self.text(name), flags)

    def phrases(self, name: str, flags: int = 0) -> Phrases:
        """Return an expression tried only where it may match; arguments as for `compile`."""
        return Phrases(self.text(name), flags)

    def _list(self, name: str) -> tuple[str, ...]:
        return self._vocabulary.ordered(f"{self._file}.lists.{name}")
