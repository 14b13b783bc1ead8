"""Readers of file formats: bytes to text, blocks and what the fields say."""
