"""The rows of an import, written in portions that nobody sees until the source is shown."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import UnreadState
from secondstory.model.records import Event, Source, Unread
from secondstory.storage.columns import microseconds
from secondstory.storage.library import Library
from secondstory.storage.tables import NAMES, TABLES, journal_change
from secondstory.storage.unit_of_work import UnitOfWork

EVENT_COLUMNS = (
    "id", "version", "review_id", "position", "occurred_at", "occurred_until", "precision", "time_as_written",
    "zone_assumed", "kind", "role", "actor", "title", "body", "tags", "key", "hidden", "merged_into", "source_id",
    "locator", "raw", "fingerprint", "external_id",
)  # fmt: skip


def insert_events(unit: UnitOfWork, source: Source, position: int, drafts: Sequence[tuple[Draft, bytes]]) -> None:
    """Insert a portion of the events of a source, each with its fingerprint; ``position`` is that of the first."""
    first = unit.allocate(Event, len(drafts))
    rows = [
        (
            first + i, 1, source.review_id, float(position + i), _time(e.occurred_at), _time(e.occurred_until),
            e.precision.value, e.time_as_written, e.zone_assumed, e.kind.value, e.role, e.actor, e.title, e.body,
            json.dumps(e.tags, ensure_ascii=False) if e.tags else "[]", e.key, False, None, source.id, e.locator,
            e.raw, fingerprint, e.external_id or None,
        )
        for i, (e, fingerprint) in enumerate(drafts)
    ]  # fmt: skip
    unit.insert_bulk(Event, EVENT_COLUMNS, rows)


def insert_unread(unit: UnitOfWork, source: Source, rows: Iterable[UnreadRow]) -> None:
    """Insert the unread rows of a source."""
    values: list[tuple[Any, ...]] = [
        (source.review_id, source.id, row.locator, row.reason, row.raw, UnreadState.OPEN.value, "", None, 1)
        for row in rows
    ]
    if values:
        first = unit.allocate(Unread, len(values))
        columns = ("id", "review_id", "source_id", "locator", "reason", "raw", "state", "dismissed_because", "event_id")
        unit.insert_bulk(Unread, (*columns, "version"), [(first + i, *row) for i, row in enumerate(values)])


def discard_source(library: Library, source_id: int) -> None:
    """Delete what a cancelled import had prepared."""
    with library.preparing() as unit:
        unit.delete_bulk(Event, source_id=source_id)
        unit.delete_bulk(Unread, source_id=source_id)
        unit.delete_bulk(Source, id=source_id)


def unfinished_sources(unit: UnitOfWork, before: datetime) -> list[int]:
    """Sources that an import prepared before that instant and never showed: the program was killed meanwhile."""
    source = TABLES[Source]
    journalled = select(journal_change.c.record_id).where(journal_change.c.record == NAMES[Source])
    statement = select(source.c.id).where(
        source.c.withdrawn.is_(True), source.c.imported_at < before, source.c.id.not_in(journalled)
    )
    return unit.scalars(statement)


def _time(value: datetime | None) -> int | None:
    return None if value is None else microseconds(value)
