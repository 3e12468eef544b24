"""Moving all times of a source at once, because its clock was off.

The half million events of a source have no lines of their own in the journal for it: their move belongs to the change
of the source, which is journalled, and goes with it when that is undone. Those that are still packed follow their
source by themselves. Only events that the journal knows already are changed one by one, for it says of them how they
stand.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, func, select, type_coerce, update

from secondstory.model.changes import Change
from secondstory.model.instants import MICROSECOND
from secondstory.model.records import Event, Source
from secondstory.storage.journal import DONE, history
from secondstory.storage.pieces import pieces_of_source
from secondstory.storage.tables import NAMES, TABLES, journal_change

_EVENT = TABLES[Event].c


def shift_untouched(connection: Connection, source_id: int, offset: timedelta, before_entry: int | None = None) -> None:
    """Move the times of the events of a source that no act touched, or none before the act of that number."""
    moved = {name: _stored(name) + offset // MICROSECOND for name in ("occurred_at", "occurred_until")}
    statement = update(TABLES[Event]).where(_EVENT.source_id == source_id, _EVENT.id.not_in(_touched(before_entry)))
    connection.execute(statement.values(moved))


def shift_with(connection: Connection, entry_id: int, changes: Iterable[Change]) -> None:
    """Move what belongs to the changes of sources in an act that is undone, or done again."""
    for change in changes:
        before, after = change.before, change.after
        if isinstance(before, Source) and isinstance(after, Source) and before.clock_offset != after.clock_offset:
            offset = timedelta(seconds=after.clock_offset) - timedelta(seconds=before.clock_offset)
            shift_untouched(connection, after.id, offset, entry_id)


def touched_events(connection: Connection, source_id: int) -> list[int]:
    """The events of a source that the journal knows, by id."""
    statement = select(_EVENT.id).where(_EVENT.source_id == source_id, _EVENT.id.in_(_touched(None)))
    return list(connection.scalars(statement.order_by(_EVENT.id)))


def is_timed_by_hand(connection: Connection, event_id: int) -> bool:
    """Whether a person set the time of an imported event: an act that changed it, and no source with it."""
    for entry, change in history(connection, Event, event_id):
        before, after = change.before, change.after
        if entry.state != DONE or not isinstance(before, Event) or not isinstance(after, Event):
            continue
        moved = (before.occurred_at, before.occurred_until) != (after.occurred_at, after.occurred_until)
        if moved and not _concerns_source(connection, entry.id):
            return True
    return False


def span_of(connection: Connection, source_id: int) -> tuple[timedelta, timedelta] | None:
    """The first and the last time of a source, counted from 1970; nothing where none of its events has a time."""
    begin, end = _stored("occurred_at"), _stored("occurred_until")
    statement = select(func.min(begin), func.max(func.coalesce(end, begin))).where(_EVENT.source_id == source_id)
    spans = [connection.execute(statement).one(), *(piece.span for piece in pieces_of_source(connection, source_id))]
    known = [span for span in spans if span and span[0] is not None]
    if not known:
        return None
    return (min(span[0] for span in known) * MICROSECOND, max(span[1] for span in known) * MICROSECOND)


def _stored(name: str) -> ColumnElement[int]:
    """A time as the database keeps it: microseconds since 1970."""
    return type_coerce(_EVENT[name], BigInteger)


def _touched(before_entry: int | None) -> Select[tuple[int]]:
    touched = select(journal_change.c.record_id).where(journal_change.c.record == NAMES[Event])
    return touched if before_entry is None else touched.where(journal_change.c.journal_id < before_entry)


def _concerns_source(connection: Connection, entry_id: int) -> bool:
    statement = select(journal_change.c.id).where(
        journal_change.c.journal_id == entry_id, journal_change.c.record == NAMES[Source]
    )
    return connection.execute(statement.limit(1)).first() is not None
