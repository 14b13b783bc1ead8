"""The data of a View as files, one module a format."""
