"""The commands of `python -m gazetteer`."""
