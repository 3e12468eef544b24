"""``secondstory tracker``: write the Excel workbook of actions."""

from pathlib import Path
from typing import Annotated

import typer

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json, run_work
from secondstory.services.library import open_library
from secondstory.services.reports import write_tracker_of
from secondstory.services.reviews import snapshot_by_ref


def command(
    output: Annotated[Path, typer.Option("-o", "--output", help="The workbook, an .xlsx file.")],
    review: Annotated[
        list[str], typer.Option(metavar="REF", help="Only this review; may be given several times.")
    ] = [],  # noqa: B006
    only_open: Annotated[bool, typer.Option("--open", help="Leave out what is done or will not be done.")] = False,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write the action tracker of some reviews, or of all but the sample."""
    opened = open_library(library)
    ids = [snapshot_by_ref(opened, ref).review.id for ref in review]
    count = run_work(write_tracker_of(opened, output, ids or None, open_only=only_open), quiet=quiet)
    if as_json:
        put_json({"file": str(output), "actions": count})
    else:
        put(f"{output}: {count} actions")
