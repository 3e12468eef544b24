"""``secondstory search``: look for words in all reviews of a library."""

from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, iso, put, put_json
from secondstory.services.library import open_library
from secondstory.services.search import MOST_FOUND, Hit, search, shared
from secondstory.timeline.clock import format_instant


def command(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words that all must stand there; “in quotes” together.")],
    limit: Annotated[int, typer.Option(min=1, help="How much is found at most.")] = MOST_FOUND,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Look for words in titles, causes, learnings, actions and events, the latest first."""
    opened = open_library(library)
    found = shared(opened, search(opened, text, limit))
    if as_json:
        put_json([_document(hit) for hit in found])
        return
    for hit in found:
        zone = ZoneInfo(hit.review.timezone)
        time = f"{format_instant(hit.at, zone, seconds=bool(hit.at.second))}  " if hit.at else ""
        put(f"{hit.review.ref:<6} {hit.kind:<9} {time}{hit.text}")
    if not found:
        put("Nothing was found. Try fewer words, or the beginning of one.")


def _document(hit: Hit) -> dict[str, str | None]:
    """A place where the words stand, as the public interface names it."""
    return {"ref": hit.review.ref, "title": hit.review.title, "kind": hit.kind, "text": hit.text, "at": iso(hit.at)}
