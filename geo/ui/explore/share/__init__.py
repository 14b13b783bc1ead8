"""Passing a View on: links, frames in other pages, and keeping step with the table."""
