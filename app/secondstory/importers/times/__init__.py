"""When something happened, told from what people and programs write."""
