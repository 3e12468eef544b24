"""A look at what an import would give, and one corrected row read again."""

from dataclasses import dataclass
from io import BytesIO

from secondstory.importers.base import Importer, ImportOptions, Layout, Question, Sample
from secondstory.importers.reading import read_rows, rows_without_secrets
from secondstory.model.draft import Draft, UnreadRow

NO_TIME = "The corrected row holds no time."


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows as they would be read (each with its verbatim record), the columns, and what should be asked."""

    rows: tuple[Draft | UnreadRow, ...]
    layout: Layout
    questions: tuple[Question, ...]


def preview(importer: Importer, sample: Sample, options: ImportOptions, n: int = 50) -> Preview:
    """What the beginning of a file gives, up to ``n`` rows. Raises `UserError` as `Importer.read` does."""
    stream = BytesIO(importer.excerpt(sample))
    rows = tuple(read_rows(importer, stream, options, n))
    return Preview(rows, importer.layout(sample, options), importer.questions(sample, options))


def repair(
    unread: UnreadRow, importer: Importer, options: ImportOptions, corrected: str, *, sample: Sample | None = None
) -> Draft | UnreadRow:
    """Read one unread row again after a person corrected its text.

    ``sample`` is the beginning of the file that the row comes from; a table needs it for its header, without it the
    columns are told by what the corrected row holds. Give the day in the options where times stand without one.
    The draft keeps the place of the row in its source, and its record as it was.
    """
    rows = list(importer.read(BytesIO(importer.repairable(corrected, sample)), options))
    found = next((row for row in rows if isinstance(row, Draft)), None)
    if found is not None:
        found.locator, found.raw = unread.locator, unread.raw
        return next(rows_without_secrets(iter((found,))))
    reason = next((row.reason for row in rows if isinstance(row, UnreadRow)), NO_TIME)
    return UnreadRow(unread.locator, reason, unread.raw)
