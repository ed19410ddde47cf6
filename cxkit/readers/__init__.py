"""Floor 2: one export format a file; each gives a declared table and the rows it refused."""
