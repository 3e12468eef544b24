"""Workbooks of spreadsheet programs: Excel in its forms old and new, and OpenDocument."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from os import SEEK_END
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from secondstory.importers.asking import open_questions
from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Part, Question, Sample, Topic
from secondstory.importers.rules import rules
from secondstory.importers.tables.dialect import names_time
from secondstory.importers.tables.mapping import ALL_SHEETS
from secondstory.importers.tables.reading import TableReader
from secondstory.importers.tables.records import Record, gathered
from secondstory.importers.tables.rows import NO_TIME_COLUMN, RowReader
from secondstory.importers.times.days import also
from secondstory.importers.times.zones import require_zone
from secondstory.importers.workbooks.cells import line_of
from secondstory.importers.workbooks.formulas import UNSTORED
from secondstory.importers.workbooks.hidden import HIDDEN
from secondstory.importers.workbooks.sheets import COMPOUND, ZIP, sheets
from secondstory.importers.workbooks.tables import Choice, SheetTable, choose
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

CERTAIN = 95
FILE_LIMIT, SAMPLE_LIMIT = 256 * 1024 * 1024, 64 * 1024 * 1024
SECTOR = 512
SPLIT_REMEDY = "Copy the rows with the events to a new workbook, or save that sheet as CSV."

TOGETHER = "Sheets of the same columns were read together: {names}."


class SpreadsheetImporter:
    """Reads the sheet whose times are understood best, the one that a person chose, or all that hold times."""

    info = FormatInfo(
        "spreadsheet",
        "Spreadsheet (Excel, OpenDocument)",
        (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"),
        "A sheet of a workbook with a row for each event, whose columns are recognised or mapped.",
    )

    def score(self, sample: Sample) -> int:
        """Certain where the parts of a workbook are there, whatever its name."""
        known = rules("spreadsheet")
        if sample.data.startswith(ZIP):
            members = _members(sample)
            return CERTAIN if any(name in members for name in known["members"]) else 0
        return CERTAIN if any(name in known["streams"] for name in _streams(sample)) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each row that says anything, sheet by sheet, in their order."""
        require_zone(options.zone)
        if stream.seek(0, SEEK_END) > FILE_LIMIT:
            raise UserError(f"The file is larger than {FILE_LIMIT // 2**20} MiB, the most that is read.", SPLIT_REMEDY)
        stream.seek(0)
        data = stream.read(FILE_LIMIT)
        if not data.strip(b"\xef\xbb\xbf\xff\xfe\0\r\n\t "):
            return
        choice = choose(sheets(data), options)
        ids: set[str] = set()
        together = TOGETHER.format(names=_names(choice.tables)) if choice.tables[1:] and not choice.all_sheets else ""
        for table in choice.tables:
            for row in _told_apart(_rows_of(table, options), table.sheet.name, ids):
                if together and isinstance(row, Draft):
                    row.remark, together = also(row.remark, together), ""
                yield row
        yield from map(_left_out if choice.all_sheets else _passed_over, choice.others)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The sheet, the column of the time, the order of day and month, the zone: whatever is left open."""
        choice = choose(sheets(self.excerpt(sample)), options)
        asked: dict[Topic, Question] = {}
        for question in _questions(choice, options):
            asked.setdefault(question.topic, question)
        return tuple(asked.values())

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns of the sheet and what they were taken for."""
        found = sheets(self.excerpt(sample))
        choice = choose(found, options)
        read = [table.sheet for table in choice.tables]
        parts = [Part(sheet.name, sheet.size, sheet in read) for sheet in found if sheet.filled]
        usual = choose(found, ImportOptions())
        several = choice.all_sheets or any(table.sheet.visible for table in (*usual.tables[1:], *usual.others))
        layout = Layout() if choice.all_sheets else choice.best.columns.layout()
        return replace(layout, parts=tuple(parts) if parts[1:] else (), all_parts=ALL_SHEETS if several else "")

    def excerpt(self, sample: Sample) -> bytes:
        """The whole file, for a part of a workbook cannot be read."""
        if sample.is_whole or sample.path is None:
            return sample.data
        if sample.size > SAMPLE_LIMIT:
            raise UserError(
                f"The workbook is larger than {SAMPLE_LIMIT // 2**20} MiB, the most that is looked at.", SPLIT_REMEDY
            )
        return sample.path.read_bytes()

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row as text below the header of its sheet."""
        header = choose(sheets(self.excerpt(sample)), ImportOptions()).best.header_raw if sample is not None else ""
        return f"{header}\n{corrected}\n".lstrip("\n").encode("utf-8", "replace")


def _members(sample: Sample) -> str:
    """The names of the members of an archive, by its directory where the file is there, else as far as they show."""
    if sample.path is None:
        return sample.data.decode("latin-1")
    try:
        with ZipFile(sample.path) as archive:
            kind = archive.read("mimetype")[:100] if "mimetype" in archive.namelist()[:1] else b""
            return "\n".join((*archive.namelist(), f"mimetype{kind.decode('latin-1')}"))
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return sample.data.decode("latin-1")


def _streams(sample: Sample) -> list[str]:
    """The first names in the directory of a compound file, which is what workbooks of the old kind are."""
    if not sample.data.startswith(COMPOUND):
        return []
    shift, sector = int.from_bytes(sample.data[30:32], "little"), int.from_bytes(sample.data[48:52], "little")
    size = 1 << shift if shift in (9, 12) else SECTOR
    place = (sector + 1) * size
    if sample.path is None or place + size <= len(sample.data):
        entries = sample.data[place : place + size]
    else:
        with sample.path.open("rb") as stream:
            stream.seek(place)
            entries = stream.read(size)
    return [entries[at : at + 64].decode("utf-16-le", "replace").rstrip("\0") for at in range(0, size, 128)]


def _records(table: SheetTable) -> Iterator[Record]:
    """The rows below the header.

    Where a day is merged over several rows and one of them has no time, the row goes on with the one above: it has no
    time of its own, and keeps its place.
    """
    header = bool(table.header_raw)
    day, clock, *_ = (*table.columns.places.get("occurred_at", ()), -1, -1)
    for number, cells in table.sheet.rows():
        if number > table.start or (number == table.start and not header):
            line = line_of(cells)
            if clock >= 0 and day < len(cells) and table.sheet.repeats(number, day) and not _cell(cells, clock):
                cells[day] = ""
            yield number, line, cells, ""


def _cell(cells: list[str], place: int) -> str:
    return cells[place].strip() if place < len(cells) else ""


def _place(name: str) -> str:
    """How the rows of a sheet are called; those of text, which is no sheet, have only their numbers."""
    return f'sheet "{name}" row' if name else "row"


def _rows_of(table: SheetTable, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
    """The rows of a sheet, from its first one on."""
    place = _place(table.sheet.name)
    if not table.sheet.first:
        yield UnreadRow(f"{place} 1", "The cells of this sheet are empty or hold errors of formulas.", "")
    for number, cells in table.sheet.first:
        if number >= table.start:
            break
        yield UnreadRow(f"{place} {number}", "The row stands above the table.", line_of(cells))
    reader = TableReader(table.columns, options, table.day_first, table.header_raw, table.rows)
    hidden = table.sheet.hidden
    formulas = UNSTORED if _lacks_times(table) else ""
    for row in reader.read(gathered(_records(table))):
        if hidden and isinstance(row, Draft) and int(row.locator.removeprefix("row ")) in hidden:
            row.remark = also(row.remark, HIDDEN)
        if formulas and isinstance(row, Draft):
            row.remark, formulas = also(row.remark, formulas), ""
        row.locator = row.locator.replace("row", place, 1)
        yield row


def _lacks_times(table: SheetTable) -> bool:
    """Whether the workbook does not store the values of formulas that tell times."""
    names, times = table.columns.names, table.columns.places.get("occurred_at", ())
    return any(place in times or (place < len(names) and names_time(names[place])) for place in table.sheet.unstored)


def _told_apart(rows: Iterator[Draft | UnreadRow], name: str, ids: set[str]) -> Iterator[Draft | UnreadRow]:
    """Rows whose ids are told apart from those of the sheets before, for each sheet may number its own."""
    own: set[str] = set()
    for row in rows:
        if isinstance(row, Draft) and row.external_id:
            own.add(row.external_id)
            row.external_id = f"{name}: {row.external_id}" if row.external_id in ids else row.external_id
        yield row
    ids |= own


def _passed_over(table: SheetTable) -> UnreadRow:
    name = table.sheet.name
    return _unread_sheet(
        table, f"This sheet holds times too, but another one was read: choose the sheet “{name}” or all sheets."
    )


def _left_out(table: SheetTable) -> UnreadRow:
    if table.has_times:
        return _unread_sheet(table, "This sheet is hidden in the workbook: choose it by its name to import it.")
    if table.columns.actions:
        return _unread_sheet(table, table.columns.actions)
    return _unread_sheet(table, "No column of this sheet holds a time: nothing of it was read.")


def _unread_sheet(table: SheetTable, reason: str) -> UnreadRow:
    raw = table.header_raw or line_of(table.rows[0] if table.rows else [])
    return UnreadRow(f"{_place(table.sheet.name)} {table.start}", reason, raw)


def _names(tables: Sequence[SheetTable]) -> str:
    return ", ".join(table.sheet.name for table in tables)


def _questions(choice: Choice, options: ImportOptions) -> Iterator[Question]:
    timed = [table for table in choice.tables if table.has_times]
    if not timed:
        yield Question(Topic.MAPPING, choice.best.columns.actions or NO_TIME_COLUMN)
        return
    if choice.others and not choice.all_sheets:
        names, verb = _names(choice.tables), "are" if choice.tables[1:] else "is"
        read = f"Only {names} {verb} read, unless you choose all sheets."
        yield Question(Topic.MAPPING, f"Several sheets hold times: {names}, {_names(choice.others)}. {read}")
    for table in timed:
        yield from _questions_of(table, options)


def _questions_of(table: SheetTable, options: ImportOptions) -> Iterator[Question]:
    if table.columns.actions and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, table.columns.actions)
    if table.columns.rivals[1:] and "occurred_at" not in options.mapping:
        yield Question(Topic.MAPPING, f"Several columns hold times: {', '.join(table.columns.rivals)}.")
    if table.order_open:
        yield Question(Topic.ORDER, "The sheet does not show whether the day or the month comes first in its dates.")
    yield from open_questions(lambda tried: _first_rows(table, tried), options)


def _first_rows(table: SheetTable, options: ImportOptions) -> list[Draft | UnreadRow]:
    reader = RowReader(table.columns, replace(options, mapping={}), day_first=table.day_first, header_raw="")
    return list(reader.read((number, "", list(cells), "") for number, cells in enumerate(table.rows, 1)))


IMPORTER = SpreadsheetImporter()
