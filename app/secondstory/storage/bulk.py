"""The rows of an import, written in portions that nobody sees until the source is shown."""

from collections.abc import Sequence
from datetime import datetime

import msgspec
from sqlalchemy import insert, select

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import UnreadState
from secondstory.model.imported import packed
from secondstory.model.records import Event, Review, Source, Unread
from secondstory.storage.library import Library
from secondstory.storage.pieces import pieces_of_source, values_of
from secondstory.storage.search import forget_pieces, forget_source
from secondstory.storage.tables import FINGERPRINT_BYTES, NAMES, TABLES, event_piece, journal_change, verbatim
from secondstory.storage.unit_of_work import UnitOfWork

PIECE = 500
"""How many events are kept together, and how many verbatim records: few enough to read one of them at once."""


def insert_events(
    unit: UnitOfWork, source: Source, position: int, drafts: Sequence[Draft], fingerprints: Sequence[bytes]
) -> int:
    """Insert a portion of the events of a source (at least one) with their fingerprints, from a position on.

    The ids of the events run on from the one that is returned. The index of their words is not written yet:
    `search.index_words` does that, while the next portion is read.
    """
    first = unit.allocate(Event, len(drafts))
    pieces = [
        packed(drafts[place : place + PIECE], first + place, source.review_id, source.id, position + place)
        for place in range(0, len(drafts), PIECE)
    ]
    unit.connection.execute(insert(event_piece), [values_of(piece, source.clock_offset) for piece in pieces])
    names = [external_name(e) for e in drafts] if any(e.external_id for e in drafts) else []
    insert_verbatim(unit, source.review_id, source.id, first, [e.raw for e in drafts], b"".join(fingerprints), names)
    return first


def external_name(draft: Draft) -> str:
    """What the source calls an event, the part of the record included; empty where it has no name for it."""
    return f"{draft.external_id}#{draft.part}" if draft.external_id and draft.part else draft.external_id


def insert_verbatim(
    unit: UnitOfWork,
    review_id: int,
    source_id: int,
    first: int,
    raws: Sequence[str],
    fingerprints: bytes = b"",
    names: Sequence[str] = (),
) -> None:
    """Keep the records from which the events of a source were made; the ids of the events run on from ``first``."""
    places = range(0, len(raws), PIECE)
    unit.insert_bulk(
        verbatim,
        {
            "first_event_id": [first + place for place in places],
            "review_id": [review_id for _ in places],
            "source_id": [source_id for _ in places],
            "records": [msgspec.json.encode(raws[place : place + PIECE]).decode() for place in places],
            "fingerprints": [
                fingerprints[place * FINGERPRINT_BYTES : (place + PIECE) * FINGERPRINT_BYTES] for place in places
            ],
            "external_ids": [_piece_of_names(names[place : place + PIECE]) for place in places],
        },
    )


def _piece_of_names(names: Sequence[str]) -> str:
    return msgspec.json.encode(names).decode() if any(names) else ""


def insert_unread(unit: UnitOfWork, source: Source, rows: Sequence[UnreadRow]) -> None:
    """Insert the unread rows of a source."""
    amount = len(rows)
    if not amount:
        return
    first = unit.allocate(Unread, amount)
    unit.insert_bulk(
        TABLES[Unread],
        {
            "id": range(first, first + amount),
            "version": [1] * amount,
            "review_id": [source.review_id] * amount,
            "source_id": [source.id] * amount,
            "locator": [row.locator for row in rows],
            "reason": [row.reason for row in rows],
            "raw": [row.raw for row in rows],
            "state": [UnreadState.OPEN.value] * amount,
            "dismissed_because": [""] * amount,
            "event_id": [None] * amount,
        },
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
