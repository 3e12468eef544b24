"""``secondstory events``: the timeline of a review."""

from typing import Any

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, iso, put, put_json
from secondstory.exporters.privacy import without_names
from secondstory.model.names import name_of
from secondstory.model.records import Event, Source
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import open_library
from secondstory.services.reviews import snapshot_by_ref
from secondstory.timeline.clock import format_event_time


def command(
    ref: RefArgument,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Print the events of a review in their order; hidden ones are left out."""
    snapshot = without_names(snapshot_by_ref(open_library(library), ref))
    for event in snapshot.shown_events:
        if as_json:
            put_json(event_document(event, snapshot))
        else:
            time = format_event_time(event, snapshot.zone, seconds=True)
            put(f"{time:<22} {name_of(event.kind):<16} {event.role or '–':<24} {event.title}")


def event_document(event: Event, snapshot: Snapshot) -> dict[str, Any]:
    """An event as the public interface names it. ``actor`` is the role, as in everything that leaves the library."""
    source = snapshot.get(Source, event.source_id)
    return {
        "id": event.id,
        "occurred_at": iso(event.occurred_at),
        "precision": event.precision,
        "kind": event.kind,
        "role": event.role,
        "actor": event.role,
        "title": event.title,
        "body": event.body,
        "source": source.file_name if source else None,
        "locator": event.locator,
        "tags": list(event.tags),
        "key": event.key,
    }
