"""Rows of tables that were written without care: cells in quotation marks, with marks inside that are not doubled."""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain

from secondstory.importers.tables.records import RECORD_LIMIT, Record

_WELL_FORMED = re.compile(r'(?:"(?:[^"]|"")*+"|[^",]*+)(?:,(?:"(?:[^"]|"")*+"|[^",]*+))*+')
_BEGINNING = re.compile(r'"?\d{4}-\d\d-\d\d[T ]\d\d:')
BETWEEN = '","'
WIDE = "event_description"
"""The column of free text, to which the cells belong that are too many."""


def rows_of(lines: Iterator[str], header: Sequence[str]) -> Iterator[Record]:
    """The records of lines of which each begins with a time; a line that does not goes on with the one above it."""
    start, size, taken = 1, 0, list[str]()
    for number, line in enumerate(chain(lines, ("",)), 1):
        size += len(line) + 1
        if taken and line and not _BEGINNING.match(line) and size < RECORD_LIMIT:
            taken.append(line)
            continue
        if taken:
            yield _record(start, "\n".join(taken), header)
        start, size, taken = number, len(line) + 1, [line] if line.strip() else []


def _record(number: int, raw: str, header: Sequence[str]) -> Record:
    cells = _cells(raw, len(header), header.index(WIDE) if WIDE in header else 0)
    if cells is None:
        return number, raw, [], f"The row cannot be divided into the {len(header)} columns of the table."
    return number, raw, cells, ""


def _cells(row: str, width: int, wide: int) -> list[str] | None:
    """The cells of a row, None where it cannot be divided.

    Where the row is not well formed, cells end where a quotation mark, a comma and a quotation mark follow each other.
    """
    if _WELL_FORMED.fullmatch(row):
        try:
            cells = next(csv.reader(StringIO(row, newline="")), [])
        except csv.Error:
            return None
        return cells if len(cells) == width else None
    if not (row.startswith('"') and row.endswith('"')) or len(row) < 2:
        return None
    cells = row[1:-1].split(BETWEEN)
    surplus = len(cells) - width
    if surplus < 0:
        return None
    return [*cells[:wide], BETWEEN.join(cells[wide : wide + surplus + 1]), *cells[wide + surplus + 1 :]]
