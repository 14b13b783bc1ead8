"""What events look like, on screen and on paper."""
