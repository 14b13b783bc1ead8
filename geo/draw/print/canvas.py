"""A sheet of paper measured in points (1/72 inch), with text that is always taken literally."""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy.typing as npt
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import FancyBboxPatch, Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox, TransformedBbox

POINTS = 72.0
FINE = 4
FONT = "DejaVu Sans"  # comes with matplotlib, so a sheet is the same on every machine
NARROWEST = 0.25  # how wide the narrowest letters are, as a share of their size
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the sheet, in points from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.bottom + self.height

    def overlaps(self, other: Box) -> bool:
        """Say whether two rectangles share any of their inside."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )

    def holds(self, other: Box) -> bool:
        """Say whether another rectangle lies wholly inside."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )


def plain_text(text: str) -> str:
    """Return text on one line without control characters and direction overrides."""
    kept = (
        char if unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") else " "
        for char in text
        if char not in _DIRECTION_MARKS
    )
    return " ".join("".join(kept).split())


@cache
def _renderer() -> Any:
    make: Any = RendererAgg  # matplotlib leaves its renderers untyped
    # At 72 to the inch, hinting would round every letter to whole points.
    return make(1, 1, FINE * POINTS)


@lru_cache(maxsize=1 << 14)
def _width(text: str, size: float, weight: str) -> float:
    font = FontProperties(family=FONT, size=size, weight=weight)
    with no_glyph_warnings():
        width, _, _ = _renderer().get_text_width_height_descent(text, font, ismath=False)
    return float(width) / FINE


