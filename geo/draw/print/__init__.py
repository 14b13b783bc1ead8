"""A View as a printed sheet."""
