"""Floor 6: results and figures in, blocks and one HTML page out."""
