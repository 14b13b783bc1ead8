"""Pictures and films of a View."""
