"""Text that is written in HTML: as plain text, as a page, as a chat."""
