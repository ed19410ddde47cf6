"""When a story's moments and promises are: dates, days, hours, lengths, and their clock."""
