"""Words in a toponym that say what kind of place is meant, or where it lies."""

from __future__ import annotations

from gazetteer.lexicon import ENGLISH
from gazetteer.place import FeatureKind

AREA = frozenset({FeatureKind.ADMIN1, FeatureKind.ADMIN2, FeatureKind.REGION})
DISTRICT = frozenset({FeatureKind.ADMIN1, FeatureKind.ADMIN2})
SETTLEMENT = frozenset({FeatureKind.CITY, FeatureKind.SITE})
ANY: frozenset[FeatureKind] = frozenset()

AREA_WORDS = ENGLISH.words("feature_terms.area")
LOOSE_AREA_WORDS = ENGLISH.words("feature_terms.loose_area")
LOOSE_FIRST = LOOSE_AREA_WORDS | ENGLISH.words("feature_terms.loose_first")
DISTRICT_WORDS = ENGLISH.words("feature_terms.district")
SETTLEMENT_WORDS = ENGLISH.words("feature_terms.settlement")
SITE_WORDS = ENGLISH.words("feature_terms.site")
DIRECTIONS = ENGLISH.words("feature_terms.directions")
JOINERS = ENGLISH.words("feature_terms.joiners")
FOREIGN_ARTICLES = ENGLISH.words("feature_terms.foreign_articles")
ABBREVIATIONS: dict[str, str] = dict(ENGLISH.mapping("feature_terms.abbreviations"))
COUNTRYSIDE = ENGLISH.words("feature_terms.countryside")
