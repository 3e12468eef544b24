"""Reading records from a library."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, exists, func, or_, select

from secondstory.model import records as r
from secondstory.model.errors import UserError
from secondstory.model.snapshot import Snapshot
from secondstory.storage.tables import TABLES

R = TypeVar("R", bound=r.Record)
PLAYBOOK: tuple[type[r.Record], ...] = (r.ResponseWindow, r.GlossaryTerm, r.RoleDescription)
OF_REVIEW: tuple[type[r.Record], ...] = tuple(kind for kind in TABLES if issubclass(kind, r.ReviewRecord))


FIELD_NAMES = {kind: tuple(field.name for field in fields(kind)) for kind in TABLES}
SELECTIONS: dict[type[r.Record], Select[Any]] = {
    kind: select(*(table.c[name] for name in FIELD_NAMES[kind])).order_by(table.c.id) for kind, table in TABLES.items()
}


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
        """The records of a type whose fields have these values, oldest first."""
        table = TABLES[kind]
        statement = SELECTIONS[kind].where(*(table.c[name] == value for name, value in where.items()))
        return [_record(kind, row) for row in self._connection.execute(statement)]

    def find(self, kind: type[R], record_id: int) -> R | None:
        """The record of that id, or nothing."""
        found = self.all(kind, id=record_id)
        return found[0] if found else None

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

    def snapshot(self, review_id: int) -> Snapshot:
        """The review with all its rows and the playbook. Events of withdrawn sources are left out."""
        tables: dict[type[r.Record], Mapping[int, r.Record]] = {}
        for kind in OF_REVIEW:
            rows = self._active_events(review_id) if kind is r.Event else self.all(kind, review_id=review_id)
            tables[kind] = {row.id: row for row in rows}
        for kind in PLAYBOOK:
            tables[kind] = {row.id: row for row in self.all(kind)}
        return Snapshot(self.get(r.Review, review_id), tables)

    def _active_events(self, review_id: int) -> Iterable[r.Event]:
        table = TABLES[r.Event]
        statement = SELECTIONS[r.Event].where(table.c.review_id == review_id, self._active(table))
        return [_record(r.Event, row) for row in self._connection.execute(statement)]

    @staticmethod
    def _active(table: Any) -> Any:
        source = TABLES[r.Source]
        active = exists().where(source.c.id == table.c.source_id, source.c.withdrawn.is_(False))
        return or_(table.c.source_id.is_(None), active)

    def fingerprints(self, review_id: int) -> set[bytes]:
        """The fingerprints of all imported events that stand in the review's timeline."""
        table = TABLES[r.Event]
        statement = select(table.c.fingerprint).where(
            table.c.review_id == review_id, table.c.fingerprint.is_not(None), self._active(table)
        )
        return set(self._connection.scalars(statement))

    def raws(self, review_id: int) -> dict[int, str]:
        """The verbatim record of each imported event of a review, by event id."""
        table = TABLES[r.Event]
        statement = select(table.c.id, table.c.raw).where(
            table.c.review_id == review_id, table.c.raw.is_not(None), self._active(table)
        )
        return {row.id: row.raw for row in self._connection.execute(statement)}

    def raw_of(self, event_id: int) -> str | None:
        """The verbatim record that an event was imported from; empty for an event made by hand."""
        table = TABLES[r.Event]
        return self._connection.scalar(select(table.c.raw).where(table.c.id == event_id))

    def scalars(self, statement: Select[tuple[Any]]) -> list[Any]:
        """The first column of what a statement selects."""
        return list(self._connection.scalars(statement))

    def count_by_review(self, kind: type[r.ReviewRecord], /, **where: Any) -> dict[int, int]:
        """How many records of a type each review has."""
        table = TABLES[kind]
        statement = (
            select(table.c.review_id, func.count())
            .where(*(table.c[name] == value for name, value in where.items()))
            .group_by(table.c.review_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement)}


def _record(kind: type[R], row: Row[Any]) -> R:
    return kind(**row._mapping)
