"""Numbers, dates, lengths of time, money and counts, in figures and in words."""
