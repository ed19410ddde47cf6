"""The ground of reading: a text cut into sentences, clauses and tokens with their lemmas."""
