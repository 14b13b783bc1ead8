"""The words of a printed sheet: what it shows, what it leaves out, and where it is from."""

from __future__ import annotations

import numpy as np
import segno
from matplotlib.collections import PolyCollection

from geo.draw.print.canvas import Box, Canvas
from geo.draw.print.sheet import Sheet

MARGIN = 20.0
TITLE, SUBTITLE, SMALL = 16.0, 9.0, 6.6
LEADING = 1.36
CODE_SIZE = 46.0
CODE_BORDER = 2
LONGEST_CODE = 900  # characters; longer ones make modules too fine to scan from paper
ATTRIBUTION = "Provinces: Natural Earth, public domain"
MAKER = "Made with Dateline"


def draw_heading(canvas: Canvas, sheet: Sheet, steady: bool = False) -> float:
    """Write what is shown and what is not; returns how high the rest may reach.

    A steady heading takes one line for each, whatever they say.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    sheet : Sheet
        What is printed.
    steady : bool
        Whether the heading keeps its height for every frame of a film.
    """
    width, y = canvas.box.width - 2 * MARGIN, canvas.box.top - MARGIN
    for line in canvas.wrap(sheet.title, width, TITLE, "bold", most=1 if steady else 3):
        y -= TITLE
        canvas.text(MARGIN, y + 2.5, line, TITLE, weight="bold")
        y -= 5
    below = canvas.wrap(sheet.left_out, width, SUBTITLE, most=1 if steady else 2)
    for line in below or [""] * steady:
        y -= SUBTITLE + 2
        canvas.text(MARGIN, y + 1.5, line, SUBTITLE, "label")
    return y - 8


def draw_footer(canvas: Canvas, sheet: Sheet) -> float:
    """Write the sources and notes at the bottom; returns how low the rest may reach.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    sheet : Sheet
        What is printed.
    """
    code = 0 < len(sheet.address) <= LONGEST_CODE
    width = canvas.box.width - 2 * MARGIN - (CODE_SIZE + 10) * code
    notes = " · ".join([*sheet.notes, ATTRIBUTION, MAKER])
    cited = canvas.wrap(_cited(canvas, sheet.sources, 4 * width), width, SMALL, most=5)
    lines = [*cited, *canvas.wrap(notes, width, SMALL, most=3)]
    y = MARGIN - 4
    for line in lines[::-1]:
        canvas.text(MARGIN, y, line, SMALL, "label")
        y += SMALL * LEADING
    if not code:
        return y
    _draw_code(
        canvas,
        Box(canvas.box.right - MARGIN - CODE_SIZE, MARGIN - 6, CODE_SIZE, CODE_SIZE),
        sheet.address,
    )
    return max(y, MARGIN + CODE_SIZE)


def _draw_code(canvas: Canvas, box: Box, address: str) -> None:
    """Draw an address as a QR code, always dark on light so that any reader takes it."""
    code = segno.make(address, error="m", micro=False)
    modules = np.array([list(line) for line in code.matrix], bool)
    step = box.width / (len(modules) + 2 * CODE_BORDER)
    row, column = np.nonzero(modules)
    left = box.left + (column + CODE_BORDER) * step
    top = box.top - (row + CODE_BORDER) * step
    corners = [(left, top), (left + step, top), (left + step, top - step), (left, top - step)]
    squares = np.stack([np.stack(corner, axis=1) for corner in corners], axis=1)
    canvas.rectangle(box, "#ffffff", zorder=9)
    canvas.add(
        PolyCollection(
            list(squares), facecolors="#000000", linewidths=0, antialiased=False, zorder=9.1
        )
    )


def write_beyond(canvas: Canvas, box: Box, count: int, short: str = "") -> None:
    """Say on a map how many events lie beyond its edge; `short` is the word for a small one.

    Parameters
    ----------
    canvas : Canvas
        The sheet that is drawn on.
    box : Box
        The map's place on the sheet, in points.
    count : int
        The number of events; nothing is written for 0.
    short : str
        A word such as "beyond", for maps too small for a sentence.
    """
    if count:
        words = f"{count:,} more {'lies' if count == 1 else 'lie'} outside this map"
        words = f"{count:,} {short}" if short else words
        width = canvas.width_of(words, SMALL)
        room = Box(box.right - width - 16, box.bottom + 5, width + 10, 13)
        canvas.pill(room, 3, facecolor=canvas.palette["halo"], edgecolor="none", zorder=9.5)
        canvas.text(room.left + 5, room.bottom + 4, words, SMALL, zorder=9.6)


def _cited(canvas: Canvas, sources: list[str], room: float) -> str:
    """Return as many citations as a length of text holds, and how many more there are."""
    kept: list[str] = []
    for source in sources:
        room -= canvas.width_of(canvas.shorten(f"{source}; ", canvas.box.width, SMALL), SMALL)
        if kept and room < 0:
            break
        kept.append(source)
    more = len(sources) - len(kept)
    rest = f"; and {more:,} more in the data" if more else ""
    return f"Sources: {'; '.join(kept)}{rest}." if kept else ""
