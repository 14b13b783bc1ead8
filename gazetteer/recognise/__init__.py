"""Toponyms in running text."""

from gazetteer.recognise.reader import ToponymReader
from gazetteer.recognise.toponym import RecognisedToponym

__all__ = ["RecognisedToponym", "ToponymReader"]
