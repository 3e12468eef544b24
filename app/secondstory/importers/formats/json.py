"""JSON of any shape, and lines of it: the format for what no other format claims."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain, islice
from typing import BinaryIO

import msgspec

from secondstory.importers.asking import open_questions
from secondstory.importers.base import (
    Draft,
    FormatInfo,
    ImportOptions,
    Layout,
    Part,
    Question,
    Sample,
    Topic,
    UnreadRow,
)
from secondstory.importers.decoding import CUT, sample_text
from secondstory.importers.documents.excerpts import closed_off
from secondstory.importers.documents.mending import mended
from secondstory.importers.documents.reading import (
    FAULTS,
    LINES_LOOKED_AT,
    THERE_IS_MORE,
    Record,
    behind,
    decode,
    is_lines,
    lines_alone,
    not_whole,
    records,
    says_more,
    whole,
    why,
)
from secondstory.importers.secrets.in_json import LEFT_OUT, SAID
from secondstory.importers.shapes import json_keys, looks_like_json
from secondstory.importers.tables.mapping import SHEET
from secondstory.importers.tables.moments import MomentReader, reader_of
from secondstory.importers.tables.rows import RowReader
from secondstory.importers.together import Together, remarked
from secondstory.importers.trees.arrays import table_names
from secondstory.importers.trees.finding import LOOKED_AT, RECORD_LIMIT, Found, Records, beside, find
from secondstory.importers.trees.flattening import cells_of, is_list, is_object
from secondstory.importers.trees.inner import InnerLists
from secondstory.importers.trees.understanding import Sheet
from secondstory.model.errors import UserError

FIRST, FIRST_BYTES = 300, 4 * 1024 * 1024
"""So many records, and so many bytes of them, tell the columns of a file."""
SHOWN = 4000
MOST_NAMED = 6
NAMED_TIME, SOME_TIME, NO_TIME = 35, 30, 20


@dataclass(frozen=True, slots=True)
class Source:
    """The records of a file: the first ones, which tell the columns, all of them, and the lists that are not read.

    ``found`` says where they lie in the document ``data``; it is None where each line is a document. ``rows`` names the
    columns where each line is a row of cells, below a line with the ``header`` or none.
    """

    first: tuple[Record, ...]
    all: Iterator[Record]
    found: Found | None = None
    data: bytes = b""
    rows: tuple[str, ...] = ()
    header: tuple[Record, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, where each record is a row of cells."""
        if self.rows:
            return self.rows
        return self.found.best.names if self.found is not None and self.found.best is not None else ()

    @property
    def sheet(self) -> Sheet:
        """The first records as a table."""
        return Sheet.of([cells for record in self.first if (cells := _cells(record, self.names)[0])])

    @property
    def parts(self) -> tuple[Part, ...]:
        """The lists of the document, where there are several to choose from."""
        if self.found is None or not self.found.lists[1:]:
            return ()
        return tuple(Part(records.place, records.size, records is self.found.best) for records in self.found.lists)

    def excerpt(self) -> bytes:
        """The first records as a file of their own; the whole of a document in which another list may be chosen."""
        raw = [record.raw for record in (*self.header, *self.first)]
        if self.found is None or self.found.best is None:
            return b"\n".join(raw)
        return self.data if self.parts else self.found.best.around(raw)

    def told(self) -> Iterator[UnreadRow]:
        """What is said of the lists and records with times that are not read."""
        return map(_not_read, self.found.others if self.found is not None else ())

    def remark(self) -> str:
        """What is said of whatever stands around the records; empty where nothing does."""
        more = THERE_IS_MORE if self.found is not None and says_more(self.data) else ""
        names = beside(self.data, self.found) if self.found is not None else ()
        if not names:
            return more
        shown = ", ".join(f"“{name}”" for name in names[:MOST_NAMED])
        others = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        return f"{more} Beside the list that is read the document holds {shown}{others}; that was not read.".strip()


