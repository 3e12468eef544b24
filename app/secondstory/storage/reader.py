"""Reading records from a library."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Select, exists, func, or_, select, type_coerce
from sqlalchemy.types import TypeDecorator

from secondstory.model import records as r
from secondstory.model.errors import UserError
from secondstory.model.events import Events
from secondstory.model.filling import field_names, filled
from secondstory.model.snapshot import Snapshot
from secondstory.storage.columns import domain_values
from secondstory.storage.garbage import no_collection
from secondstory.storage.pieces import is_of_piece, pieces_of, pieces_with
from secondstory.storage.tables import FINGERPRINT_BYTES, TABLES, event_piece, verbatim

R = TypeVar("R", bound=r.Record)
PLAYBOOK: tuple[type[r.Record], ...] = (r.ResponseWindow, r.GlossaryTerm, r.RoleDescription)
OF_REVIEW: tuple[type[r.Record], ...] = tuple(kind for kind in TABLES if issubclass(kind, r.ReviewRecord))


FIELD_NAMES = {kind: field_names(kind) for kind in TABLES}


PIECE = 10_000
"""How many rows are read at a time: their tuples are still in the processor's cache when they are taken apart."""
REPEATED = {"role", "actor", "zone_assumed", "locator", "format"}


@dataclass(frozen=True, slots=True)
class _Reading:
    """How the records of a type are read.

    ``converted`` are the columns whose values become others, by their places, and ``shared`` those in which few texts
    stand many times: each is kept once.
    """

    selection: Select[Any]
    converted: Sequence[tuple[int, TypeDecorator[Any]]]
    shared: Sequence[int]


class _Readings(dict[type[r.Record], _Reading]):
    """How each type is read, made when it is first asked for: few types are read before a review is opened."""

    def __missing__(self, kind: type[r.Record]) -> _Reading:
        columns = [TABLES[kind].c[name] for name in FIELD_NAMES[kind]]
        types = enumerate(column.type for column in columns)
        self[kind] = _Reading(
            select(*map(_as_stored, columns)).order_by(TABLES[kind].c.id),
            [(place, its_type) for place, its_type in types if isinstance(its_type, TypeDecorator)],
            [place for place, name in enumerate(FIELD_NAMES[kind]) if name in REPEATED],
        )
        return self[kind]


def _as_stored(column: Column[Any]) -> ColumnElement[Any]:
    """A column as the driver gives it, for SQLAlchemy converts value by value what `_records` does column by column."""
    kind = column.type
    return type_coerce(column, kind.impl_instance) if isinstance(kind, TypeDecorator) else column


READINGS = _Readings()


