"""``secondstory check``: look whether a library is sound."""

import typer

from secondstory.cli.common import ATTENTION, JsonOption, LibraryOption, QuietOption, put, put_json
from secondstory.services.library import check_library, open_library


def command(
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Check the library: the file, the links between its rows, and the journal against the rows."""
    opened = open_library(library)
    problems = check_library(opened)
    if as_json:
        put_json({"library": opened.place, "ok": not problems, "problems": problems})
    else:
        put("\n".join(problems) if problems else f"{opened.place} is sound.")
    if problems:
        raise typer.Exit(ATTENTION)
