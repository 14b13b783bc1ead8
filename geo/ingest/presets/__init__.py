"""The tables known by their columns."""
