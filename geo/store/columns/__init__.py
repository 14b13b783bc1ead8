"""Events as columns in memory, fast to filter."""
