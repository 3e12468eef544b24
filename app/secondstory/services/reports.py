"""Writing the report of a review, its timeline for other programs, and the tracker of actions."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from secondstory.model.progress import Work
from secondstory.services.library import Library
from secondstory.services.reviews import all_snapshots, snapshot

if TYPE_CHECKING:
    from secondstory.exporters.registry import ReportFile


def write_report_of(library: Library, review_id: int, path: Path) -> "Work[ReportFile]":
    """Write the report of a review; the suffix chooses the writer. Closing the generator leaves no file."""
    from secondstory.exporters.registry import write_report  # noqa: PLC0415 - the PDF library is heavy

    with library.reading() as reader:
        return write_report(reader.snapshot(review_id), path, datetime.now(UTC), reader.raws(review_id))


def write_tracker_of(
    library: Library, path: Path, review_ids: Sequence[int] | None = None, *, open_only: bool = False
) -> Work[int]:
    """Write the tracker of some reviews, or of all but the sample; returns the number of actions."""
    from secondstory.exporters.xlsx import write_tracker  # noqa: PLC0415 - the workbook library is heavy

    if review_ids is None:
        snapshots = all_snapshots(library)
    else:
        snapshots = tuple(snapshot(library, review_id) for review_id in review_ids)
    return write_tracker(snapshots, path, datetime.now().astimezone().date(), open_only=open_only)


def write_timeline_of(library: Library, review_id: int, path: Path, form: str = "") -> Work[int]:
    """Write the events of a review that are shown; returns how many.

    ``form`` is ``csv``, ``timesketch`` or ``markdown``; where it is empty, the suffix chooses it. Closing the generator
    leaves no file. Raises `UserError` where the form and the suffix do not go together.
    """
    from secondstory.exporters.timeline_files import TimelineForm, write_timeline  # noqa: PLC0415 - as above

    return write_timeline(snapshot(library, review_id), path, TimelineForm(form) if form else None)
