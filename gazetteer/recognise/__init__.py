"""Toponyms in running text."""

from gazetteer.recognise.reader import Reader
from gazetteer.recognise.toponym import Toponym

__all__ = ["Reader", "Toponym"]
