"""Whether a library is sound: the file, the links between rows, and the journal against the rows."""

from typing import Any

import msgspec
from sqlalchemy import Table, exists, select

from secondstory.model.records import Record, Review
from secondstory.storage import journal
from secondstory.storage.pieces import pieces_of
from secondstory.storage.reader import Reader
from secondstory.storage.tables import NAMES, POINTS_TO, RECORD_TABLES, TABLES, metadata


def problems_of(reader: Reader) -> list[str]:
    """What is wrong, a sentence each; empty where the library is sound."""
    return [*_file(reader), *_links(reader), *(_pieces(reader) or _journal(reader))]


def _file(reader: Reader) -> list[str]:
    if reader.dialect != "sqlite":
        return []
    answers = reader.pragma("integrity_check")
    return [] if answers == ["ok"] else [f"The file is damaged: {answer}" for answer in answers]


def _links(reader: Reader) -> list[str]:
    problems = []
    for name, kind in RECORD_TABLES.items():
        table = TABLES[kind]
        for column in table.columns:
            target = POINTS_TO.get(column.name)
            if target:
                lost = reader.scalars(_dangling(table, column, metadata.tables[target]))
                problems += [f"The {name} {row_id} points at a {target} that is not there." for row_id in lost]
    return problems


def _dangling(table: Table, column: Any, target: Table) -> Any:
    other = target.alias()
    return select(table.c.id).where(column.is_not(None), ~exists().where(other.c.id == column))


def _pieces(reader: Reader) -> list[str]:
    problems = []
    for review in reader.all(Review):
        for piece in pieces_of(reader.connection, review.id):
            try:
                piece.unpacked()
            except (msgspec.MsgspecError, LookupError, ValueError, OverflowError) as error:
                problems.append(f"Imported events can't be read, {len(piece)} from {piece.first_id} on: {error}.")
    return problems


def _journal(reader: Reader) -> list[str]:
    """Each row stands as the last act on it left it."""
    problems = []
    for kind, record_id, expected in journal.final_states(reader.connection):
        found: Record | None = reader.find(kind, record_id)
        if not journal.same(found, expected):
            problems.append(f"The {NAMES[kind]} {record_id} is not as its last act left it.")
    return problems
