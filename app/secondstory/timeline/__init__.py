"""Order, gaps, duplicates and honest time."""
