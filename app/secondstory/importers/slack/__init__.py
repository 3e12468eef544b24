"""What is in a Slack export: its archive, its people and channels, and the texts of its messages."""
