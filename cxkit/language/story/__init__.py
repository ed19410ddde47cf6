"""Stories read as data: what failed, what was done about it, what was promised, how it ended."""
