"""A toponym goes in, ranked places come out. Knows no events, no maps, no Streamlit."""

from gazetteer.place import Candidate, FeatureKind, Place, Resolution
from gazetteer.provinces import Provinces
from gazetteer.resolve.gazetteer import Gazetteer

__all__ = ["Candidate", "FeatureKind", "Gazetteer", "Place", "Provinces", "Resolution"]
