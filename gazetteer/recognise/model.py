"""Linear models with named features, and how they are read from a file."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from gazetteer.provinces import DATA

FILE = DATA / "recognise.json"
_LIMIT = 30.0
_LEAST = 1e-6


@dataclass(frozen=True, slots=True)
class Model:
    """A linear model: a weight for each feature."""

    weights: Mapping[str, float]

    def score(self, features: Mapping[str, float]) -> float:
        """Return the weighted sum of the features; unknown ones count nothing."""
        get = self.weights.get
        return sum([get(name, 0.0) * value for name, value in features.items()])

    def chance(self, features: Mapping[str, float], more: float = 0.0) -> float:
        """Return the logistic of the score and of what is added to it, 0 to 1."""
        score = self.score(features) + more
        return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, score))))

    @staticmethod
    def logit(chance: float) -> float:
        """Return the score that has this chance."""
        bounded = min(max(chance, _LEAST), 1 - _LEAST)
        return math.log(bounded / (1 - bounded))


@dataclass(frozen=True, slots=True)
class Weights:
    """All that is trained.

    Attributes
    ----------
    first, second : Model
        The span filter, before and after a look at the whole document.
    rank : Model
        The choice among the places of a name.
    common : frozenset of str
        Names that are mostly plain words.
    threshold : float
        The least chance of a span that is reported.
    """

    first: Model
    second: Model
    rank: Model
    common: frozenset[str]
    threshold: float


def weights_from(data: Mapping[str, Any]) -> Weights:
    """Return the weights of a parsed weights file."""
    return Weights(
        Model(data["first"]),
        Model(data["second"]),
        Model(data["rank"]),
        frozenset(data["common"].split()),
        float(data["threshold"]),
    )


@cache
def shipped_weights() -> Weights:
    """Return the weights that come with the project."""
    return weights_from(json.loads(FILE.read_text(encoding="utf-8")))
