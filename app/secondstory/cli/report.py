"""``secondstory report``: write the report of a review."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, put, put_json, run_work, tell
from secondstory.services.library import open_library
from secondstory.services.reports import write_report_of
from secondstory.services.reviews import snapshot_by_ref
from secondstory.services.sharing import possible_names


class Edition(StrEnum):
    """The audiences that a report can be written for."""

    INTERNAL = "internal"


def command(
    ref: RefArgument,
    output: Annotated[Path, typer.Option("-o", "--output", help="The file; .pdf .html .md or .json.")],
    edition: Annotated[Edition, typer.Option(help="For whom.")] = Edition.INTERNAL,  # noqa: ARG001 - the only one so far
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the report of a review; the suffix of the file chooses the format."""
    opened = open_library(library)
    snapshot = snapshot_by_ref(opened, ref)
    written = run_work(write_report_of(opened, snapshot.review.id, output), quiet=quiet)
    if as_json:
        put_json(
            {"file": str(written.path), "edition": written.edition, "pages": written.pages, "sha256": written.sha256}
        )
    else:
        put(str(written.path))
    if names := ", ".join(found.words for found in possible_names(snapshot)):
        tell(
            f"These words may be names of people, and the report says them: {names}. Give each a role, or keep them.",
            quiet=quiet,
        )
