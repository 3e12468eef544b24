"""A look at files before they are imported."""

from dataclasses import dataclass, field, replace

from secondstory.importers.asking import changed_hours
from secondstory.importers.base import ChangedHour, FormatInfo, Importer, Layout, Part, Question, Sample, Topic
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect, importers
from secondstory.importers.tables.mapping import FIELDS, SHEET
from secondstory.importers.times.starts import day_in_name, read_start, show_start
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError
from secondstory.model.records import Event
from secondstory.services.import_report import unreadable
from secondstory.services.importing import FileToImport, ImportOptions

__all__ = [
    "FIELDS",
    "SHEET",
    "ChangedHour",
    "FormatInfo",
    "Layout",
    "Look",
    "Part",
    "Question",
    "Topic",
    "day_in_name",
    "formats",
    "look_at",
    "read_start",
    "show_start",
]

SHOWN_ROWS = 50
ROWS_ASKED_ABOUT = 1000
"""So many rows are looked through for times that have to be asked about."""


@dataclass(frozen=True, slots=True)
class Look:
    """What the beginning of a file gives: its format, what should be asked, its columns, its first records.

    Where the file can't be read as that format, ``error`` says why; the rest is then as far as it was found.
    """

    format: FormatInfo | None = None
    questions: tuple[Question, ...] = ()
    layout: Layout = field(default_factory=Layout)
    rows: tuple[Draft | UnreadRow, ...] = ()
    size: int = 0
    error: UserError | None = None


def formats() -> tuple[FormatInfo, ...]:
    """All formats that can be imported, by name."""
    return tuple(importer.info for importer in importers())


def look_at(file: FileToImport, zone: str = "", rows: int = SHOWN_ROWS) -> Look:
    """What an import of a file would find in its first records. Never raises for what a file holds.

    ``zone`` is that of the review, which is assumed where neither the file nor its options name one.
    """
    try:
        sample = Sample.of(file.path)
        importer = by_name(file.format) if file.format else detect(sample)
    except UserError as error:
        return Look(error=error)
    except OSError as error:
        return Look(error=unreadable(file.path, error))
    return _look(importer, sample, file.options, zone, rows)


def _look(importer: Importer, sample: Sample, options: ImportOptions, zone: str, rows: int) -> Look:
    try:
        asked = importer.questions(sample, options)
        found = preview(importer, sample, replace(options, zone=options.zone or zone or None), ROWS_ASKED_ABOUT)
    except UserError as error:
        return Look(importer.info, size=sample.size, error=error)
    asked += changed_hours(found.rows)
    if not found.rows:
        nothing = UserError("No events were found in this file.", "Choose another format, or another file.")
        return Look(importer.info, asked, found.layout, size=sample.size, error=nothing)
    return Look(importer.info, asked, found.layout, found.rows[:rows], sample.size)


def event_of(draft: Draft, review_id: int) -> Event:
    """A draft as an event of a review, not stored yet."""
    return Event(
        review_id=review_id,
        occurred_at=draft.occurred_at,
        occurred_until=draft.occurred_until,
        precision=draft.precision,
        time_as_written=draft.time_as_written,
        zone_assumed=draft.zone_assumed,
        kind=draft.kind,
        role=draft.role,
        actor=draft.actor,
        title=draft.title,
        body=draft.body,
        tags=draft.tags,
        key=draft.key,
        locator=draft.locator,
    )
