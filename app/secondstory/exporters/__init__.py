"""What a report contains, and the writers that only render it."""
