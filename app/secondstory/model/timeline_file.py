"""A timeline as a file that other programs read and that we read back: its columns, and cells that are no formulas.

The columns of Timesketch (``message``, ``datetime``, ``timestamp_desc``, ``tag``) are documented, and other tools read
them; in its form they stand first, and ours follow as further columns.
"""

COLUMNS = (
    "occurred_at",
    "occurred_until",
    "precision",
    "as_written",
    "zone_assumed",
    "kind",
    "role",
    "title",
    "body",
    "tags",
    "key",
)
"""The header of the plain form: fields of an event, and its time as its source wrote it."""

TIMESKETCH = {"title": "message", "occurred_at": "datetime", "tags": "tag"}
"""What Timesketch calls our columns."""

TIMESKETCH_COLUMNS = (
    "message",
    "datetime",
    "timestamp_desc",
    "tag",
    *(name for name in COLUMNS if name not in TIMESKETCH),
)
"""The header of the form for Timesketch; ``timestamp_desc`` is the name of the kind, for people."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what could begin one, or before another."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` wrote."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_FORMULA) else cell
