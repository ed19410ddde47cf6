"""The small model that judges lines and whole stories."""
