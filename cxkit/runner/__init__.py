"""Floor 7: a notebook and its parameters in, a report folder out."""
