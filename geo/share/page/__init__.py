"""A View as one HTML file that still scrubs."""
