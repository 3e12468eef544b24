"""Imported events as a library keeps them: packed in pieces, of which an event becomes a row once somebody touches it.

A piece is never changed. That a source is withdrawn, or its clock corrected, is said of the source; everything else
that happens to an event happens to its row, which then stands for it.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, bindparam, func, select

from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError
from secondstory.model.imported import SORTS, Piece, Sort, times_as_bytes, times_of_bytes
from secondstory.model.records import Source
from secondstory.storage.failures import in_words, place_of
from secondstory.storage.tables import TABLES, event_piece

MICROSECONDS = 1_000_000
READ_AHEAD = 8
"""So many pieces are read where the texts of one are asked for: who looks at one mostly goes on to the next."""
NOT_THERE = UserError("A part of this timeline is no longer in the library.", "Open the review again.")
_OFFSET = TABLES[Source].c.clock_offset
_COLUMNS: Select[Any] = select(
    *(column for column in event_piece.c if column is not event_piece.c.texts), _OFFSET.label("corrected")
).join(TABLES[Source], TABLES[Source].c.id == event_piece.c.source_id)
_ALL = _COLUMNS.add_columns(event_piece.c.texts)

_LAST_BEGUN = select(func.max(event_piece.c.first_event_id)).where(
    event_piece.c.first_event_id <= bindparam("event_id")
)


def pieces_of(connection: Connection, review_id: int, *, texts_later: bool = False) -> list[Piece]:
    """The pieces of the sources that stand in a review, oldest first.

    Their texts may be read ``texts_later``, when they are asked for: they are nine tenths of a long timeline.
    """
    statement = (_COLUMNS if texts_later else _ALL).where(
        event_piece.c.review_id == review_id, TABLES[Source].c.withdrawn.is_(False)
    )
    rows = connection.execute(statement.order_by(event_piece.c.first_event_id)).all()
    if not texts_later:
        return [_piece(row, row.texts) for row in rows]
    later = TextsLater(connection.engine, [row.first_event_id for row in rows])
    return [_piece(row, partial(later.of, place)) for place, row in enumerate(rows)]


class TextsLater:
    """The texts of pieces, read when one of them is asked for, and a few of those that follow with them."""

    def __init__(self, engine: Engine, first_ids: Sequence[int]) -> None:
        """Take the ids by which pieces are known, in their order."""
        self._engine = engine
        self._first_ids = first_ids
        self._read: dict[int, bytes] = {}

    def of(self, place: int) -> bytes:
        """The texts of the piece at a place. Raises `UserError` where the library does not hold them any more."""
        first_id = self._first_ids[place]
        if first_id not in self._read:
            wanted = self._first_ids[place : place + READ_AHEAD]
            statement = select(event_piece.c.first_event_id, event_piece.c.texts)
            with in_words(place_of(self._engine)), self._engine.connect() as connection, connection.begin():
                found = connection.execute(statement.where(event_piece.c.first_event_id.in_(wanted)))
                self._read.update(tuple(row) for row in found)
        if first_id not in self._read:
            raise NOT_THERE
        return self._read[first_id]


def pieces_of_source(connection: Connection, source_id: int) -> list[Piece]:
    """The pieces of a source, oldest first, whether it stands in its review or not."""
    statement = _ALL.where(event_piece.c.source_id == source_id).order_by(event_piece.c.first_event_id)
    return [_piece(row, row.texts) for row in connection.execute(statement)]


def pieces_with(connection: Connection, event_ids: Iterable[int]) -> list[Piece]:
    """The pieces in which events of these ids may be."""
    left, firsts = sorted(event_ids), list[int]()
    while left:
        first = connection.scalar(_LAST_BEGUN, {"event_id": left[-1]})
        if first is None:
            break
        firsts.append(first)
        left = left[: bisect_left(left, first)]
    statement = _ALL.where(event_piece.c.first_event_id.in_(firsts)).order_by(event_piece.c.first_event_id)
    return [_piece(row, row.texts) for row in connection.execute(statement)]


def is_of_piece(event: Table) -> ColumnElement[bool]:
    """Whether a row of events stands for an event of a piece."""
    first, end = event_piece.c.first_event_id, event_piece.c.first_event_id + event_piece.c.amount
    before = select(end).where(first <= event.c.id).order_by(first.desc()).limit(1)
    return before.correlate(event).scalar_subquery() > event.c.id


def values_of(piece: Piece, clock_offset: float) -> dict[str, Any]:
    """The values of a piece for its table; its times hold that many seconds of correction already."""
    present = sorted(set(piece.sorts))
    numbers = bytes.maketrans(bytes(present), bytes(range(len(present))))
    return {
        "first_event_id": piece.first_id,
        "amount": len(piece),
        "review_id": piece.review_id,
        "source_id": piece.source_id,
        "position": piece.position,
        "clock_offset": clock_offset,
        "times": times_as_bytes(piece.times),
        "until": json.dumps(piece.until),
        "sort_names": json.dumps([SORTS[place] for place in present]),
        "sorts": piece.sorts.translate(numbers),
        "texts": piece.texts,
    }


def _piece(row: Row[Any], texts: bytes | Callable[[], bytes]) -> Piece:
    return Piece(
        row.first_event_id,
        row.review_id,
        row.source_id,
        row.position,
        times_of_bytes(row.times),
        {int(event_id): time for event_id, time in json.loads(row.until).items()},
        row.sorts.translate(_places(row.sort_names)),
        texts,
        round((row.corrected - row.clock_offset) * MICROSECONDS),
    )


@lru_cache
def _places(sort_names: str) -> bytes:
    """The place in `SORTS` of each sort that a piece names: another version of the program may have other places."""
    named = (Sort(EventKind(kind), Precision(precision), key) for kind, precision, key in json.loads(sort_names))
    return bytes(map(SORTS.index, named)).ljust(256, b"\0")
