"""Build the base index on first use, into the user's data directory."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gazetteer.folders import home as home
from gazetteer.index.base import base_entries, base_version, unit_names
from gazetteer.index.segment import FORMAT
from gazetteer.index.writer import write_segment
from gazetteer.provinces import Provinces

EXPECTED_PLACES = 290_000
BAR_WIDTH = 30


def base_folder() -> Path:
    """Return where the base index of this version of the data and the format belongs."""
    return home() / f"base-{FORMAT}-{base_version()}"


def ensure_base() -> Path:
    """Return the base index, building it first if this version of it is not there."""
    folder = base_folder()
    return folder if (folder / "meta.json").is_file() else build_base()


def build_base() -> Path:
    """Build the base index and return its folder; the old one works until the new one is whole."""
    folder = base_folder()
    provinces = Provinces.open()
    meta: dict[str, Any] = {
        "source": "base",
        "licence": "CC BY 4.0 (GeoNames); public domain (Natural Earth)",
    }
    meta["units"] = unit_names(provinces)
    bar = progress_bar("Building the gazetteer", EXPECTED_PLACES)
    write_segment(folder, base_entries(provinces), meta, provinces, bar)
    bar(-1)
    for old in home().glob("base-*"):
        if old != folder:
            shutil.rmtree(old, ignore_errors=True)
    return folder


def progress_bar(title: str, expected: int) -> Callable[[int], None]:
    """Return a function that draws progress on standard error if that is a terminal.

    It takes how many are done, or -1 for the end.

    Parameters
    ----------
    title : str
        What is being done, printed before the bar.
    expected : int
        About how many items there will be; more than that shows as 99 %.
    """
    start = time.monotonic()

    def draw(done: int) -> None:
        share = 1.0 if done < 0 else min(done / max(expected, 1), 0.99)
        bar = "#" * round(share * BAR_WIDTH)
        seconds = time.monotonic() - start
        line = f"\r{title} [{bar:<{BAR_WIDTH}}] {share:4.0%} {seconds:4.0f} s"
        print(line, end="\n" if done < 0 else "", file=sys.stderr, flush=True)

    return draw if sys.stderr.isatty() else lambda done: None
