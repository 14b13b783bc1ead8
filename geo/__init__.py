"""Dateline: reports in, a map of places and dates out."""
