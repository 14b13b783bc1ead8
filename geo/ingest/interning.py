"""The different values among many: what follows from one is worked out once."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Value = TypeVar("Value", bound=Hashable)
Made = TypeVar("Made")


class Different(Generic[Value]):
    """Values as numbers of the different ones, in the order of their first appearance.

    Attributes
    ----------
    values : list
        Each different value once.
    numbers : list[int]
        For each value, its place in `values`.
    """

    def __init__(self, values: Iterable[Value]) -> None:
        found: dict[Value, int] = {}
        self.numbers = [found.setdefault(value, len(found)) for value in values]
        self.values = list(found)

    @property
    def codes(self) -> npt.NDArray[np.int32]:
        """The numbers as an array."""
        return np.array(self.numbers, np.int32)

    def spread(self, made: Sequence[Made]) -> list[Made]:
        """Return what was made of each different value, for all values."""
        return [made[number] for number in self.numbers]

    def column(self, made: Sequence[object], kind: pa.DataType) -> pa.Array:
        """Return what was made of each different value as a column of all values.

        Parameters
        ----------
        made : sequence
            One object for each of `values`.
        kind : pyarrow.DataType
            The type of the column.
        """
        return pa.array(made, kind).take(pa.array(self.codes))
