"""A drawn sheet as the bytes of a file; the same sheet always gives the same bytes."""

from __future__ import annotations

import io
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg

from geo.draw.print.canvas import POINTS, Canvas, no_glyph_warnings

# Days, versions and random ids would make each file a different one.
_NO_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None, "Format": None, "Type": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
# Letters as outlines in SVG look the same everywhere; in PDF they stay text to search and copy.
_SETTINGS: Any = {
    "svg.hashsalt": "dateline",
    "svg.fonttype": "path",
    "pdf.fonttype": 42,
    # Hinted letters are wider in small pictures than the room that was measured for them.
    "text.hinting": "no_hinting",
}
# matplotlib keeps its settings and fonts in globals, and pages are drawn in threads.
DRAWING = Lock()


def encode(canvas: Canvas, form: str, scale: float = 2.0) -> bytes:
    """Return a sheet as PNG, SVG or PDF.

    Parameters
    ----------
    canvas : Canvas
        The drawn sheet.
    form : str
        "png", "svg" or "pdf".
    scale : float
        Pixels to the point, for PNG.
    """
    out = io.BytesIO()
    FigureCanvasAgg(canvas.figure)
    with no_glyph_warnings(), mpl.rc_context(_SETTINGS):
        canvas.figure.savefig(out, format=form, dpi=POINTS * scale, metadata=_NO_METADATA[form])
    return out.getvalue()
