"""How text and tables get in."""
