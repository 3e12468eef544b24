"""Formats of JSON that are described by rules alone: what a record looks like, and what it tells."""
