"""What was promised in a story, for when, and what became of it."""
