"""What a printed sheet is given: the events, the words, the paper and the theme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.draw.style import DARK, LIGHT
from geo.model.timespan import day_number
from geo.model.view import View
from geo.store.columns.event_columns import EventColumns


class Theme(StrEnum):
    """Dark ink on light paper, or the other way round."""

    LIGHT = "light"
    DARK = "dark"

    @property
    def palette(self) -> dict[str, Any]:
        """The theme's colours in the style table."""
        return LIGHT if self is Theme.LIGHT else DARK


class Paper(StrEnum):
    """A size to print on or to post."""

    SCREEN = "screen"
    A4 = "a4"
    A4_PORTRAIT = "a4-portrait"
    LETTER = "letter"
    LETTER_PORTRAIT = "letter-portrait"
    SQUARE = "square"
    WIDE = "wide"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points (1/72 inch)."""
        return _POINTS[self]


_POINTS = {
    Paper.SCREEN: (800.0, 500.0),
    Paper.A4: (841.89, 595.28),
    Paper.A4_PORTRAIT: (595.28, 841.89),
    Paper.LETTER: (792.0, 612.0),
    Paper.LETTER_PORTRAIT: (612.0, 792.0),
    Paper.SQUARE: (640.0, 640.0),
    Paper.WIDE: (880.0, 495.0),
}


@dataclass(frozen=True)
class Sheet:
    """Everything a printed map says, as data and plain text.

    Attributes
    ----------
    columns : EventColumns
        All events.
    shown : int array
        The rows on the map.
    others : int array
        Rows that only the window leaves out; the timeline shows them in grey.
    status : uint8 array
        The status of every row, as known on the View's day.
    view : View
        Its window and viewport are drawn.
    title, left_out : str
        What is shown, and what is not.
    sources : list[str]
        Citations.
    notes : list[str]
        What else the reader must know, such as the data's hash; each a short sentence.
    name_of : Callable[[int], str]
        The name of the place of a row.
    address : str
        The address that opens the same view, printed as a QR code; empty for none.
    """

    columns: EventColumns
    shown: npt.NDArray[np.intp]
    others: npt.NDArray[np.intp]
    status: npt.NDArray[np.uint8]
    view: View
    title: str
    left_out: str
    sources: list[str]
    notes: list[str]
    name_of: Callable[[int], str]
    address: str = ""

    @property
    def window(self) -> tuple[int | None, int | None]:
        """The View's first and last day as day numbers; None where it is open."""
        first, last = self.view.first, self.view.last
        return (
            None if first is None else day_number(first),
            None if last is None else day_number(last),
        )