class Canvas:
    """One sheet: its figure, one axes over all of it in points, and the theme's colours.

    Parameters
    ----------
    width, height : float
        Points.
    palette : dict
        LIGHT or DARK of the style table.
    """

    def __init__(self, width: float, height: float, palette: dict[str, Any]) -> None:
        self.box = Box(0, 0, width, height)
        self.palette = palette
        self.figure = Figure(
            figsize=(width / POINTS, height / POINTS), dpi=POINTS, facecolor=palette["paper"]
        )
        self.axes = self.layer(self.box, zorder=10)
        self.axes.set_xlim(0, width)
        self.axes.set_ylim(0, height)
        self._edges: dict[Box, TransformedBbox] = {}

    def layer(self, box: Box, zorder: float) -> Axes:
        """Return bare axes over a part of the sheet.

        Parameters
        ----------
        box : Box
            Its place on the sheet, in points.
        zorder : float
            Layers with a higher number cover those with a lower.
        """
        width, height = self.box.width, self.box.height
        rect = (box.left / width, box.bottom / height, box.width / width, box.height / height)
        axes = self.figure.add_axes(rect, zorder=zorder)
        axes.set_axis_off()
        return axes

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str = "ink",
        clip: Box | None = None,
        **more: Any,
    ) -> Text:
        """Write one line of text, letter for letter; `color` is a palette key or a colour.

        Parameters
        ----------
        x : float
            Points from the left edge of the sheet.
        y : float
            Points from the lower edge; for text, where its baseline lies.
        text : str
            The text; control characters are taken out.
        size : float
            The size of the letters, in points.
        color : str
            A key of the palette, or a colour as "#rrggbb".
        clip : Box, optional
            The part of the sheet, in points, outside of which nothing shows.
        **more : object
            Further settings of the matplotlib artist.
        """
        settings = {"color": self.palette.get(color, color), "va": "baseline", **more}
        artist = Text(x, y, plain_text(text), fontsize=size, family=FONT, **settings)
        artist.set_parse_math(False)
        self.add(artist, clip)
        return artist

    def width_of(self, text: str, size: float, weight: str = "normal") -> float:
        """Return how wide a line of text is, in points.

        Parameters
        ----------
        text : str
            The text; control characters are taken out.
        size : float
            The size of the letters, in points.
        weight : str
            "normal" or "bold".
        """
        return _width(plain_text(text), size, weight)

    def wrap(
        self, text: str, width: float, size: float, weight: str = "normal", most: int = 3
    ) -> list[str]:
        """Return text as at most some lines of a width; what is too long ends in "…".

        Parameters
        ----------
        text : str
            The text; control characters are taken out.
        width : float
            The width of a line, in points.
        size : float
            The size of the letters, in points.
        weight : str
            "normal" or "bold".
        most : int
            The greatest number of lines.
        """
        lines: list[str] = []
        shown = plain_text(text)[: int(most * width / (NARROWEST * size)) + 1]
        space, left = self.width_of("n n", size, weight) - self.width_of("nn", size, weight), 0.0
        for word in self._pieces(shown.split(), width, size, weight):
            taken = self.width_of(word, size, weight)
            if lines and taken + space <= left:
                lines[-1] += f" {word}"
                left -= taken + space
            elif len(lines) == most:
                lines[-1] = self.shorten(f"{lines[-1]} {word}…", width, size, weight)
                break
            else:
                lines.append(word)
                left = width - taken
        return lines

    def shorten(self, text: str, width: float, size: float, weight: str = "normal") -> str:
        """Return text, cut with "…" where it is wider than a width.

        Parameters
        ----------
        text : str
            The text; control characters are taken out.
        width : float
            The width of a line, in points.
        size : float
            The size of the letters, in points.
        weight : str
            "normal" or "bold".
        """
        text = plain_text(text)[: int(width / (NARROWEST * size)) + 2]
        if self.width_of(text, size, weight) <= width:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            cut = text[:middle].rstrip(" …") + "…"
            low, high = (
                (middle, high) if self.width_of(cut, size, weight) <= width else (low, middle - 1)
            )
        return text[:low].rstrip(" …") + "…"

    def _pieces(
        self, words: Sequence[str], width: float, size: float, weight: str
    ) -> Iterator[str]:
        """Yield words; one that is wider than a line is cut where the line ends."""
        for word in words:
            rest = word
            while len(rest) > 1 and self.width_of(rest, size, weight) > width:
                cut = max(1, len(self.shorten(rest, width, size, weight)) - 1)
                yield rest[:cut]
                rest = rest[cut:]
            yield rest

    def rectangle(self, box: Box, color: str, **more: Any) -> None:
        """Fill a rectangle.

        Parameters
        ----------
        box : Box
            Its place on the sheet, in points.
        color : str
            A key of the palette, or a colour as "#rrggbb".
        **more : object
            Further settings of the matplotlib artist.
        """
        fill = self.palette.get(color, color)
        settings = {"facecolor": fill, "edgecolor": "none", **more}
        self.add(Rectangle((box.left, box.bottom), box.width, box.height, **settings))

    def pill(self, box: Box, radius: float, **more: Any) -> None:
        """Draw a rectangle with round corners.

        Parameters
        ----------
        box : Box
            Its place on the sheet, in points.
        radius : float
            The radius of the corners, in points.
        **more : object
            Further settings of the matplotlib artist.
        """
        style = f"round,pad=0,rounding_size={radius}"
        corner = (box.left, box.bottom)
        self.add(FancyBboxPatch(corner, box.width, box.height, boxstyle=style, **more))

    def add(self, artist: Artist, clip: Box | None = None) -> None:
        """Put a mark on the sheet; nothing of it shows outside `clip`.

        Parameters
        ----------
        artist : Artist
            What is drawn, in points of the sheet.
        clip : Box, optional
            The part of the sheet, in points, outside of which nothing shows.
        """
        # add_artist, because add_patch walks every path to find limits that are fixed here.
        self.axes.add_artist(artist)
        if clip is not None:
            self._cut(artist, clip)

    def dots(
        self, x: npt.ArrayLike, y: npt.ArrayLike, clip: Box | None = None, **more: Any
    ) -> None:
        """Put the same symbol on several places; `more` is what matplotlib's scatter takes.

        Parameters
        ----------
        x : array_like of float
            Points from the left edge of the sheet, shape (n,).
        y : array_like of float
            Points from the lower edge, shape (n,).
        clip : Box, optional
            The part of the sheet, in points, outside of which nothing shows.
        **more : object
            Further settings of the matplotlib artist.
        """
        dots = self.axes.scatter(x, y, **more)
        if clip is not None:
            self._cut(dots, clip)

    def _cut(self, artist: Artist, clip: Box) -> None:
        edge = self._edges.get(clip)
        if edge is None:
            bounds = Bbox.from_extents(clip.left, clip.bottom, clip.right, clip.top)
            edge = self._edges[clip] = TransformedBbox(bounds, self.axes.transData)
        artist.set_clip_path(None)
        artist.set_clip_box(edge)


class no_glyph_warnings(warnings.catch_warnings):
    """Keep quiet about letters the font lacks: they print as boxes, which says enough."""

    def __enter__(self) -> None:
        super().__enter__()
        warnings.filterwarnings("ignore", message=r"Glyph .* missing from (current )?font")
