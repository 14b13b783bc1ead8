"""An event's past on its card: what was changed, by whom and why, and how to change it."""
