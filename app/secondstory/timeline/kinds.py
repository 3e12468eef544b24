"""The events of one kind."""

from secondstory.model.enums import EventKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot


def events_of(snapshot: Snapshot, kind: EventKind) -> tuple[Event, ...]:
    """The shown events of a kind, in the order of the timeline."""
    return tuple(event for event in snapshot.shown_events if event.kind is kind)
