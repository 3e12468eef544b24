"""``secondstory show``: the facts of a review."""

from typing import Any

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, iso, put, put_json
from secondstory.exporters.privacy import without_names
from secondstory.metrics.durations import durations
from secondstory.model.enums import MomentKind
from secondstory.model.names import name_of
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import open_library
from secondstory.services.reviews import snapshot_by_ref
from secondstory.timeline.clock import format_duration, format_instant


def command(
    ref: RefArgument,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Show a review: its facts, moments, durations, causes and actions."""
    snapshot = without_names(snapshot_by_ref(open_library(library), ref))
    if as_json:
        put_json(review_document(snapshot))
    else:
        _show(snapshot)


def review_document(snapshot: Snapshot) -> dict[str, Any]:
    """A review as the public interface names it: people as roles only."""
    review = snapshot.review
    return {
        "ref": review.ref,
        "kind": review.kind,
        "status": review.status,
        "title": review.title,
        "severity": review.severity,
        "severity_hindsight": review.severity_hindsight,
        "service": review.service,
        "summary": review.summary,
        "timezone": review.timezone,
        "window_start": iso(review.window_start),
        "window_end": iso(review.window_end),
        "sample": review.sample,
        "moments": {kind.value: iso(snapshot.moment_at(kind)) for kind in MomentKind},
        "durations": {d.key: d.span.total_seconds() if d.span is not None else None for d in durations(snapshot)},
        "sources": [{"file": s.file_name, "format": s.format, "sha256": s.sha256} for s in snapshot.sources],
        "events": len(snapshot.shown_events),
        "unread": len(snapshot.unread),
        "participants": [p.role for p in snapshot.participants],
        "causes": [
            {"id": c.ref, "text": c.text, "label": c.label, "group": c.group, "reason": c.reason}
            for c in snapshot.causes
        ],
        "learnings": [{"kind": item.kind, "text": item.text, "owner": item.owner} for item in snapshot.learnings],
        "actions": [
            {
                "id": a.ref,
                "text": a.text,
                "status": a.status,
                "owner": a.owner,
                "due": a.due.isoformat() if a.due else None,
            }
            for a in snapshot.actions
        ],
    }


def _show(snapshot: Snapshot) -> None:
    review = snapshot.review
    put(f"{review.ref}  {review.title}")
    put(
        "    "
        + " · ".join(x for x in (name_of(review.kind), review.severity, review.service, name_of(review.status)) if x)
    )
    for kind in MomentKind:
        at = snapshot.moment_at(kind)
        if at:
            put(f"    {name_of(kind):<14} {format_instant(at, snapshot.zone)} {review.timezone}")
    for duration in durations(snapshot):
        put(f"    {duration.name:<22} {format_duration(duration.span) if duration.span is not None else 'unknown'}")
    put(f"    {len(snapshot.shown_events):,} events, {len(snapshot.unread)} unread rows")
    put(f"    {len(snapshot.causes)} causes, {len(snapshot.kept_actions)} actions")
