"""E-mail: messages of a file or a mailbox, their headers, their texts."""
