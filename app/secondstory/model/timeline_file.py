"""A timeline as a file that other programs read and that we read back: its columns, and cells that are no formulas.

The columns of Timesketch (``message``, ``datetime``, ``timestamp_desc``, ``tag``) are documented, and other tools read
them; in its form they stand first, and ours follow as further columns.
"""

from secondstory.model.records import Event, Review

FORMAT = "secondstory-timeline"
"""What such a file is called among the formats that are read."""

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
    "id",
    "clock_corrected",
)
"""The header of the plain form: fields of an event, its time as its source wrote it, which event it is, and what was
added to the times of a source whose clock was off, with the reason.

Files of earlier versions end with ``id`` or with ``key``.
"""

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


def identity(review: Review, event: Event) -> str:
    """Which event a row tells, the same in every export. No other review, in whatever library, has it.

    The instant at which a review was started stands for the review: its ref may stand in another library as well.
    """
    return f"{review.created_at:%Y%m%dT%H%M%S%f}-{event.id}"


_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe before what could begin one, or before another."""
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` wrote."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_STARTS_FORMULA) else cell
