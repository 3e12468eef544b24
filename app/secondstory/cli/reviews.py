"""``secondstory reviews``: list the reviews of a library."""

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, iso, put, put_json
from secondstory.model.names import name_of
from secondstory.services.library import open_library
from secondstory.services.sharing import shared_summaries


def command(
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """List the reviews, the latest first."""
    found = shared_summaries(open_library(library))
    if as_json:
        put_json(
            [
                {
                    "ref": s.review.ref,
                    "title": s.review.title,
                    "kind": s.review.kind,
                    "severity": s.review.severity,
                    "service": s.review.service,
                    "status": s.review.status,
                    "sample": s.review.sample,
                    "window_start": iso(s.review.window_start),
                    "window_end": iso(s.review.window_end),
                    "events": s.events,
                    "causes": s.causes,
                    "actions": s.actions,
                    "open_actions": s.open_actions,
                }
                for s in found
            ]
        )
        return
    for s in found:
        facts = f"{name_of(s.review.status)}, {s.events:,} events, {s.open_actions} open actions"
        put(f"{s.review.ref:<6} {s.review.title}\n{'':<6} {facts}")
    if not found:
        put("There are no reviews yet. “secondstory new TITLE” starts one.")
