"""Floor 3: text in, mentions out."""
