"""Tables as text: CSV, TSV and tables separated by semicolons or bars."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import BinaryIO

from secondstory.importers.asking import open_questions
from secondstory.importers.base import (
    SAMPLE_BYTES,
    Draft,
    FormatInfo,
    ImportOptions,
    Layout,
    Question,
    Sample,
    Topic,
    UnreadRow,
)
from secondstory.importers.decoding import Joined, is_binary, lines_of, sample_text, shown
from secondstory.importers.shapes import looks_like_markup
from secondstory.importers.tables.above import take_above
from secondstory.importers.tables.cells import AROUND_TIMES, form_of
from secondstory.importers.tables.columns import Columns, merge
from secondstory.importers.tables.composed import with_composed
from secondstory.importers.tables.detecting import detect
from secondstory.importers.tables.dialect import Dialect, sniff
from secondstory.importers.tables.divided_days import with_days
from secondstory.importers.tables.packed_cells import unpacked
from secondstory.importers.tables.reading import TableReader
from secondstory.importers.tables.records import Block, Record, blocks, gathered
from secondstory.importers.tables.rows import NO_TIME_COLUMN, RowReader
from secondstory.importers.tables.time_columns import TIMES
from secondstory.importers.tables.times import day_comes_first
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.together import Together
from secondstory.model.drafts import Drafts
from secondstory.model.errors import UserError

LEAST_FIT, LEAST_FIT_OF_CERTAIN = 0.7, 0.3
FOR_A_TABLE, FOR_TIMES, FOR_A_NAME, MOST_NAMES = 30, 40, 5, 3
"""What is worth how much in the score."""
LEAST_INDENTED = 0.4
"""Where such a share of the lines is indented, each time has a text below it."""
NO_TABLE = UserError(
    "This is not a table: no delimiter divides its lines into columns.", "Import it as text, or save it as CSV."
)


class CsvImporter:
    """Reads tables whose columns are named by a header or told by their content."""

    info = FormatInfo(
        "csv",
        "Table (CSV, TSV)",
        (".csv", ".tsv", ".tab", ".txt"),
        "A table as text, with commas, tabs, semicolons or bars between columns, which are recognised or mapped.",
        FOR_A_TABLE + FOR_TIMES + MOST_NAMES * FOR_A_NAME,
    )

    def score(self, sample: Sample) -> int:
        """How much the sample looks like a table, and how well its columns are understood."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        if looks_like_markup(text):
            return 0
        dialect = sniff(text)
        if dialect is None or _divides_times(dialect) or _indents_texts(dialect):
            return 0
        columns = detect(dialect.header, dialect.rows, dialect.width)
        certain = bool(dialect.header) and "occurred_at" in columns.places
        if dialect.fit < (LEAST_FIT_OF_CERTAIN if certain else LEAST_FIT):
            return 0
        known = sum(name in columns.places for name in ("occurred_at", "title", "kind", "role", "actor"))
        fit = (
            max(dialect.fit, _timed(dialect, columns))
            if certain and known > 2 - bool(dialect.preamble)
            else dialect.fit
        )
        timed = FOR_TIMES if "occurred_at" in columns.places else 0
        named = min(known, MOST_NAMES) * FOR_A_NAME if dialect.header else 0
        return int((FOR_A_TABLE + timed + named) * fit)

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file."""
        return Together(_rows(stream, options))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, the day, the order of day and month, the column of the time: whatever the table leaves open."""
        dialect, columns, _ = _understand(sample, options)
        return tuple(_questions(dialect, columns, options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns of the table and what they were taken for."""
        return _understand(sample, options)[1].layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row below the header of its file."""
        dialect = sniff(sample_text(sample)) if sample is not None else None
        return f"{dialect.header_raw if dialect else ''}\n{corrected}\n".lstrip("\n").encode("utf-8", "replace")


def _rows(stream: BinaryIO, options: ImportOptions) -> Iterator[Drafts | Draft | UnreadRow]:
    head = stream.read(SAMPLE_BYTES)
    if not head.strip(b"\xef\xbb\xbf\xff\xfe\0\r\n\t "):
        return
    dialect, columns, day_first = _understand(_sample(head), options)
    reader = TableReader(columns, options, day_first, dialect.header_raw, dialect.rows)
    table = blocks(chain.from_iterable(lines_of(Joined(head, stream))), dialect.delimiter)
    above, rows = _divided(table, dialect)
    yield from above
    yield from reader.read(rows).together()


def _divides_times(dialect: Dialect) -> bool:
    """Whether the delimiter stands inside the times of rows without a header: “[5/4/2026, 10:05] it is down”."""
    rows = [row for row in dialect.rows if len(row) > 1 and row[0].strip()]
    return not dialect.header and bool(rows) and all(_ends_inside(row, dialect.delimiter) for row in rows)


def _indents_texts(dialect: Dialect) -> bool:
    """Whether tabs only indent the texts below times, as in a chat: a table has its texts beside them."""
    indented = sum(not any(cells[:-1]) for cells in dialect.rows)
    return dialect.delimiter == "\t" and not dialect.header and indented >= LEAST_INDENTED * len(dialect.rows)


def _ends_inside(row: list[str], delimiter: str) -> bool:
    """Whether a time begins in the first cell of a row, and ends before the end of the second one."""
    found = read_stamp(f"{row[0]}{delimiter}{row[1]}")
    return found is not None and 0 < len(found[1].strip(AROUND_TIMES)) < len(row[1].strip())


def _sample(head: bytes) -> Sample:
    return Sample(head, "", len(head) + (len(head) == SAMPLE_BYTES))


def _understand(sample: Sample, options: ImportOptions) -> tuple[Dialect, Columns, bool]:
    dialect = sniff(sample_text(sample))
    if dialect is None:
        raise NO_TABLE
    detected = detect(dialect.header, dialect.rows, dialect.width)
    columns, rows = with_composed(*with_days(*unpacked(detected, dialect.rows)))
    dialect, columns = replace(dialect, rows=rows), merge(columns, options.mapping)
    take_above(columns, dialect.above, dialect.rows[0] if dialect.rows else ())
    day_first, _ = day_comes_first(_time_cells(dialect, columns), options)
    return dialect, columns, day_first


def _time_cells(dialect: Dialect, columns: Columns) -> list[str]:
    places = columns.places.get("occurred_at", ())
    return [" ".join(row[place] for place in places) for row in dialect.rows if places and len(row) > max(places)]


def _timed(dialect: Dialect, columns: Columns) -> float:
    """The share of the rows with a time in its column, which makes up for rows that are too short or too long."""
    place = columns.places["occurred_at"][0]
    return sum(len(row) > place and form_of(row[place]) in TIMES for row in dialect.rows) / (len(dialect.rows) or 1)


def _divided(table: Iterator[Block], dialect: Dialect) -> tuple[list[UnreadRow], Iterator[Block]]:
    """What stands above the rows: the header is passed over, anything else is told; and the rows."""
    skip, above = dialect.preamble + bool(dialect.header), list[UnreadRow]()
    rows: Iterator[Record] = iter(())
    while skip:
        number, raw, cells, fault = next(rows, (0, "", [], ""))
        if not number:
            block = next(table, None)
            if block is None:
                break
            rows = block.records()
            continue
        if not fault and not any(cells):
            continue
        skip -= 1
        if not (dialect.header and not skip) and not raw.lower().startswith("sep="):
            above.append(UnreadRow(f"row {number}", "The row stands above the table.", shown(raw)))
    return above, chain(gathered(rows), table)


def _questions(dialect: Dialect, columns: Columns, options: ImportOptions) -> Iterator[Question]:
    if "occurred_at" not in columns.places and "occurred_at" not in columns.constants:
        yield Question(Topic.MAPPING, columns.actions or NO_TIME_COLUMN)
        return
    if columns.actions and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, columns.actions)
    if columns.rivals[1:] and not columns.moments and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, f"Several columns hold times: {', '.join(columns.rivals)}.")
    if day_comes_first(_time_cells(dialect, columns), options)[1]:
        yield Question(Topic.ORDER, "The file does not show whether the day or the month comes first in its dates.")
    yield from open_questions(lambda tried: _first_rows(dialect, columns, tried), options)


def _first_rows(dialect: Dialect, columns: Columns, options: ImportOptions) -> list[Draft | UnreadRow]:
    reader = RowReader(columns, options, day_first=True, header_raw="")
    return list(reader.read((number, "", list(row), "") for number, row in enumerate(dialect.rows, 1)))


IMPORTER = CsvImporter()
