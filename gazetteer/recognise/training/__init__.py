"""Fits and measures the models of recognition on annotated texts."""
