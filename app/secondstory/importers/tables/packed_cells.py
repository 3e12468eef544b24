"""Cells that hold packed JSON, as exports of logs have them: what it says becomes further columns of its table."""

from collections.abc import Iterator, Sequence

from secondstory.importers.tables.columns import Columns, Unpack
from secondstory.importers.tables.records import Record
from secondstory.importers.trees.packed import keep_times, packed_columns
from secondstory.importers.trees.understanding import Sheet

Rows = tuple[list[str], ...]


def unpacked(columns: Columns, rows: Sequence[list[str]]) -> tuple[Columns, Rows]:
    """The columns and the first rows of a table with what is packed in its cells, where that says what happened.

    The times of a table that has any stay those that it has.
    """
    width = len(columns.names)
    if not packed_columns(rows, width):
        return columns, tuple(rows)
    sheet = Sheet.of([dict(zip(columns.names, row, strict=False)) for row in rows])
    if not sheet.packed or sheet.paths[:width] != columns.names:
        return columns, tuple(rows)
    if "occurred_at" in columns.places:
        keep_times(sheet.columns, columns, sheet.paths, columns.names)

    def unpack(cells: list[str]) -> list[str]:
        return [*sheet.row(dict(zip(columns.names, cells, strict=False))), *cells[width:]]

    sheet.columns.unpack = unpack
    return sheet.columns, tuple(map(unpack, rows))


def unpacked_records(records: Iterator[Record], unpack: Unpack) -> Iterator[Record]:
    """The records of a table with what is packed in their cells."""
    for number, raw, cells, fault in records:
        yield number, raw, unpack(cells) if any(cells) else cells, fault
