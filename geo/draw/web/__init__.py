"""What the browser is sent to draw the map."""