class Reader:
    """Reads records inside one transaction, so that all it reads is of one instant."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def connection(self) -> Connection:
        """The connection of the transaction, for the rest of storage."""
        return self._connection

    @property
    def dialect(self) -> str:
        """The name of the database: ``sqlite`` or ``postgresql``."""
        return self._connection.dialect.name

    def pragma(self, name: str) -> list[Any]:
        """What SQLite answers to one of its pragmas."""
        return list(self._connection.exec_driver_sql(f"PRAGMA {name}").scalars())

    def all(self, kind: type[R], /, **where: Any) -> list[R]:
        """The records of a type whose fields have these values, oldest first.

        Of events those only that are rows: what was imported and never touched is in `events`.
        """
        table = TABLES[kind]
        statement = READINGS[kind].selection.where(*(table.c[name] == value for name, value in where.items()))
        return self._records(kind, statement)

    def _records(self, kind: type[R], statement: Select[Any]) -> list[R]:
        found: list[R] = []
        spelt: dict[str, str] = {}
        reading = READINGS[kind]
        with no_collection():
            for rows in self._connection.execute(statement).partitions(PIECE):
                columns: list[Sequence[Any]] = list(zip(*rows, strict=True))
                for place, column_type in reading.converted:
                    columns[place] = domain_values(column_type, columns[place], self._connection.dialect)
                for place in reading.shared:
                    columns[place] = list(map(spelt.setdefault, columns[place], columns[place]))
                found += filled(kind, len(rows), dict(zip(FIELD_NAMES[kind], columns, strict=True)))
        return found

    def find(self, kind: type[R], record_id: int) -> R | None:
        """The record of that id, or nothing."""
        if kind is r.Event:
            return next(iter(self.some_events([record_id])), None)  # type: ignore[return-value]  # an event
        return next(iter(self.all(kind, id=record_id)), None)

    def some_events(self, event_ids: Sequence[int]) -> list[r.Event]:
        """The events of these ids that are there, oldest first."""
        rows = self._records(r.Event, READINGS[r.Event].selection.where(TABLES[r.Event].c.id.in_(event_ids)))
        missing = set(event_ids).difference(row.id for row in rows)
        pieces = pieces_with(self._connection, missing) if missing else []
        rows += [event for piece in pieces for event in piece.some(missing)]
        return sorted(rows, key=attrgetter("id"))

    def get(self, kind: type[R], record_id: int) -> R:
        """The record of that id. Raises `UserError` where it is gone."""
        found = self.find(kind, record_id)
        if found is None:
            raise UserError(
                f"This {kind.__name__.lower()} is not there any more.", "Go back and look at the list again."
            )
        return found

    def review_by_ref(self, ref: str) -> r.Review:
        """The review that people call by this reference, such as ``R-1``. Raises `UserError` where there is none."""
        found = [review for review in self.all(r.Review) if review.ref.casefold() == ref.strip().casefold()]
        if not found:
            raise UserError(f"There is no review {ref}.", "The command “reviews” lists the reviews of this library.")
        return found[0]

    def snapshot(self, review_id: int, *, texts_later: bool = False) -> Snapshot:
        """The review with all its rows and the playbook. Events of withdrawn sources are left out.

        Where ``texts_later``, those of imported events are read when somebody looks at them.
        """
        events = self.events(review_id, texts_later=texts_later)
        tables: dict[type[r.Record], Mapping[int, r.Record]] = {r.Event: events}
        for kind in OF_REVIEW:
            if kind is not r.Event:
                tables[kind] = {row.id: row for row in self.all(kind, review_id=review_id)}
        for kind in PLAYBOOK:
            tables[kind] = {row.id: row for row in self.all(kind)}
        return Snapshot(self.get(r.Review, review_id), tables)

    def events(self, review_id: int, *, texts_later: bool = False) -> Events:
        """The events of a review, without those of withdrawn sources."""
        rows = self.active(r.Event, review_id)
        pieces = pieces_of(self._connection, review_id, texts_later=texts_later)
        return Events({row.id: row for row in rows}, pieces)

    def active(self, kind: type[R], review_id: int) -> list[R]:
        """The rows of a type in a review, without those of withdrawn sources."""
        table = TABLES[kind]
        return self._records(kind, READINGS[kind].selection.where(table.c.review_id == review_id, self._active(table)))

    @staticmethod
    def _active(table: Any) -> Any:
        source = TABLES[r.Source]
        active = exists().where(source.c.id == table.c.source_id, source.c.withdrawn.is_(False))
        return or_(table.c.source_id.is_(None), active)

    def fingerprints(self, review_id: int) -> set[bytes]:
        """The fingerprints of all imported events that stand in the review's timeline."""
        statement = select(verbatim.c.fingerprints).where(verbatim.c.review_id == review_id, self._active(verbatim))
        return {
            piece[place : place + FINGERPRINT_BYTES]
            for piece in self._connection.scalars(statement)
            for place in range(0, len(piece), FINGERPRINT_BYTES)
        }

    def external_names(self, review_id: int) -> dict[str, list[int]]:
        """What sources call the imported events of the review's timeline, each with the ids of its events in order."""
        statement = (
            select(verbatim.c.first_event_id, verbatim.c.external_ids)
            .where(verbatim.c.review_id == review_id, verbatim.c.external_ids != "", self._active(verbatim))
            .order_by(verbatim.c.first_event_id)
        )
        found: dict[str, list[int]] = {}
        for first, names in self._connection.execute(statement):
            for event_id, name in enumerate(_texts(names), first):
                if name:
                    found.setdefault(name, []).append(event_id)
        return found

    def raws(self, review_id: int) -> dict[int, str]:
        """The verbatim record of each imported event of a review, by event id."""
        statement = select(verbatim.c.first_event_id, verbatim.c.records).where(
            verbatim.c.review_id == review_id, self._active(verbatim)
        )
        pieces = self._connection.execute(statement)
        return {event_id: raw for first, records in pieces for event_id, raw in enumerate(_texts(records), first)}

    def raw_of(self, event_id: int) -> str | None:
        """The verbatim record that an event was imported from; empty for an event made by hand."""
        first = verbatim.c.first_event_id
        statement = select(first, verbatim.c.records).where(first <= event_id).order_by(first.desc()).limit(1)
        piece = self._connection.execute(statement).first()
        return dict(enumerate(_texts(piece.records), piece.first_event_id)).get(event_id) if piece else None

    def scalars(self, statement: Select[tuple[Any]]) -> list[Any]:
        """The first column of what a statement selects."""
        return list(self._connection.scalars(statement))

    def count_by_review(self, kind: type[r.ReviewRecord], /, **where: Any) -> dict[int, int]:
        """How many records of a type each review has; those of withdrawn sources are not seen, and so not counted."""
        table = TABLES[kind]
        counts = select(table.c.review_id, func.count()).group_by(table.c.review_id)
        if "source_id" in table.c:
            counts = counts.where(self._active(table))
        found = self._counts(counts.where(*(table.c[name] == value for name, value in where.items())))
        if kind is r.Event:
            review_id = event_piece.c.review_id
            amounts = select(review_id, func.sum(event_piece.c.amount)).group_by(review_id)
            found += self._counts(amounts.where(self._active(event_piece)))
            found.subtract(self._counts(counts.where(is_of_piece(table))))
        return dict(found)

    def _counts(self, statement: Select[Any]) -> Counter[int]:
        return Counter({review_id: int(amount) for review_id, amount in self._connection.execute(statement)})


def _texts(records: str) -> list[str]:
    return msgspec.json.decode(records, type=list[str])
