"""The rows that could not be read: read again after somebody corrected them, made events, or put aside."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from secondstory.importers.base import Sample
from secondstory.importers.preview import NO_TIME, repair
from secondstory.importers.registry import by_name
from secondstory.importers.tables.rows import NO_TIME_COLUMN
from secondstory.model.changes import Changes, Label
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import UnreadState
from secondstory.model.errors import UserError
from secondstory.model.records import Event, Source, Unread
from secondstory.services.importing import ImportOptions
from secondstory.services.library import Library
from secondstory.timeline.clock_offset import correct

__all__ = ["ImportOptions", "Reread", "columns_of", "dismiss_unread", "read_again", "repair_unread"]


@dataclass(frozen=True, slots=True)
class Reread:
    """What came of an unread row when it was read again: a draft, or still an unread row with its reason."""

    row: Unread
    found: Draft | UnreadRow


def read_again(
    library: Library, unread_ids: Iterable[int], options: ImportOptions, corrected: Mapping[int, str] | None = None
) -> tuple[Reread, ...]:
    """Read unread rows again as their sources were read, but for what the options say; nothing is stored.

    ``corrected`` are the texts that somebody corrected, by row; the others are read as they stand. The zone is that of
    the source where the options name none, and the clock of the source is corrected as it was for the others.
    """
    rows, sources = _stored(library, unread_ids)
    texts = corrected or {}
    return tuple(Reread(row, _again(row, sources[row.source_id], options, texts.get(row.id, row.raw))) for row in rows)


def _stored(library: Library, unread_ids: Iterable[int]) -> tuple[list[Unread], dict[int, Source]]:
    """Unread rows, and the sources that they come from by id."""
    with library.reading() as reader:
        rows = [row for unread_id in unread_ids if (row := reader.find(Unread, unread_id)) is not None]
        return rows, {id_: reader.get(Source, id_) for id_ in {row.source_id for row in rows}}


def _again(row: Unread, source: Source, options: ImportOptions, text: str) -> Draft | UnreadRow:
    told = UnreadRow(row.locator, row.reason, row.raw)
    try:
        found = repair(told, by_name(source.format), replace(options, zone=options.zone or source.zone or None), text)
    except UserError as error:
        return UnreadRow(row.locator, error.message, row.raw)
    unchanged = text == row.raw and not options.mapping
    if unchanged and isinstance(found, UnreadRow) and found.reason in (NO_TIME, NO_TIME_COLUMN):
        return told  # by itself it shows no column of times; what stands there is the better reason
    if isinstance(found, Draft) and source.clock_offset:
        correct(found, timedelta(seconds=source.clock_offset))
    return found


def columns_of(library: Library, unread_ids: Iterable[int]) -> tuple[str, ...]:
    """The columns that unread rows have in common, where they are rows of tables; the file with its header is gone."""
    rows, sources = _stored(library, unread_ids)
    common: tuple[str, ...] | None = None
    for columns in _columns(rows, sources):
        common = columns if common is None else tuple(name for name in common if name in columns)
    return common or ()


def _columns(rows: Iterable[Unread], sources: Mapping[int, Source]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        importer = by_name(sources[row.source_id].format)
        small = importer.repairable(row.raw, None).decode("utf-8", "replace")
        try:
            yield importer.layout(Sample.of_text(small), ImportOptions()).columns
        except UserError:
            yield ()


def dismiss_unread(library: Library, unread_ids: Iterable[int], reason: str) -> Changes:
    """Put unread rows aside, with the reason; one act, however many."""
    ids = list(unread_ids)
    label = Label("Dismiss {count} unread rows", {"count": str(len(ids))}) if len(ids) != 1 else None
    with library.unit(label or Label("Dismiss an unread row")) as unit:
        for unread_id in ids:
            row = unit.get(Unread, unread_id)
            unit.review_id = row.review_id
            unit.change(row, state=UnreadState.DISMISSED, dismissed_because=reason)
    return unit.changes


def repair_unread(library: Library, repaired: Iterable[tuple[int, Event]]) -> Changes:
    """Make events of unread rows, one of each, as one act; the rows stay as their provenance.

    Raises `UserError` where one of the rows was dealt with already; then none is repaired.
    """
    pairs = list(repaired)
    label = Label("Repair {count} unread rows", {"count": str(len(pairs))}) if len(pairs) != 1 else None
    with library.unit(label or Label("Repair an unread row")) as unit:
        for unread_id, event in pairs:
            row = unit.get(Unread, unread_id)
            if row.state is not UnreadState.OPEN:
                raise UserError("This row was dealt with already.", "Look at the list of unread rows again.")
            unit.review_id = row.review_id
            added = unit.add(replace(event, source_id=row.source_id, locator=row.locator))
            unit.change(row, state=UnreadState.REPAIRED, event_id=added.id)
    return unit.changes
