"""The Gazetteer page."""
