"""The rows of an import, written in portions that nobody sees until the source is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import select

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.enums import UnreadState
from secondstory.model.imported import Piece
from secondstory.model.records import Event, Review, Source, Unread
from secondstory.storage.library import Library
from secondstory.storage.pieces import pieces_of_source, values_of
from secondstory.storage.search import forget_pieces, forget_source, index_words
from secondstory.storage.tables import NAMES, TABLES, event_piece, journal_change, verbatim
from secondstory.storage.unit_of_work import UnitOfWork

PIECE = 500
"""How many events are kept together, and how many verbatim records: few enough to read one of them at once."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Events of a source, ready to be written; their ids run on from 0 as yet."""

    pieces: tuple[Piece, ...]
    clock_offset: float
    records: tuple[dict[str, Any], ...]
    words: list[str]

    @classmethod
    def of(
        cls, source: Source, position: int, pieces: Iterable[Drafts], marks: Iterable[bytes], words: list[str]
    ) -> "Portion":
        """A portion of pieces of `PIECE` events at the most, from a position on.

        ``marks`` are the fingerprints of the events, and ``words`` the words by which they are found.
        """
        begun, packed, records, rest = 0, [], [], iter(marks)
        for piece in pieces:
            own_marks = b"".join(islice(rest, len(piece)))
            packed.append(piece.packed(begun, source.review_id, source.id, position + begun))
            raws, names = list(piece.each("raw")), external_names(piece)
            records.append(_verbatim(source.review_id, source.id, begun, raws, own_marks, names))
            begun += len(piece)
        return cls(tuple(packed), source.clock_offset, tuple(records), words)

    def insert(self, unit: UnitOfWork) -> int:
        """Write the events, their records and their words; returns the id of the first."""
        first = unit.allocate(Event, len(self.words))
        pieces = [values_of(piece.from_id(first), self.clock_offset) for piece in self.pieces]
        unit.insert_bulk(event_piece, pieces)
        unit.insert_bulk(verbatim, [_as_text(row, first) for row in self.records])
        index_words(unit.connection, first, self.words)
        return first


def external_name(draft: Draft) -> str:
    """What the source calls an event, the part of the record included; empty where it has no name for it."""
    return f"{draft.external_id}#{draft.part}" if draft.external_id and draft.part else draft.external_id


def external_names(drafts: Drafts) -> list[str]:
    """The same of many drafts; nothing at all where no event has a name."""
    if not any(drafts.external_id):
        return []
    ids = drafts.each("external_id")
    if not any(drafts.part):
        return list(ids)
    return [f"{id_}#{part}" if id_ and part else id_ for id_, part in zip(ids, drafts.each("part"), strict=True)]


def insert_verbatim(unit: UnitOfWork, review_id: int, source_id: int, first: int, raws: Sequence[str]) -> None:
    """Keep the records from which the events of a source were made; the ids of the events run on from ``first``."""
    places = range(0, len(raws), PIECE)
    rows = [_verbatim(review_id, source_id, place, raws[place : place + PIECE]) for place in places]
    unit.insert_bulk(verbatim, [_as_text(row, first) for row in rows])


def _verbatim(
    review_id: int,
    source_id: int,
    first: int,
    raws: Sequence[str],
    fingerprints: bytes = b"",
    names: Sequence[str] = (),
) -> dict[str, Any]:
    return {
        "first_event_id": first,
        "review_id": review_id,
        "source_id": source_id,
        "records": msgspec.json.encode(raws),
        "fingerprints": fingerprints,
        "external_ids": msgspec.json.encode(names).decode() if any(names) else "",
    }


def _as_text(row: dict[str, Any], first: int) -> dict[str, Any]:
    """A row as its table holds it; a portion that waits keeps bytes, for a text may take four times their room."""
    return row | {"first_event_id": first + row["first_event_id"], "records": row["records"].decode()}


def insert_unread(unit: UnitOfWork, source: Source, rows: Sequence[UnreadRow]) -> None:
    """Insert the unread rows of a source."""
    first = unit.allocate(Unread, len(rows)) if rows else 0
    unit.insert_bulk(
        TABLES[Unread],
        [
            {
                "id": number,
                "version": 1,
                "review_id": source.review_id,
                "source_id": source.id,
                "locator": row.locator,
                "reason": row.reason,
                "raw": row.raw,
                "state": UnreadState.OPEN.value,
                "dismissed_because": "",
                "event_id": None,
            }
            for number, row in enumerate(rows, first)
        ],
    )


def discard_source(library: Library, source_id: int) -> None:
    """Delete what a cancelled import had prepared."""
    with library.preparing() as unit:
        unit.delete_bulk(verbatim, source_id=source_id)
        forget_pieces(unit.connection, pieces_of_source(unit.connection, source_id))
        unit.delete_bulk(event_piece, source_id=source_id)
        forget_source(unit.connection, source_id)  # rows are what earlier versions prepared
        unit.delete_bulk(TABLES[Event], source_id=source_id)
        unit.delete_bulk(TABLES[Unread], source_id=source_id)
        unit.delete_bulk(TABLES[Source], id=source_id)


def discard_review(library: Library, review_id: int) -> None:
    """Delete a review that waited for an import which was cancelled; the next one gets its number."""
    with library.preparing() as unit:
        unit.delete_bulk(TABLES[Review], id=review_id)
        unit.give_back(Review, review_id)


def unfinished_sources(unit: UnitOfWork, before: datetime) -> list[int]:
    """Sources that an import prepared before that instant and never showed: the program was killed meanwhile."""
    source = TABLES[Source]
    journalled = select(journal_change.c.record_id).where(journal_change.c.record == NAMES[Source])
    statement = select(source.c.id).where(
        source.c.withdrawn.is_(True), source.c.imported_at < before, source.c.id.not_in(journalled)
    )
    return unit.scalars(statement)
