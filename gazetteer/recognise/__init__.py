"""Toponyms in running text."""

from gazetteer.recognise.reader import Reader, Toponym

__all__ = ["Reader", "Toponym"]
