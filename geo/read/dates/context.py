"""What stands beside a date and decides about it: the patterns of `date_context.toml`."""

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns

CONTEXT = Patterns(ENGLISH, "date_context")
