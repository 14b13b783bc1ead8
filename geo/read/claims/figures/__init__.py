"""How many people, and what became of them."""
