"""Events by hand, moments, duplicates and notes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from secondstory.model.changes import Changes, Label
from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.errors import UserError
from secondstory.model.names import name_of
from secondstory.model.records import Event, Moment, Note
from secondstory.services.editing import add_record, change_record, describe
from secondstory.services.library import Library
from secondstory.storage.unit_of_work import UnitOfWork


def add_event(library: Library, event: Event) -> Changes:
    """Add an event by hand, at the end of those that were added by hand at the same time."""
    with library.unit(Label("Add the event {what}", {"what": describe(event)}), event.review_id) as unit:
        by_hand = unit.all(Event, review_id=event.review_id, source_id=None)
        position = max((e.position for e in by_hand), default=0.0) + 1
        unit.add(replace(event, position=event.position or position))
    return unit.changes


def change_event(library: Library, event_id: int, /, **values: Any) -> Changes:
    """Change fields of an event. Clearing its time makes the time unknown; giving one makes it known."""
    if "occurred_at" in values and "precision" not in values:
        with library.reading() as reader:
            was_unknown = reader.get(Event, event_id).precision is Precision.UNKNOWN
        if values["occurred_at"] is None:
            values |= {"precision": Precision.UNKNOWN, "occurred_until": None}
        elif was_unknown:
            values["precision"] = Precision.RECALLED
    return change_record(library, Event, event_id, **values)


def mark_events(library: Library, event_ids: Iterable[int], /, **values: bool) -> Changes:
    """Set ``key`` or ``hidden`` on several events as one act."""
    ids = list(event_ids)
    words = {
        ("key", True): "Mark {count} events as key",
        ("key", False): "Unmark {count} key events",
        ("hidden", True): "Hide {count} events",
        ("hidden", False): "Show {count} events",
    }
    (item,) = values.items()
    with library.unit(Label(words[item], {"count": str(len(ids))})) as unit:
        for event_id in ids:
            event = unit.get(Event, event_id)
            unit.review_id = event.review_id
            unit.change(event, **values)
    return unit.changes


def merge_events(library: Library, kept_id: int, other_ids: Iterable[int]) -> Changes:
    """Let one event stand for its duplicates. They stay, with their provenance, and can be separated again."""
    with library.unit(Label("")) as unit:
        kept = unit.get(Event, kept_id)
        unit.review_id = kept.review_id
        unit.label = Label("Merge duplicates into {what}", {"what": describe(kept)})
        for other_id in other_ids:
            if other_id != kept_id:
                _merge(unit, unit.get(Event, other_id), kept)
    return unit.changes


def _merge(unit: UnitOfWork, other: Event, kept: Event) -> None:
    if kept.merged_into is not None:
        raise UserError(f"{describe(kept)} is itself a duplicate.", "Merge into the event that stands for it.")
    for further in unit.all(Event, merged_into=other.id):
        unit.change(further, merged_into=kept.id)
    unit.change(other, merged_into=kept.id)


def separate_events(library: Library, event_ids: Iterable[int]) -> Changes:
    """Let several merged duplicates stand for themselves again, as one act."""
    ids = list(event_ids)
    with library.unit(Label("Separate {what}", {"what": f"{len(ids)} events"})) as unit:
        for event_id in ids:
            event = unit.get(Event, event_id)
            unit.review_id = event.review_id
            if len(ids) == 1:
                unit.label = Label("Separate {what}", {"what": describe(event)})
            unit.change(event, merged_into=None)
    return unit.changes


def remove_events(library: Library, event_ids: Iterable[int]) -> Changes:
    """Remove several events that were made by hand, as one act. Raises `UserError` where one was imported."""
    ids = list(event_ids)
    with library.unit(Label("Remove {count} events", {"count": str(len(ids))})) as unit:
        for event_id in ids:
            event = unit.get(Event, event_id)
            if event.source_id is not None:
                raise UserError("An imported event stays in the library.", "Hide it instead; it can be shown again.")
            unit.review_id = event.review_id
            if len(ids) == 1:
                unit.label = Label("Remove the event {what}", {"what": describe(event)})
            unit.remove(event)
    return unit.changes


def change_kind(library: Library, event_ids: Iterable[int], kind: EventKind) -> Changes:
    """Give several events another kind, as one act."""
    ids = list(event_ids)
    label = Label("Make {count} events “{kind}”", {"count": str(len(ids)), "kind": name_of(kind)})
    with library.unit(label) as unit:
        for event_id in ids:
            event = unit.get(Event, event_id)
            unit.review_id = event.review_id
            unit.change(event, kind=kind)
    return unit.changes


def set_moment(
    library: Library, review_id: int, kind: MomentKind, at: datetime | None, event_id: int | None = None
) -> Changes:
    """Set a moment to an instant (and the event that shows it), or, without one, mark it as unknown."""
    template = "Set “{moment}”" if at else "Mark “{moment}” as unknown"
    with library.unit(Label(template, {"moment": name_of(kind)}), review_id) as unit:
        present = unit.all(Moment, review_id=review_id, kind=kind)
        if present:
            unit.change(present[0], at=at, event_id=event_id)
        else:
            unit.add(Moment(review_id=review_id, kind=kind, at=at, event_id=event_id))
    return unit.changes


def clear_moment(library: Library, review_id: int, kind: MomentKind) -> Changes:
    """Take a moment away, so that it counts as not set."""
    with library.unit(Label("Clear “{moment}”", {"moment": name_of(kind)}), review_id) as unit:
        for moment in unit.all(Moment, review_id=review_id, kind=kind):
            unit.remove(moment)
    return unit.changes


def add_note(library: Library, note: Note) -> Changes:
    """Keep what was answered to a prompt."""
    return add_record(library, note, Label("Add a note"))


def raw_of(library: Library, event_id: int) -> str | None:
    """The verbatim record of an imported event."""
    with library.reading() as reader:
        return reader.raw_of(event_id)
