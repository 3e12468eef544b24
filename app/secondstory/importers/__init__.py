"""One module for each source format, and the registry that chooses among them."""
