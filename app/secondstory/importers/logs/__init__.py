"""Logs of machines: what a line of a system log says, and in which year it was written."""
