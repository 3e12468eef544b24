"""Imported events as a library keeps them: packed in pieces, of which an event becomes a row once somebody touches it.

A piece is never changed. That a source is withdrawn, or its clock corrected, is said of the source; everything else
that happens to an event happens to its row, which then stands for it.
"""

import json
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Table, bindparam, func, select

from secondstory.model.enums import EventKind, Precision
from secondstory.model.imported import SORTS, Piece, Sort, times_as_bytes, times_of_bytes
from secondstory.model.records import Source
from secondstory.storage.tables import TABLES, event_piece

MICROSECONDS = 1_000_000
_OFFSET = TABLES[Source].c.clock_offset
_ALL: Select[Any] = select(event_piece, _OFFSET.label("corrected")).join(
    TABLES[Source], TABLES[Source].c.id == event_piece.c.source_id
)

_LAST_BEGUN = select(func.max(event_piece.c.first_event_id)).where(
    event_piece.c.first_event_id <= bindparam("event_id")
)


def pieces_of(connection: Connection, review_id: int) -> list[Piece]:
    """The pieces of the sources that stand in a review, oldest first."""
    statement = _ALL.where(event_piece.c.review_id == review_id, TABLES[Source].c.withdrawn.is_(False))
    return list(map(_piece, connection.execute(statement.order_by(event_piece.c.first_event_id))))


def pieces_of_source(connection: Connection, source_id: int) -> list[Piece]:
    """The pieces of a source, oldest first, whether it stands in its review or not."""
    statement = _ALL.where(event_piece.c.source_id == source_id).order_by(event_piece.c.first_event_id)
    return list(map(_piece, connection.execute(statement)))


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
    return list(map(_piece, connection.execute(statement)))


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


def _piece(row: Row[Any]) -> Piece:
    return Piece(
        row.first_event_id,
        row.review_id,
        row.source_id,
        row.position,
        times_of_bytes(row.times),
        {int(event_id): time for event_id, time in json.loads(row.until).items()},
        row.sorts.translate(_places(row.sort_names)),
        row.texts,
        round((row.corrected - row.clock_offset) * MICROSECONDS),
    )


@lru_cache
def _places(sort_names: str) -> bytes:
    """The place in `SORTS` of each sort that a piece names: another version of the program may have other places."""
    named = (Sort(EventKind(kind), Precision(precision), key) for kind, precision, key in json.loads(sort_names))
    return bytes(map(SORTS.index, named)).ljust(256, b"\0")
