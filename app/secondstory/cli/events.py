"""``secondstory events``: the timeline of a review."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, iso, put, put_json, run_work
from secondstory.exporters.privacy import shared_timeline
from secondstory.model.names import name_of
from secondstory.model.records import Event, Source
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import open_library
from secondstory.services.reports import write_timeline_of
from secondstory.services.reviews import snapshot_by_ref
from secondstory.timeline.clock import format_event_time


class Form(StrEnum):
    """What a timeline can be written as."""

    CSV = "csv"
    TIMESKETCH = "timesketch"
    MARKDOWN = "markdown"


def command(
    ref: RefArgument,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write them to this file instead; .csv .jsonl or .md.")
    ] = None,
    form: Annotated[
        Form | None, typer.Option("--format", help="The form of the file, where the suffix does not tell.")
    ] = None,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the events of a review in their order, or write them to a file; hidden ones are left out."""
    opened = open_library(library)
    found = snapshot_by_ref(opened, ref)
    if output is not None:
        written = run_work(write_timeline_of(opened, found.review.id, output, form or ""), quiet=quiet)
        put_json({"file": str(output), "events": written}) if as_json else put(str(output))
        return
    snapshot, events = shared_timeline(found)
    for event in events:
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
        "occurred_until": iso(event.occurred_until),
        "precision": event.precision,
        "zone_assumed": event.zone_assumed,
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
