"""Which writer makes a report: the suffix of the file decides. Adding a form is adding a writer here."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from secondstory.exporters.blocks import Outline
from secondstory.exporters.outline import EDITION, outline
from secondstory.exporters.replacing import replacing
from secondstory.model.errors import UserError
from secondstory.model.progress import Work
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import in_zone


@dataclass(frozen=True)
class Report:
    """What is to be written: a review at an instant, and (for the interchange form) the verbatim source records."""

    snapshot: Snapshot
    made_at: datetime
    raws: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def outline(self) -> Outline:
        """The content, worked out once."""
        return outline(self.snapshot, in_zone(self.made_at, self.snapshot.zone).date())


@dataclass(frozen=True)
class ReportFile:
    """A report that was written. ``pages`` is 0 where the form has none."""

    path: Path
    edition: str
    pages: int
    sha256: str


Writer = Callable[[Report, Path], Work[int]]
"""Writes a report to a new file and returns its number of pages."""


def write_report(
    snapshot: Snapshot, path: Path, made_at: datetime, raws: Mapping[int, str] | None = None
) -> Work[ReportFile]:
    """Write the report of a review. A file that is there already is replaced at the very end, or not at all.

    Raises:
        UserError: the suffix is unknown, or the file cannot be written there.
    """
    writer = writer_for(path.suffix)
    with replacing(path) as draft:
        pages = yield from writer(Report(snapshot, made_at, raws or {}), draft)
        digest = hashlib.sha256(draft.read_bytes()).hexdigest()
    return ReportFile(path, EDITION, pages, digest)


def suffixes() -> tuple[str, ...]:
    """The suffixes that a report can have, the printed form first."""
    return tuple(_WRITERS)


def writer_for(suffix: str) -> Writer:
    """The writer of a suffix such as ``.pdf``.

    Raises:
        UserError: there is none.
    """
    writer = _WRITERS.get(suffix.lower())
    if writer is None:
        raise UserError(
            f"A report cannot be written as “{suffix or 'a file without a suffix'}”.",
            f"Choose a file name that ends in {', '.join(suffixes()[:-1])} or {suffixes()[-1]}.",
        )
    return writer


def _pdf(report: Report, path: Path) -> Work[int]:
    from secondstory.exporters.pdf.document import write_pdf  # noqa: PLC0415 - reportlab is loaded when it is needed

    return (yield from write_pdf(report.outline, path, report.made_at))


def _html(report: Report, path: Path) -> Work[int]:
    from secondstory.exporters.html import write_html  # noqa: PLC0415 - as above

    return (yield from write_html(report.outline, path))


def _markdown(report: Report, path: Path) -> Work[int]:
    from secondstory.exporters.markdown import write_markdown  # noqa: PLC0415 - as above

    return (yield from write_markdown(report.outline, path))


def _json(report: Report, path: Path) -> Work[int]:
    from secondstory.exporters.interchange import write_interchange  # noqa: PLC0415 - as above

    yield from write_interchange(report.snapshot, report.raws, path)
    return 0


_WRITERS: Mapping[str, Writer] = {".pdf": _pdf, ".html": _html, ".md": _markdown, ".json": _json}
