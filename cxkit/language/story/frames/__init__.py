"""Word classes and clause frames: what a researcher can read and extend."""
