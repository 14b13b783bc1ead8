"""The words and patterns of page furniture: `furniture.toml`."""

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns

FURNITURE = Patterns(ENGLISH, "furniture")
