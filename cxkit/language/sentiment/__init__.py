"""What a text feels: the lexicon, the search, the head, and the researcher's own ratings."""
