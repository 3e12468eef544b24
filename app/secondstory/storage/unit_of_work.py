"""One unit of work: one transaction, one journal entry, one undo step, one autosave."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from secondstory.model.changes import Change, Changes, Label
from secondstory.model.errors import ConflictError
from secondstory.model.records import Event, Record, Source
from secondstory.storage import journal
from secondstory.storage.reader import FIELD_NAMES, Reader
from secondstory.storage.search import forget_event, index_event, reads_otherwise
from secondstory.storage.shifting import shift_with
from secondstory.storage.tables import NAMES, POINTS_TO, TABLES

R = TypeVar("R", bound=Record)
EVENT = NAMES[Event]
# Both databases understand this; the upserts of SQLAlchemy would load the module of either at every start.
ALLOCATION = text(
    "INSERT INTO counter (name, last) VALUES (:name, :amount)"
    " ON CONFLICT (name) DO UPDATE SET last = counter.last + excluded.last RETURNING last"
)
RETURN = text("UPDATE counter SET last = last - 1 WHERE name = :name AND last = :number")
ROWS_AT_ONCE = 5
"""So many rows make up one statement: Python is kept busy while their values are handed over."""
CONFLICT_REMEDY = "Look at what stands there now, then make your change again."


class UnitOfWork(Reader):
    """Reads and writes records, and keeps what each was before.

    Nothing is stored before the block around it ends; an exception in the block takes everything back.
    """

    def __init__(self, connection: Connection, label: Label, review_id: int | None) -> None:
        super().__init__(connection)
        self.label = label
        self.review_id = review_id
        self.merge_key = ""
        self._touched: dict[tuple[type[Record], int], Change] = {}

    @property
    def changes(self) -> Changes:
        """What was changed up to now; rows that are again as they were are left out."""
        rows = tuple(c for c in self._touched.values() if not journal.same(c.before, c.after))
        return Changes(self.label, self.review_id, rows, reloaded=any(_is_of_all_events(c) for c in rows))

    def add(self, record: R) -> R:
        """Store a new record and return it with its id."""
        stored = replace(record, id=self.allocate(type(record), 1), version=1)
        self._insert(stored)
        self._note(None, stored)
        return stored

    def insert_quietly(self, record: R, **values: Any) -> R:
        """Store a new record that nobody sees yet, outside the journal; a later change of it is journalled."""
        stored = replace(record, version=1, **values)
        if not stored.id:
            stored = replace(stored, id=self.allocate(type(record), 1))
        self._insert(stored)
        return stored

    def change(self, record: R, **values: Any) -> R:
        """Store new values of some fields. Raises `ConflictError` where the record was changed since it was read."""
        changed = replace(record, **values)
        if journal.same(record, changed):
            return record
        changed = replace(changed, version=record.version + 1)
        self._update(record, changed)
        self._note(record, changed)
        return changed

    def remove(self, record: Record) -> None:
        """Remove a record. What points at it lets go of it, or goes with it where it can't stand alone."""
        for kind, table in TABLES.items():
            for column in table.columns:
                if POINTS_TO.get(column.name) != TABLES[type(record)].name:
                    continue
                for other in self.all(kind, **{column.name: record.id}):
                    if column.nullable:
                        self.change(other, **{column.name: None})
                    else:
                        self.remove(other)
        current = self.find(type(record), record.id)  # it may have pointed at itself, or gone with another
        if current is not None:
            self._delete(current)
            self._note(current, None)

    def allocate(self, kind: type[Record], amount: int) -> int:
        """Reserve ids that were never used before and return the first."""
        return allocate(self._connection, TABLES[kind].name, amount)

    def give_back(self, kind: type[Record], number: int) -> None:
        """Let an id be given again that nobody has seen, unless later ones were given meanwhile."""
        self._connection.execute(RETURN, {"name": TABLES[kind].name, "number": number})

    def insert_bulk(self, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Insert many rows of database values, all of the same columns, outside the journal: for imports.

        Several of them make up one statement, which needs Python once: an import goes on meanwhile.
        """
        if not rows:
            return
        names = list(rows[0])
        mark = "?" if self._connection.dialect.paramstyle == "qmark" else "%s"
        row_of_marks = f"({', '.join([mark] * len(names))})"
        for some in (rows[begin : begin + ROWS_AT_ONCE] for begin in range(0, len(rows), ROWS_AT_ONCE)):
            marks = ", ".join([row_of_marks] * len(some))
            statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES {marks}"  # noqa: S608 - names of ours
            self._connection.exec_driver_sql(statement, tuple(row[name] for row in some for name in names))

    def delete_bulk(self, table: Table, **where: Any) -> None:
        """Delete many rows at once, outside the journal: for what an import prepared and nobody has seen."""
        self._connection.execute(delete(table).where(*(table.c[name] == value for name, value in where.items())))

    def write_journal(self, author: str, at: datetime) -> None:
        """Write the journal entry of this unit, where it changed something."""
        changes = self.changes
        if changes.rows:
            entry_id = allocate(self._connection, "journal", 1)
            entry = journal.Entry(entry_id, at, author, changes.review_id, changes.label, journal.DONE, self.merge_key)
            journal.write_entry(self._connection, entry, changes.rows)

    def reverse(self, entry: journal.Entry) -> None:
        """Take an act back. Raises `ConflictError` where somebody changed one of its rows since."""
        changes = journal.changes_of(self._connection, entry.id)
        for change in reversed(changes):
            self._restore(change.after, change.before)
        shift_with(self._connection, entry.id, [Change(change.after, change.before) for change in changes])
        journal.set_state(self._connection, entry.id, journal.UNDONE)

    def repeat(self, entry: journal.Entry) -> None:
        """Do an undone act again."""
        changes = journal.changes_of(self._connection, entry.id)
        for change in changes:
            self._restore(change.before, change.after)
        shift_with(self._connection, entry.id, changes)
        journal.set_state(self._connection, entry.id, journal.DONE)

    def _restore(self, expected: Record | None, wanted: Record | None) -> None:
        side = expected or wanted
        assert side is not None  # noqa: S101 - a journalled change has at least one side
        current = self.find(type(side), side.id)
        if not journal.same(current, expected):
            raise ConflictError("Somebody changed this in the meantime, so it stays as it is.", CONFLICT_REMEDY)
        if wanted is None:
            assert current is not None  # noqa: S101 - it equals the expected side, which is there
            self._delete(current)
            self._note(current, None)
        elif current is None:
            self._insert(wanted)
            self._note(None, wanted)
        else:
            changed = replace(wanted, version=current.version + 1)
            self._update(current, changed)
            self._note(current, changed)

    def _insert(self, record: Record) -> None:
        self._give_rows(record)
        self._connection.execute(insert(TABLES[type(record)]).values(_values(record)))
        if isinstance(record, Event):
            index_event(self._connection, record.id)

    def _give_rows(self, record: Record) -> None:
        """Give the events at which a record points rows of their own, where they are still packed."""
        for name, target in POINTS_TO.items():
            if target == EVENT and (event_id := getattr(record, name, None)):
                self._give_row(event_id)

    def _give_row(self, event_id: int) -> None:
        table = TABLES[Event]
        present = self._connection.scalar(select(table.c.id).where(table.c.id == event_id))
        event = None if present else self.find(Event, event_id)
        if event is None:
            return
        try:
            with self._connection.begin_nested():
                self._connection.execute(insert(table).values(_values(event)))
        except IntegrityError:  # on a server somebody else gave it one at the same time: the same, then
            if self._connection.scalar(select(table.c.id).where(table.c.id == event_id)) is None:
                raise

    def _update(self, before: Record, after: Record) -> None:
        table = TABLES[type(after)]
        self._give_rows(after)
        if isinstance(before, Event):
            self._give_row(before.id)
        reindexed = isinstance(before, Event) and isinstance(after, Event) and reads_otherwise(before, after)
        if reindexed:
            forget_event(self._connection, before.id)
        same_row = (table.c.id == before.id, table.c.version == before.version)
        if self._connection.execute(update(table).where(*same_row).values(_values(after))).rowcount != 1:
            raise ConflictError("Somebody else changed this while you were editing it.", CONFLICT_REMEDY)
        if reindexed:
            index_event(self._connection, after.id)

    def _delete(self, record: Record) -> None:
        table = TABLES[type(record)]
        if isinstance(record, Event):
            forget_event(self._connection, record.id)
        same_row = (table.c.id == record.id, table.c.version == record.version)
        if self._connection.execute(delete(table).where(*same_row)).rowcount != 1:
            raise ConflictError("Somebody else changed this while you were removing it.", CONFLICT_REMEDY)

    def _note(self, before: Record | None, after: Record | None) -> None:
        side = after or before
        assert side is not None  # noqa: S101 - callers pass at least one side
        key = (type(side), side.id)
        first = self._touched.get(key)
        self._touched[key] = Change(first.before if first else before, after)


def allocate(connection: Connection, name: str, amount: int) -> int:
    """Reserve numbers of a counter and return the first. It gives none twice that anybody has seen."""
    last: int = connection.execute(ALLOCATION, {"name": name, "amount": amount}).scalar_one()
    return last - amount + 1


def _values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in FIELD_NAMES[type(record)]}


def _is_of_all_events(change: Change) -> bool:
    """Whether a change of a source is one of all its events: they come or go, or their times move."""
    before, after = change.before, change.after
    return (
        isinstance(before, Source)
        and isinstance(after, Source)
        and (before.withdrawn, before.clock_offset) != (after.withdrawn, after.clock_offset)
    )
