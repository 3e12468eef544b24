"""Durations and distributions, with their definitions."""
