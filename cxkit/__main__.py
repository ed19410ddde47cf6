"""Runs the command line as ``python -m cxkit``."""

from cxkit.cli import main

if __name__ == "__main__":
    main()
