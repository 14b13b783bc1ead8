"""Dateline: reports in, a map of places and dates out."""

__version__ = "0.2.0"
