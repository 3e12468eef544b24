"""Further tables below the first one of a file or a sheet: each has a header of its own."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile

from secondstory.importers.base import ImportOptions
from secondstory.importers.tables.action_lists import is_due
from secondstory.importers.tables.columns import Columns, merge
from secondstory.importers.tables.detecting import detect
from secondstory.importers.tables.dialect import SAMPLE_ROWS, first_table, is_time, names_columns, names_time
from secondstory.importers.tables.headers import plain
from secondstory.importers.tables.mapping import has_columns
from secondstory.importers.tables.records import Record
from secondstory.importers.tables.times import day_comes_first

MOST_TABLES = 20
"""So many further tables are looked for in one file."""
BEGINS = "A further table begins in row {number}: it is read by its own header."
WITHOUT_TIMES = "The row belongs to a further table, which begins in row {number} and holds no times."
OF_ACTIONS = "The row belongs to a further table, which begins in row {number} and looks like a list of actions."


class AnotherTable(Exception):  # noqa: N818 - it is no error: a reader has come to the end of its table
    """A record that is the header of a further table, and those that were taken together with it."""

    def __init__(self, record: Record, rest: Iterable[Record] = ()) -> None:
        """Keep the header, and what is left below it."""
        super().__init__()
        self.record, self.rest = record, rest


class Further:
    """A further table: its columns, its first records, and the order of its days and months."""

    def __init__(self, header: Record, records: Iterator[Record], options: ImportOptions) -> None:
        """Understand a table by its header and the first records below it."""
        self.number, self.header_raw, cells, _ = header
        self.first = list(islice(records, SAMPLE_ROWS))
        width = max(len(cells), *(len(row) for _, _, row, _ in self.first), 0)
        rows = [row + [""] * (width - len(row)) for _, _, row, _ in self.first]
        self.rows = tuple(row for row in rows[: first_table([cells, *rows]) - 1] if any(row))
        columns = detect(cells, self.rows, width)
        self.columns = merge(columns, _fitting(options.mapping, columns))
        places = self.columns.places.get("occurred_at", ())
        self.day_first, _ = day_comes_first([row[places[0]] for row in self.rows if places], options)

    def goes_on(self, columns: Columns) -> bool:
        """Whether it is none: a row of the table above, of these columns, whose words only look like a header.

        Then there is nothing below it, or there are times where the table above has them, and it names none.
        """
        places = columns.places.get("occurred_at", ())
        is_named = any(names_time(cell) or is_due(plain(cell)) for cell in self.columns.names)
        own = takewhile(lambda row: not names_columns(row), self.rows)
        is_timed = any(len(row) > place and is_time(row[place]) for row in own for place in places)
        return not self.rows or (is_timed and not is_named)

    @property
    def why_unread(self) -> str:
        """Why its rows are not read; empty where they are."""
        if "occurred_at" in self.columns.places or "occurred_at" in self.columns.constants:
            return ""
        return (OF_ACTIONS if self.columns.actions else WITHOUT_TIMES).format(number=self.number)


def _fitting(mapping: Mapping[str, str], columns: Columns) -> dict[str, str]:
    """What a person said of columns, as far as this table has them."""
    return {name: source for name, source in mapping.items() if has_columns(source, columns.names)}
