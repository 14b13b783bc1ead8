"""The days of a claim."""
