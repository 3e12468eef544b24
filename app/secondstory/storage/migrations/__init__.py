"""The revisions of the library's tables, oldest first."""

REVISIONS = ("0001",)
HEAD = REVISIONS[-1]
