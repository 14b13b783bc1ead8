"""How sure a place is once a claim rests on it: docs/decisions/0077."""

from __future__ import annotations

import math

# Fitted to four sets that weigh the same, as scripts/calibrate_read.py fits two of them; the
# reliability tables stand in decision 0077.
SLOPE, SHIFT = 0.81, 0.73
_LEAST = 0.005


def calibrated(confidence: float) -> float:
    """Return the chance that a claim's place is the right one, 0 to 1.

    Parameters
    ----------
    confidence : float
        What the reader of toponyms gives: the chance that the words are a toponym and that it
        means the place. Words that a claim rests on ("shelled X", "in X") are toponyms far more
        often than words at large.
    """
    bounded = min(max(confidence, _LEAST), 1 - _LEAST)
    return 1 / (1 + math.exp(-(SLOPE * math.log(bounded / (1 - bounded)) + SHIFT)))
