"""How a sentence says what it says, and what is only background."""
