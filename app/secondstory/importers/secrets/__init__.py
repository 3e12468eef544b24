"""Secrets that stand in records: what is kept has none."""
