"""Windows and lists of names in words, wherever a page or a message says them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from geo.model.timespan import day_words, span_words


def window_words(first: date | None, last: date | None) -> str:
    """Return a time window in words: "1 Oct 2015 to 31 Mar 2017", "since 3 May 2016".

    Parameters
    ----------
    first : date or None
        The first day; None is an open end.
    last : date or None
        The last day; None is an open end.
    """
    if first and last:
        return span_words(first, last)
    if first:
        return f"since {day_words(first)}"
    return f"until {day_words(last)}" if last else "at any time"


def join_words(names: Sequence[str], most: int = 3) -> str:
    """Return names as one phrase: "Hama and Aleppo", "Hama, Homs and 3 more".

    Parameters
    ----------
    names : sequence of str
        In the order they are said.
    most : int
        How many are said before "and so many more".
    """
    if len(names) > most + 1:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    if len(names) > 1:
        return f"{', '.join(names[:-1])} and {names[-1]}"
    return names[0] if names else ""
