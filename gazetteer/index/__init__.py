"""The places, on disk and opened: built once, memory-mapped, seen as one table."""
