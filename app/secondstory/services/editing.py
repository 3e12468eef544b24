"""Plain edits of one record, labelled for the undo menu and the history."""

from dataclasses import fields
from typing import Any

from secondstory.model.changes import Changes, Label
from secondstory.model.records import Record, Review, ReviewRecord
from secondstory.services.library import Library

WHAT_LENGTH = 40


def describe(record: Record) -> str:
    """What people call a record: its reference, or its first words in quotes."""
    ref = getattr(record, "ref", "")
    if ref:
        return str(ref)
    for name in ("title", "text", "who", "role", "term", "name", "phrase", "target", "file_name"):
        text = " ".join(str(getattr(record, name, "")).split())
        if text:
            return f"“{text[: WHAT_LENGTH - 1]}…”" if len(text) > WHAT_LENGTH else f"“{text}”"
    return type(record).__name__.lower()


def review_of(record: Record) -> int | None:
    """The review that a record belongs to."""
    if isinstance(record, ReviewRecord):
        return record.review_id
    return record.id if isinstance(record, Review) else None


def add_record(library: Library, record: Record, label: Label | None = None) -> Changes:
    """Store a new record."""
    with library.unit(label or Label("Add {what}", {"what": describe(record)}), review_of(record)) as unit:
        unit.add(record)
    return unit.changes


def change_record(
    library: Library,
    record_type: type[Record],
    record_id: int,
    /,
    *,
    label: Label | None = None,
    merge: bool = False,
    **values: Any,
) -> Changes:
    """Store new values of some fields of a record.

    With ``merge``, the same field changed again within seconds is one act (typing, nudging with the arrow keys).
    """
    with library.unit(label or Label("")) as unit:
        record = unit.get(record_type, record_id)
        unit.review_id = review_of(record)
        changed = unit.change(record, **values)
        if label is None:
            unit.label = _change_label(record, changed, values)
        if merge:
            unit.merge_key = f"{record_type.__name__} {record_id} {sorted(values)}"
    return unit.changes


_FIELD_WORDS = {
    "body": "text",
    "due": "due date",
    "earlier_actions_checked": "look at earlier actions",
    "ended_at": "end",
    "estimated": "estimate mark",
    "held_on": "day of the meeting",
    "hidden": "visibility",
    "key": "key mark",
    "must_do": "must-do mark",
    "occurred_at": "time",
    "occurred_until": "end",
    "responder": "part in the response",
    "rules_agreed": "agreement on ground rules",
    "severity_hindsight": "severity in hindsight",
    "severity_note": "note on severity",
    "started_at": "beginning",
    "timezone": "time zone",
    "what": "effect",
    "who": "people affected",
    "window_end": "end",
    "window_start": "beginning",
}
"""What people call a field, where its own name would not do; undo and history say it."""


def _change_label(before: Record, after: Record, values: dict[str, Any]) -> Label:
    changed = [f.name for f in fields(after) if f.name in values and getattr(before, f.name) != getattr(after, f.name)]
    if len(changed) == 1:
        field = _FIELD_WORDS.get(changed[0], changed[0].replace("_", " "))
        return Label("Change the {field} of {what}", {"field": field, "what": describe(after)})
    return Label("Change {what}", {"what": describe(after)})


def remove_record(library: Library, kind: type[Record], record_id: int) -> Changes:
    """Remove a record, and what can't stand without it."""
    with library.unit(Label("")) as unit:
        record = unit.get(kind, record_id)
        unit.review_id = review_of(record)
        unit.label = Label("Remove {what}", {"what": describe(record)})
        unit.remove(record)
    return unit.changes
