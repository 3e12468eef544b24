"""``secondstory demo``: the whole main job on the shipped sample, without a display."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from secondstory.cli.common import ATTENTION, JsonOption, LibraryOption, QuietOption, put, put_json, run_work, tell
from secondstory.services.bundles import open_sample
from secondstory.services.library import Library, open_library
from secondstory.services.reports import write_report_of, write_tracker_of


def command(
    folder: Annotated[Path, typer.Argument(help="Where the files are written; made where it is not there.")],
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it; the sample has one of its own
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write report.pdf, tracker.xlsx and a picture of every step from the sample."""
    folder.mkdir(parents=True, exist_ok=True)
    report, tracker = folder / "report.pdf", folder / "tracker.xlsx"
    with tempfile.TemporaryDirectory() as own:
        opened = open_library(str(Path(own) / "library.db"))
        _, review_id = open_sample(opened)
        run_work(write_report_of(opened, review_id, report), quiet=quiet)
        run_work(write_tracker_of(opened, tracker, [review_id]), quiet=quiet)
        pictures = _pictures(opened, review_id, folder, quiet=quiet)
        opened.close()
    files = [report, tracker, *pictures]
    if as_json:
        put_json({"files": [str(file) for file in files]})
    else:
        put("\n".join(str(file) for file in files))
    if not pictures:
        raise typer.Exit(ATTENTION)


def _pictures(library: Library, review_id: int, folder: Path, *, quiet: bool) -> list[Path]:
    try:
        from secondstory_ui.pictures import step_pictures  # noqa: PLC0415 - Qt only where it is installed
    except ModuleNotFoundError:
        tell("Pictures of the steps need Qt: pip install 'secondstory[window]'.", quiet=quiet)
        return []
    return step_pictures(library, review_id, folder)