class JsonTableImporter:
    """Reads records whose fields are told by the names of their values, or mapped as the columns of a table are."""

    info = FormatInfo(
        "json",
        "JSON of any shape",
        (".json", ".jsonl", ".ndjson"),
        "A list of objects or of rows, or an object on each line; its values are recognised or mapped by path.",
        NAMED_TIME,
    )

    def score(self, sample: Sample) -> int:
        """Little, so that any format that knows a document comes first; nothing where there are no records."""
        text = sample_text(sample)
        if not looks_like_json(text):
            return 0
        try:
            sheet = _source_of(Sample(sample.data, sample.name, sample.size)).sheet
        except UserError:
            return NO_TIME if not sample.is_whole and any(json_keys(text)) else 0
        if not sheet.has_time:
            return NO_TIME
        return NAMED_TIME if sheet.has_named_time else SOME_TIME

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file."""
        source = _source(stream, options.mapping.get(SHEET, ""))
        sheet = source.sheet.mapped(options)
        reader = reader_of(sheet.columns, options, day_first=sheet.day_first(options)[0], header_raw="")
        inner = InnerLists.of(sheet)
        rows = _placed(reader, source.all, sheet, source.names, inner)
        remark = " ".join(filter(None, (sheet.other_times(), source.remark())))
        yield from Together(remarked(rows, remark)) if remark else rows
        yield from inner.told()
        yield from source.told()

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, the day, the order of day and month, the value that is the time: what the records leave open."""
        return tuple(_questions(_source_of(sample, options), options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The paths in the records and what they were taken for."""
        source = _source_of(sample, options)
        return replace(source.sheet.mapped(options).columns.layout(), parts=source.parts)

    def excerpt(self, sample: Sample) -> bytes:
        """The first records, at their place."""
        return _source_of(sample).excerpt()

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected record, and with it an empty one that has all the names of its file, or the row of names."""
        source = _source_of(sample) if sample is not None else None
        if (
            source is not None
            and source.found is not None
            and source.found.best is not None
            and source.found.best.schema
        ):
            return source.found.best.around([corrected.encode("utf-8", "replace")])
        if source is not None and source.names:
            return b"[" + msgspec.json.encode(source.names) + b"," + corrected.encode("utf-8", "replace") + b"]"
        names = source.sheet.paths if source is not None else ()
        empty = msgspec.json.encode(dict.fromkeys(names)) if names else b"null"
        return b"[" + corrected.encode("utf-8", "replace") + b"," + empty + b"]"


def _source(stream: BinaryIO, wanted: str = "") -> Source:
    """The records of a file. Raises `UserError` where it is not JSON, or holds none, or not the list that is wanted.

    The rows of cells in lines come without their first one if that names the columns.
    """
    start = stream.tell()
    head = stream.read(LINES_LOOKED_AT)
    stream.seek(start)
    if wanted and (is_lines(head) or is_lines(head, b"[")):
        raise UserError("A file with a record on each line has no lists to choose from.", "Leave the list out.")
    if is_lines(head):
        lines = records(stream, ((),))
        first = _first(lines)
        return Source(first, chain(first, lines))
    if is_lines(head, b"[") and (rows := _rows(stream)) is not None:
        return rows
    stream.seek(start)
    data, found, rest = _found(whole(stream), wanted)
    if found.best is None:
        raise UserError("There is nothing to import in this JSON document.", "Choose a file with events.")
    return Source(_first(iter(found.best)), chain(found.best, rest), found, data)


def _rows(stream: BinaryIO) -> Source | None:
    """The records of a file with a row of cells on each line; None where the lines hold something else."""
    lines = lines_alone(stream)
    first = _first(lines)
    names, has_header = table_names([msgspec.Raw(record.raw) for record in first if _is_json(record.raw)])
    if not names:
        return None
    return Source(first[has_header:], chain(first[has_header:], lines), rows=names, header=first[:has_header])


def _is_json(raw: bytes) -> bool:
    try:
        decode(raw, msgspec.Raw)
    except FAULTS:
        return False
    return True


def _found(data: bytes, wanted: str) -> tuple[bytes, Found, tuple[Record, ...]]:
    """The document, where its records are, and what stands behind it. Raises `UserError` for what is no JSON."""
    try:
        return data, find(data, wanted), ()
    except FAULTS as error:
        if (several := mended(data)) is None:
            raise not_whole(error) from None
    try:
        return several.data, find(several.data, wanted), tuple(behind(several))
    except FAULTS as error:
        raise not_whole(error) from None


def _source_of(sample: Sample, options: ImportOptions | None = None) -> Source:
    """The records of the file that a sample comes from; of the sample alone where there is no file."""
    wanted = options.mapping.get(SHEET, "") if options is not None else ""
    if sample.path is not None and not sample.is_whole:
        with sample.path.open("rb") as stream:
            return _source(stream, wanted)
    text = sample_text(sample)
    if is_lines(sample.data) or is_lines(sample.data, b"["):
        return _source(BytesIO(text.encode("utf-8", "replace")), wanted)
    if sample.is_whole:
        try:
            return _source(BytesIO(sample.data), wanted)
        except UserError:
            if not closed_off(text):
                raise
    if not (closed := closed_off(text)):
        raise UserError(
            "The beginning of this JSON document holds no whole record.", "Save it as a file, and import that file."
        )
    return _source(BytesIO(closed.encode("utf-8", "replace")), wanted)


def _first(found: Iterator[Record]) -> tuple[Record, ...]:
    """The first records, at least two, as far as their number and their size allow."""
    first: list[Record] = []
    size = 0
    for record in islice(found, FIRST):
        first.append(record)
        size += len(record.raw)
        if size > FIRST_BYTES and len(first) > 1:
            break
    return tuple(first)


def _cells(record: Record, names: tuple[str, ...] = ()) -> tuple[dict[str, str], str]:
    """The cells of a record; where there are none, a sentence on why."""
    if record.fault:
        return {}, record.fault
    if len(record.raw) > RECORD_LIMIT:
        return {}, f"The record is larger than {RECORD_LIMIT // 2**20} MiB, the most that is read of one."
    if not is_object(record.raw) and not (names and is_list(record.raw)):
        return {}, "The record is a single value, not an object with named values."
    try:
        cells = cells_of(record.raw, names)
    except FAULTS as error:
        return {}, f"The record cannot be read ({why(error)})."
    return cells, "" if any(cells.values()) else "The record is empty."


def _placed(
    reader: RowReader | MomentReader,
    found: Iterator[Record],
    sheet: Sheet,
    names: tuple[str, ...],
    inner: InnerLists | None = None,
) -> Iterator[Draft | UnreadRow]:
    """The rows of a reader, each with the place of its record.

    A reader takes the next record when it has given all rows of the one before.
    """
    place = note = ""

    def rows() -> Iterator[tuple[int, str, list[str], str]]:
        nonlocal place, note
        for number, record in enumerate(found, 1):
            place = record.pointer
            cells, fault = _cells(record, names)
            if inner is not None:
                inner.count(place, cells)
            row, note = sheet.row(cells), sheet.stood_in(cells) if sheet.stand_ins else ""
            yield number, _shown(record), row, fault or ("" if any(row) else "The record holds none of the columns.")

    for row in reader.read(rows()):
        row.locator = place
        said = SAID if LEFT_OUT in row.raw else ""
        if (note or said) and isinstance(row, Draft):
            row.remark = " ".join(filter(None, (row.remark, note, said)))
        yield row


def _shown(record: Record) -> str:
    """The record as it is kept: all of it, unless it is too large to be one."""
    return record.text if len(record.raw) <= RECORD_LIMIT else Record("", record.raw[:SHOWN]).text + CUT


def _not_read(other: Records) -> UnreadRow:
    """What is said of a list with times, or a record with a time, that is not among the records that are read."""
    record = Record(other.place, other.value([bytes(item) for item in other.items[:LOOKED_AT]]))
    is_cut = len(other.items) > LOOKED_AT or len(record.raw) > SHOWN
    return UnreadRow(
        record.pointer,
        "The file holds another record with a time; it is not in the list that is read."
        if other.is_single
        else f"The file holds another list with times, of {other.size} records; only one list is read.",
        record.text[:SHOWN] + CUT * is_cut,
    )


def _questions(source: Source, options: ImportOptions) -> Iterator[Question]:
    sheet = source.sheet.mapped(options)
    columns = sheet.columns
    if not sheet.has_time and "occurred_at" not in columns.constants:
        yield Question(Topic.MAPPING, columns.actions or "No value holds a time: choose one.")
        return
    if columns.actions and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, columns.actions)
    if columns.rivals[1:] and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, f"Several values hold times: {', '.join(columns.rivals)}.")
    if sheet.day_first(options)[1]:
        yield Question(Topic.ORDER, "The file does not show whether the day or the month comes first in its dates.")
    yield from open_questions(lambda tried: _first_rows(source, sheet, tried), options)


def _first_rows(source: Source, sheet: Sheet, options: ImportOptions) -> list[Draft | UnreadRow]:
    reader = reader_of(sheet.columns, options, day_first=True, header_raw="")
    return list(_placed(reader, iter(source.first), sheet, source.names))


IMPORTER = JsonTableImporter()
