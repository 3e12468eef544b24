"""A library: all reviews in one SQLite file or one PostgreSQL database."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from secondstory.model.changes import Changes, Label
from secondstory.model.errors import UserError
from secondstory.model.records import Record
from secondstory.storage import journal
from secondstory.storage.failures import in_words, place_of
from secondstory.storage.reader import Reader
from secondstory.storage.unit_of_work import UnitOfWork
from secondstory.storage.upgrade import bring_up_to_date

BUSY_TIMEOUT_MS = 5000


class Library:
    """Hands out transactions. Opening one creates it where it is new and brings it up to date where it is old."""

    def __init__(self, engine: Engine, author: str = "", *, created: bool = False) -> None:
        self._engine = engine
        self._author = author
        self.created = created

    @classmethod
    def open(cls, place: str, author: str = "") -> "Library":
        """Open the library in a file or at a ``postgresql://`` address.

        Raises `UserError` where it can't be reached, is no library, or was written by a newer version.
        """
        with in_words(place):
            engine = _postgresql(place) if "://" in place else _sqlite(Path(place))
            created = bring_up_to_date(engine, None if "://" in place else Path(place))
        return cls(engine, author, created=created)

    @property
    def place(self) -> str:
        """Where the library is, without a password."""
        return place_of(self._engine)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A transaction that reads."""
        with in_words(self.place), self._engine.connect() as connection, connection.begin():
            yield Reader(connection)

    @contextmanager
    def unit(self, label: Label, review_id: int | None = None) -> Iterator[UnitOfWork]:
        """A unit of work under a label. The block may still set the label, the review and a merge key."""
        with self._writing() as connection:
            unit = UnitOfWork(connection, label, review_id)
            yield unit
            unit.write_journal(self._author, datetime.now(UTC))

    @contextmanager
    def preparing(self) -> Iterator[UnitOfWork]:
        """A transaction that the journal leaves out: for rows that no reader sees until a unit of work shows them."""
        with self._writing() as connection:
            yield UnitOfWork(connection, Label(""), None)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._engine.execution_options(begin="BEGIN IMMEDIATE")
        with in_words(self.place), engine.connect() as connection, connection.begin():
            yield connection

    def undo(self, review_id: int | None = None) -> Changes | None:
        """Take back the last act of a review, or of the library; nothing where there is none."""
        with self._writing() as connection:
            entry = journal.last_done(connection, review_id)
            if entry is None:
                return None
            unit = UnitOfWork(connection, entry.label, entry.review_id)
            unit.reverse(entry)
            return unit.changes

    def redo(self, review_id: int | None = None) -> Changes | None:
        """Do again what was undone last; nothing where there is none."""
        with self._writing() as connection:
            entry = journal.next_undone(connection, review_id)
            if entry is None:
                return None
            unit = UnitOfWork(connection, entry.label, entry.review_id)
            unit.repeat(entry)
            return unit.changes

    def undo_and_redo_labels(self, review_id: int | None = None) -> tuple[Label | None, Label | None]:
        """What undo and redo would do now."""
        with self._engine.connect() as connection, connection.begin():
            undo, redo = journal.last_done(connection, review_id), journal.next_undone(connection, review_id)
            return undo.label if undo else None, redo.label if redo else None

    def history(self, kind: type[Record], record_id: int) -> list[tuple[journal.Entry, Any]]:
        """Who changed a record, when, and from what; latest first."""
        with self._engine.connect() as connection, connection.begin():
            return list(journal.history(connection, kind, record_id))


def _sqlite(path: Path) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(URL.create("sqlite", database=str(path)))

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, at the moment that we choose
        cursor = connection.cursor()
        for pragma in (f"busy_timeout={BUSY_TIMEOUT_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


def _postgresql(place: str) -> Engine:
    try:
        url = make_url(place)
    except ValueError as error:  # a port that is no number
        raise ArgumentError(str(error)) from error
    if url.get_backend_name() != "postgresql":
        raise UserError(f"A library can't be kept at {url.drivername}.", "Use a file or a postgresql:// address.")
    return create_engine(url.set(drivername="postgresql+psycopg"))
