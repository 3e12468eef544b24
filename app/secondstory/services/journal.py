"""Undo, redo, and the history of a record."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from secondstory.model.changes import Change, Changes, Label
from secondstory.model.records import Record
from secondstory.services.library import Library


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a record before and after an act."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did to a record, and when; ``undone`` where it was taken back since."""

    at: datetime
    author: str
    label: Label
    undone: bool
    fields: tuple[FieldChange, ...]


def undo(library: Library, review_id: int | None = None) -> Changes | None:
    """Take back the last act of a review (or of the whole library); nothing where there is none."""
    return library.undo(review_id)


def redo(library: Library, review_id: int | None = None) -> Changes | None:
    """Do again what was undone last; nothing where there is none."""
    return library.redo(review_id)


def labels(library: Library, review_id: int | None = None) -> tuple[Label | None, Label | None]:
    """What undo and redo would do now."""
    return library.undo_and_redo_labels(review_id)


def history(library: Library, kind: type[Record], record_id: int) -> tuple[Act, ...]:
    """Who changed a record, when, and from what; latest first."""
    return tuple(
        Act(entry.at, entry.author, entry.label, entry.state != "done", _field_changes(change))
        for entry, change in library.history(kind, record_id)
    )


def _field_changes(change: Change) -> tuple[FieldChange, ...]:
    before, after = change.before, change.after
    return tuple(
        FieldChange(field.name, getattr(before, field.name, None), getattr(after, field.name, None))
        for field in fields(change.record)
        if field.name not in {"id", "version"} and getattr(before, field.name, None) != getattr(after, field.name, None)
    )
