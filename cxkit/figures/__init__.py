"""Floor 5: a measured frame in, a plotly figure out; nothing is computed here."""
