"""The use cases, one module for each subject."""
