"""Who did it."""
