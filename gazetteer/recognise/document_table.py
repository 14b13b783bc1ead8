"""The names that a document may mean, each once, with the places of all of them in one table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gazetteer.index.places_index import Floats
from gazetteer.index.segment import Ints
from gazetteer.recognise.candidate_columns import COLUMN, Named
from gazetteer.recognise.spans import Span


@dataclass(slots=True)
class NameTable:
    """The places of the distinct names of a document, name by name.

    Attributes
    ----------
    names : list of Named
        Each name once, in order of its first mention.
    number : list of int
        Of each mention the number of its name.
    sheet : array
        The sheets of all names, one below the other.
    starts, counts, owner : array
        Where each name begins, how many places it has, and of each place the number of its name.
    """

    names: list[Named]
    number: list[int]
    sheet: Floats
    starts: Ints
    counts: Ints
    owner: Ints

    def column(self, name: str) -> Floats:
        """Return a column of the sheet."""
        return self.sheet[:, COLUMN[name]]

    def first_mentions(self) -> list[int]:
        """Return of each name the number of the mention that it comes first at."""
        first: dict[int, int] = {}
        for mention, name in enumerate(self.number):
            first.setdefault(name, mention)
        return list(first.values())


def table_of(spans: Sequence[Span]) -> NameTable:
    """Put the places of all names into one table; there must be one span at least."""
    numbers: dict[int, int] = {}
    number = [numbers.setdefault(id(span.named), len(numbers)) for span in spans]
    names = list({id(span.named): span.named for span in spans}.values())
    counts = np.array([named.row.size for named in names], np.intp)
    return NameTable(
        names=names,
        number=number,
        sheet=np.concatenate([named.sheet for named in names]),
        starts=np.cumsum(counts) - counts,
        counts=counts,
        owner=np.repeat(np.arange(counts.size), counts),
    )
