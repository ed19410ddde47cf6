"""Floor 4: tables and mentions in, small tidy frames out; one measure a file."""
