"""Provinces, borders and coasts as compact binary files."""
