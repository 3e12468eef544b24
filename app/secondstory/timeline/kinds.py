"""The events of one kind."""

from collections.abc import Sequence

from secondstory.model.enums import EventKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot


def events_of(snapshot: Snapshot, kind: EventKind) -> Sequence[Event]:
    """The shown events of a kind, in the order of the timeline."""
    return snapshot.shown_events.of_kind(kind)
