"""JSON of any shape: where its records lie, and their values as the columns of a table."""
