"""The journal: what each unit of work changed, and how to take it back or do it again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, insert, select, update

from secondstory.model.changes import Change, Label
from secondstory.model.records import Record
from secondstory.storage.tables import NAMES, RECORD_TABLES, journal, journal_change

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
MERGE_WITHIN = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of work as the journal has it; ``state`` is done, undone or (undone and overtaken) dropped."""

    id: int
    at: datetime
    author: str
    review_id: int | None
    label: Label
    state: str
    merge_key: str


def write_entry(connection: Connection, entry: Entry, changes: Sequence[Change]) -> None:
    """Write an act and its changes. What was undone before it in the same scope can't be done again after it.

    An entry with a merge key extends the entry before it, where that has the same key and is only seconds old.
    """
    drop = update(journal).where(journal.c.state == UNDONE, _in_scope(entry.review_id)).values(state=DROPPED)
    connection.execute(drop)
    last = last_done(connection, entry.review_id)
    if last and entry.merge_key and last.merge_key == entry.merge_key and entry.at - last.at < MERGE_WITHIN:
        _extend(connection, last, entry, changes)
        return
    connection.execute(
        insert(journal).values(
            id=entry.id,
            at=entry.at,
            author=entry.author,
            review_id=entry.review_id,
            label=entry.label.template,
            params=json.dumps(entry.label.params, ensure_ascii=False),
            state=entry.state,
            merge_key=entry.merge_key,
        )
    )
    _write_changes(connection, entry.id, changes)


def _extend(connection: Connection, last: Entry, entry: Entry, changes: Sequence[Change]) -> None:
    kept = {(type(c.record), c.record.id): c for c in changes_of(connection, last.id)}
    for change in changes:
        key = (type(change.record), change.record.id)
        kept[key] = replace(kept[key], after=change.after) if key in kept else change
    connection.execute(journal_change.delete().where(journal_change.c.journal_id == last.id))
    _write_changes(connection, last.id, list(kept.values()))
    connection.execute(
        update(journal)
        .where(journal.c.id == last.id)
        .values(
            at=entry.at,
            label=entry.label.template,
            params=json.dumps(entry.label.params, ensure_ascii=False),
        )
    )


def _write_changes(connection: Connection, entry_id: int, changes: Sequence[Change]) -> None:
    rows = [
        {
            "journal_id": entry_id,
            "record": NAMES[type(change.record)],
            "record_id": change.record.id,
            "before": _text(change.before),
            "after": _text(change.after),
        }
        for change in changes
    ]
    if rows:
        connection.execute(insert(journal_change), rows)


def last_done(connection: Connection, review_id: int | None) -> Entry | None:
    """The act that undo would take back: the latest one of a review, or of the whole library."""
    return _one(connection, journal.c.state == DONE, review_id, journal.c.id.desc())


def next_undone(connection: Connection, review_id: int | None) -> Entry | None:
    """The act that redo would do again: the earliest that is undone."""
    return _one(connection, journal.c.state == UNDONE, review_id, journal.c.id)


def _one(connection: Connection, state: ColumnElement[bool], review_id: int | None, order: Any) -> Entry | None:
    row = connection.execute(select(journal).where(state, _in_scope(review_id)).order_by(order).limit(1)).first()
    return _entry(row) if row else None


def _in_scope(review_id: int | None) -> ColumnElement[bool]:
    return journal.c.id > 0 if review_id is None else journal.c.review_id == review_id


def set_state(connection: Connection, entry_id: int, state: str) -> None:
    """Mark an act as done or undone."""
    connection.execute(update(journal).where(journal.c.id == entry_id).values(state=state))


def changes_of(connection: Connection, entry_id: int) -> list[Change]:
    """What an act changed, in its order."""
    statement = select(journal_change).where(journal_change.c.journal_id == entry_id).order_by(journal_change.c.id)
    return [_change(row) for row in connection.execute(statement)]


def history(connection: Connection, kind: type[Record], record_id: int) -> list[tuple[Entry, Change]]:
    """All acts that touched a record, latest first, each with what it did to the record."""
    statement = (
        select(journal, journal_change.c.record, journal_change.c.before, journal_change.c.after)
        .join(journal_change, journal_change.c.journal_id == journal.c.id)
        .where(journal_change.c.record == NAMES[kind], journal_change.c.record_id == record_id)
        .order_by(journal.c.id.desc())
    )
    return [(_entry(row), _change(row)) for row in connection.execute(statement)]


def final_states(connection: Connection) -> list[tuple[type[Record], int, Record | None]]:
    """How the acts of the journal left each record: type, id, and the record or nothing where it was removed."""
    statement = (
        select(journal.c.state, journal_change)
        .join(journal, journal_change.c.journal_id == journal.c.id)
        .where(journal.c.state != DROPPED)
        .order_by(journal_change.c.journal_id, journal_change.c.id)
    )
    final: dict[tuple[type[Record], int], Record | None] = {}
    for row in connection.execute(statement):
        key = (RECORD_TABLES[row.record], row.record_id)
        change = _change(row)
        if row.state == DONE:
            final[key] = change.after
        else:  # undone acts lie after the done ones of their scope: the first of them says how the row stands
            final.setdefault(key, change.before)
    return [(kind, record_id, record) for (kind, record_id), record in final.items()]


def same(one: Record | None, other: Record | None) -> bool:
    """Whether two states of a record are equal, however often they were written."""
    if one is None or other is None:
        return one is other
    return replace(one, version=other.version) == other


def _entry(row: Any) -> Entry:
    label = Label(row.label, json.loads(row.params))
    return Entry(row.id, row.at, row.author, row.review_id, label, row.state, row.merge_key)


def _change(row: Any) -> Change:
    kind = RECORD_TABLES[row.record]
    return Change(_record(kind, row.before), _record(kind, row.after))


def _text(record: Record | None) -> str | None:
    return None if record is None else msgspec.json.encode(record).decode()


def _record(kind: type[Record], text: str | None) -> Record | None:
    return None if text is None else msgspec.json.decode(text, type=kind)
