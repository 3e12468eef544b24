"""Questions that need an answer now."""
