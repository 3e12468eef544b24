"""Tables of any source: records, columns and their meaning, rows as drafts."""
