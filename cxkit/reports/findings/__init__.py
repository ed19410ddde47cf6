"""Sentences with numbers in them, in Russian and English; one file a report."""
