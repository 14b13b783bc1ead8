"""Triggers, places, times and figures put together as claims."""
