"""Floor 1: what the tables are. Import each table from the module that declares it."""
