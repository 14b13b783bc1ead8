"""The event table that people change, its past, and how a change is taken back."""
