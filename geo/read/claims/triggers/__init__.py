"""The words that tell of an event: which, of what type, and how far to trust them."""
