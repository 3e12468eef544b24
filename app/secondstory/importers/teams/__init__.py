"""What is in the messages of a Microsoft Teams chat: their texts, their cards, what the system says."""
