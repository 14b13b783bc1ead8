"""The words that reports are read with, as data: one folder a language, one file a theme."""

from pathlib import Path

from basics.vocabulary import Vocabulary

ENGLISH = Vocabulary(Path(__file__).parent / "en")
