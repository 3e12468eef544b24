"""One page for each destination and each step."""
