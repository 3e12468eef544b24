"""How a table is written: its delimiter, where it begins, and whether it has a header."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from secondstory.importers.rules import rules
from secondstory.importers.tables.action_lists import is_due
from secondstory.importers.tables.cells import Form, form_of
from secondstory.importers.tables.counted import says_so
from secondstory.importers.tables.headers import plain
from secondstory.importers.tables.records import Record, records
from secondstory.importers.tables.time_columns import TIMES
from secondstory.importers.times.spans import counts_by_itself, read_span
from secondstory.importers.times.stamps import read_stamp

DELIMITERS = (",", "\t", ";", "|")
SAMPLE_ROWS = 300
MOST_ABOVE = 30
"""So many rows may stand above the header of a report, such as its name, its filters and when it was made."""
LEAST_KNOWN = 2
LONGEST_NAME = 40
_DECLARED = re.compile(r"sep=(.)$", re.IGNORECASE)
_MARKDOWN_RULE = re.compile(r"^[ \t]*+\|?+[ \t]*+:?-++:?[ \t]*+\|[ \t|:-]*$", re.MULTILINE)
_NUMBER = re.compile(r"[-+]?\d[\d.,]*$")


@dataclass(frozen=True, slots=True)
class Dialect:
    """A table's delimiter, the records before its header, its header and the cells of its first rows.

    ``above`` are the cells of the records before it. ``fit`` is the share of records that have as many cells as most.
    ``header`` is empty where there is none.
    """

    delimiter: str
    width: int
    fit: float
    preamble: int
    header: tuple[str, ...]
    header_raw: str
    rows: tuple[list[str], ...]
    above: tuple[list[str], ...] = ()


def sniff(text: str) -> Dialect | None:
    """The dialect of a table, or None where the text is hardly one."""
    lines = text.split("\n")
    declared = _DECLARED.match(lines[0].strip())
    if declared:
        known = _try(lines[1:], declared[1])
        return replace(known, preamble=known.preamble + 1) if known else None
    found = [dialect for delimiter in DELIMITERS if (dialect := _try(lines, delimiter))]
    if not found or _MARKDOWN_RULE.search(text):
        return None
    return max(found, key=lambda dialect: (round(dialect.fit, 1), dialect.width))


def _first(lines: list[str], delimiter: str) -> Iterator[Record]:
    for count, record in enumerate(records(iter(lines), delimiter)):
        if count >= SAMPLE_ROWS:
            return
        yield record


def _try(lines: list[str], delimiter: str) -> Dialect | None:
    rows = [(raw, cells) for _, raw, cells, _ in _first(lines, delimiter) if any(cells)]
    rows = rows[: first_table([cells for _, cells in rows])]
    widths = Counter(len(cells) for _, cells in rows)
    widths.pop(1, None)
    if not widths:
        return None
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    start = next(index for index, (_, cells) in enumerate(rows) if len(cells) >= width)
    if start and _is_short_header(rows[start - 1][1], rows[start][1]):
        start -= 1
    start += rows_above([cells for _, cells in rows[start : start + MOST_ABOVE]])
    body = rows[start:]
    header, raw = (tuple(body[0][1]), body[0][0]) if is_header(body[0][1]) else ((), "")
    cells_below = tuple(cells for _, cells in body[1 if header else 0 :])
    above = tuple(cells for _, cells in rows[:start])
    return Dialect(delimiter, width, count / len(rows), start, header, raw, cells_below, above)


def names_columns(cells: list[str]) -> bool:
    """Whether a row says nothing but names of columns, at least two of which are known: a header of its own."""
    filled = [cell for cell in cells if cell.strip()]
    if any(len(cell) > LONGEST_NAME for cell in filled):
        return False
    known = sum(map(_is_known, filled))
    return known >= LEAST_KNOWN and known * 2 >= len(filled) and is_header(filled)


def begins_table(cells: list[str], place: int) -> bool:
    """Whether a row is the header of a further table, below one whose first column has this place.

    A row that is empty there, or says that its time is not known, is one without a time, whatever its other cells say.
    """
    return len(cells) > place and form_of(cells[place]) is not Form.EMPTY and names_columns(cells)


def first_table(rows: list[list[str]]) -> int:
    """How many of the first rows belong to the first table, where a further one with a header of its own stands below.

    The first one has a header that names a time, and times below it: what stands above a table is none.
    """
    timed: set[int] = set()
    has_times, begins = False, 0
    for index, cells in enumerate(rows):
        if index and has_times and begins_table(cells, begins) and cells not in rows[:index]:
            return index
        has_times = has_times or any(place < len(cells) and is_time(cells[place]) for place in timed)
        if not has_times and is_header(cells):
            timed |= {place for place, cell in enumerate(cells) if names_time(cell)}
            begins = next(place for place, cell in enumerate(cells) if cell.strip())
    return len(rows)


@lru_cache(maxsize=1000)
def _is_known(cell: str) -> bool:
    return plain(cell) in _known_names() or is_due(plain(cell))


@cache
def _known_names() -> frozenset[str]:
    table = rules("columns")
    return frozenset(name for group in ("time", "fields") for names in table[group].values() for name in names)


def rows_above(rows: list[list[str]]) -> int:
    """How many rows stand above a header that names a time, with times below it and none above it."""
    if is_header(rows[0]) and any(map(names_time, rows[0])):
        return 0
    for index, (cells, below) in enumerate(pairwise(rows)):
        for place, cell in enumerate(cells[: len(below)]):
            is_below = names_time(cell) and (is_time(below[place]) or read_span(below[place]) is not None)
            if is_below and is_header(cells) and not any(_has_time(row, place) for row in rows[:index]):
                return index
    return 0


def _is_short_header(cells: list[str], below: list[str]) -> bool:
    """Whether a row is the header of longer rows, whose last columns have no names: it names the time of the first."""
    pairs = zip(cells, below, strict=False)
    return len(cells) > 1 and is_header(cells) and any(names_time(cell) and is_time(time) for cell, time in pairs)


def names_time(cell: str) -> bool:
    """Whether the header of a column says that it holds the times of events."""
    table = rules("columns")["time"]
    name = plain(cell)
    return name in (*table["event"], *table["recorded"]) or says_so(name)


def _has_time(row: list[str], place: int) -> bool:
    return len(row) > place and is_time(row[place])


def is_time(cell: str) -> bool:
    """Whether a cell holds a time in any form."""
    return form_of(cell) in TIMES or counts_by_itself(cell)


def is_header(cells: list[str]) -> bool:
    """Whether the cells are names of columns: none is a number or begins with a time, and most say something."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    width = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=0)
    if not filled or len(filled) * 2 < width or any(len(cell) > 80 for cell in filled):
        return False
    if any(_NUMBER.match(cell) or form_of(cell) not in (Form.EMPTY, Form.OTHER) for cell in filled):
        return False
    return not any(map(_begins_with_time, filled))


def _begins_with_time(cell: str) -> bool:
    found = read_stamp(cell)
    return found is not None and found[0].day is not None and found[0].clock is not None
