"""Events as lines of text, for the clipboard: people are roles in them."""

from collections.abc import Iterable

from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.services.sharing import in_roles
from secondstory_ui.text import shown_event_time, shown_name


def as_lines(events: Iterable[Event], snapshot: Snapshot) -> str:
    """One line an event, each with the zone of its time, ready for a chat or a document."""
    return "\n".join(in_roles(snapshot, [_line(event, snapshot) for event in events]))


def _line(event: Event, snapshot: Snapshot) -> str:
    seconds = bool(event.occurred_at and event.occurred_at.second)
    time = shown_event_time(event, snapshot.zone, seconds=seconds)
    zone = f" {snapshot.review.timezone}" if event.occurred_at else ""
    who = ", ".join(part for part in (shown_name(event.kind), event.role) if part)
    return f"{time}{zone}  {' '.join(event.title.split())} ({who})"
