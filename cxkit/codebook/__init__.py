"""Floor 1: the controlled vocabulary. Import from the module that defines a name."""
