"""The event table and what is asked of it."""
