"""The words that the gazetteer reads names with, as data: one folder a language, a file a theme."""

from pathlib import Path

from basics.vocabulary import Vocabulary

ENGLISH = Vocabulary(Path(__file__).parent / "en")
