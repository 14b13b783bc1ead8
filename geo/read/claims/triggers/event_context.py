"""Words of a sentence that decide what kind of event it tells of."""

from __future__ import annotations

import re

from geo.lexicon import ENGLISH
from geo.lexicon.pattern import Patterns

_PATTERNS = Patterns(ENGLISH, "event_context")
FIGHTERS = _PATTERNS.phrases("fighters", re.IGNORECASE)
IN_BATTLE = _PATTERNS.phrases("battle", re.IGNORECASE)
BY_AIR = _PATTERNS.phrases("by_air", re.IGNORECASE)
ACCIDENT = _PATTERNS.phrases("accidents", re.IGNORECASE)
BACKGROUND = _PATTERNS.phrases("background", re.IGNORECASE)
