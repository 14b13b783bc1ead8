"""Word lists as data: TOML files of named lists and tables, checked as they are read.

A folder holds one file per theme. A list is an array of texts under a dotted name, a table is an
array of tables, one row each:

    [toponym]
    roads = ["road", "highway", "ring road"]

    [[unit]]
    word = "km"
    metres = 1000.0

A word is written as it stands in a text: a space parts the words of a phrase, a hyphen is a hyphen.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any

# Letters of any script with marks, digits, and what stands inside words; single blanks between.
_ENTRY = re.compile(r"[^\W_](?:[\w'’.&/+%°-]|(?<! ) (?! ))*+", re.UNICODE)


class VocabularyError(ValueError):
    """A file of words cannot be used; the message says which file, which row and why."""


class Vocabulary:
    """The word lists of one folder, each file read once, when it is first asked for.

    Parameters
    ----------
    folder : Path
        Holds the `*.toml` files of one language.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: set[str] = set()

    def ordered(self, name: str) -> tuple[str, ...]:
        """Return a list in the order it is written in.

        Parameters
        ----------
        name : str
            The file's name without its ending, then the keys: "places.toponym.roads".

        Raises
        ------
        VocabularyError
            When there is no such list, or an entry is empty, doubled or no word.
        """
        entries = self._at(name)
        if not isinstance(entries, list) or not all(isinstance(each, str) for each in entries):
            raise VocabularyError(f"{self._where(name)} is no list of words")
        check_entries(entries, self._where(name))
        return tuple(entries)

    def words(self, name: str) -> frozenset[str]:
        """Return a list as a set; parameters and errors as for `ordered`."""
        return frozenset(self.ordered(name))

    def text(self, name: str) -> str:
        """Return a text, a long one put together from an array of its parts.

        Parameters
        ----------
        name : str
            As for `ordered`.

        Raises
        ------
        VocabularyError
            When there is no such text.
        """
        found = self._at(name)
        parts = found if isinstance(found, list) else [found]
        if not all(isinstance(each, str) for each in parts):
            raise VocabularyError(f"{self._where(name)} is no text")
        return "".join(parts)

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return a table of keys and values; parameters and errors as for `ordered`."""
        found = self._at(name)
        if not isinstance(found, dict):
            raise VocabularyError(f"{self._where(name)} is no table")
        return found

    def rows(self, name: str, keys: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
        """Return an array of tables.

        Parameters
        ----------
        name : str
            As for `ordered`.
        keys : iterable of str
            The keys a row may have; another one is refused, with the number of its row.
        """
        found, allowed = self._at(name), set(keys)
        if not isinstance(found, list):
            raise VocabularyError(f"{self._where(name)} has no rows")
        for number, row in enumerate(found, 1):
            if unknown := set(row) - allowed:
                raise VocabularyError(
                    f"{self._where(name)}, row {number}: {', '.join(sorted(unknown))} "
                    f"is not one of {', '.join(sorted(allowed))}"
                )
        return tuple(found)

    def unasked(self) -> list[str]:
        """Return the names of all lists that nothing has asked for: dead rows, once all is read."""
        return sorted(name for name in self._names if not self._is_asked(name))

    def _is_asked(self, name: str) -> bool:
        return any(name == each or name.startswith(f"{each}.") for each in self.asked)

    @cached_property
    def _names(self) -> list[str]:
        files = sorted(self.folder.glob("*.toml"))
        return [f"{file.stem}.{key}" for file in files for key in _leaves(_read(file))]

    def _at(self, name: str) -> Any:
        file, *keys = name.split(".")
        found: Any = _read(self.folder / f"{file}.toml")
        for key in keys:
            if not isinstance(found, dict) or key not in found:
                raise VocabularyError(f"{self._where(name)} is not there")
            found = found[key]
        self.asked.add(name)
        return found

    def _where(self, name: str) -> str:
        file, _, rest = name.partition(".")
        return f"{self.folder / file}.toml: {rest}"


def check_entries(entries: Iterable[str], where: str) -> None:
    """Refuse entries that are empty, doubled or no words.

    Parameters
    ----------
    entries : iterable of str
        Words and phrases.
    where : str
        Names the file and the list in the message.

    Raises
    ------
    VocabularyError
        With the first entry that cannot stand.
    """
    counts = Counter(entries)
    for entry, count in counts.items():
        if not _ENTRY.fullmatch(entry) or entry != entry.strip():
            raise VocabularyError(f"{where}: {entry!r} is no word or phrase")
        if count > 1:
            raise VocabularyError(f"{where}: {entry!r} stands there {count} times")


@cache
def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise VocabularyError(f"{path} cannot be read: {error.strerror}") from error
    except tomllib.TOMLDecodeError as error:
        raise VocabularyError(f"{path} is no TOML: {error}") from error


def _leaves(table: Mapping[str, Any]) -> Iterable[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from (f"{key}.{rest}" for rest in _leaves(value))
        else:
            yield key
