"""How often a best candidate is right: a logistic model of a few things about it.

Fitted on 5,429 toponyms of eight sets (events of two countries and spellings of one, with and
without the province given, and the toponyms of two news corpora on their own), each set weighing
the same; see docs/decisions/0013-confidence.md.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gazetteer.index.places_index import Floats, Index
from gazetteer.place import FeatureKind
from gazetteer.resolve.query import QueryForm
from gazetteer.resolve.rank import CandidateGroups, Candidates

WEIGHTS = {
    "always": -0.3,
    "log odds of the share of belief": 0.85,
    "spelling differs at all": -1.5,
    "spelling differs": -2.5,
    "only after dropping words": -2.5,
    "alternate name": -0.9,
    "province given": 0.5,
    "village, no province given": -0.3,
}
SHARE_BOUNDS = (0.02, 0.98)
VILLAGE_POPULATION = 5000


def confidence(
    index: Index,
    found: Candidates,
    share: Floats,
    by: CandidateGroups,
    in_province: npt.NDArray[np.bool_],
) -> Floats:
    """Confidence, 0 to 1, in the best candidate of each group.

    Parameters
    ----------
    index : Index
        The open gazetteer.
    found : Candidates
        The candidates of all queries, sorted by query.
    share : numpy.ndarray of float
        The belief in the best place of each group and what is the same spot, 0 to 1.
    by : CandidateGroups
        Where the candidates of each query are, and the best of them.
    in_province : numpy.ndarray of bool
        Whether the province was given, by query.
    """
    best = found.keep(by.best)
    share = np.clip(share, *SHARE_BOUNDS)
    settled = np.isin(index.column("kind", best.row), (FeatureKind.CITY, FeatureKind.SITE))
    village = settled & (index.column("population", best.row) < VILLAGE_POPULATION)
    given = in_province[best.query]
    bold = np.where(given & (best.likeness == 1), QueryForm.NO_DIRECTION, QueryForm.NO_SITE_WORD)
    odds = {
        "always": np.ones(best.row.size),
        "log odds of the share of belief": np.log(share / (1 - share)),
        "spelling differs at all": best.likeness < 1,
        "spelling differs": 1 - best.likeness,
        "only after dropping words": best.how >= bold,
        "alternate name": ~best.primary,
        "province given": given,
        "village, no province given": village & ~given,
    }
    total = sum(WEIGHTS[name] * values.astype(float) for name, values in odds.items())
    return np.asarray(1 / (1 + np.exp(-total)), float)
