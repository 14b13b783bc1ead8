"""Claims of one event put together, with the reason for each."""
