"""The taxonomy of causes and the systemic-or-external procedure."""
