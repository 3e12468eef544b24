"""The table that a sheet holds: where it begins, which column holds what, and which of several sheets is meant."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondstory.importers.base import ImportOptions
from secondstory.importers.tables.above import take_above
from secondstory.importers.tables.cells import Form
from secondstory.importers.tables.columns import Columns, merge
from secondstory.importers.tables.composed import with_composed
from secondstory.importers.tables.detecting import detect
from secondstory.importers.tables.dialect import MOST_ABOVE, first_table, is_header, rows_above
from secondstory.importers.tables.divided_days import with_days
from secondstory.importers.tables.mapping import (
    ALL_SHEETS,
    ALL_SHEETS_AS_A_WORD,
    SHEET,
    has_columns,
    without_sheet,
)
from secondstory.importers.tables.packed_cells import unpacked
from secondstory.importers.tables.time_columns import TELLING
from secondstory.importers.tables.times import day_comes_first
from secondstory.importers.workbooks.cells import line_of
from secondstory.importers.workbooks.sheets import Sheet
from secondstory.model.errors import UserError

WITH_DAYS = (Form.FULL, Form.EPOCH, Form.EXCEL, Form.DAY)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet as a table. ``start`` is the number of its first row; ``order_open`` that dates leave open day or month.

    ``header_raw`` is its header as a line, empty where it has none.
    """

    sheet: Sheet
    columns: Columns
    start: int
    header_raw: str
    rows: tuple[list[str], ...]
    day_first: bool
    order_open: bool

    @property
    def has_times(self) -> bool:
        """Whether a column holds times."""
        return "occurred_at" in self.columns.places or "occurred_at" in self.columns.constants

    @property
    def has_days(self) -> bool:
        """Whether a column holds times that tell their days, or what stands above it does."""
        return self.has_times and (self.columns.time_form in WITH_DAYS or self.columns.day is not None)

    @property
    def rank(self) -> tuple[bool, bool, int, int]:
        """How well it is understood; among sheets the highest is read."""
        known = sum(name in self.columns.places for name in ("title", "kind", "role", "actor"))
        return (self.has_times, self.sheet.visible, TELLING.get(self.columns.time_form, 0), known)


@dataclass(frozen=True, slots=True)
class Choice:
    """The tables that are read, one unless all sheets are or several have the same columns, and those of other sheets.

    ``others`` hold times too where only these are read; where all are, they are those that hold none, or are hidden.
    """

    tables: tuple[SheetTable, ...]
    others: tuple[SheetTable, ...] = ()
    all_sheets: bool = False

    @property
    def best(self) -> SheetTable:
        """The table that is understood best."""
        return max(self.tables, key=lambda table: table.rank)


def choose(found: Sequence[Sheet], options: ImportOptions) -> Choice:
    """What is read of a workbook.

    Raises `UserError` where a sheet that was asked for is not there, or none holds anything.
    """
    mapping = without_sheet(options.mapping)
    wanted = options.mapping.get(SHEET, "")
    named = _named(found, wanted) if wanted else None
    if named is not None:
        return Choice((table_of(named, mapping, options),))
    filled = [sheet for sheet in found if sheet.filled]
    if not filled:
        raise UserError("The workbook is empty.", "Choose a file with events.")
    if wanted:
        return _all_of(filled, mapping, options)
    tables = [table_of(sheet, {}, options) for sheet in filled]
    best = max(tables, key=lambda table: table.rank)
    read = [table for table in tables if table is best or _goes_on(best, table)]
    others = tuple(table for table in tables if table.has_times and all(table is not one for one in read))
    return Choice(tuple(table_of(table.sheet, mapping, options) for table in read), others)


def _goes_on(best: SheetTable, other: SheetTable) -> bool:
    """Whether a sheet goes on with the timeline of another one, as where each day has its own.

    It has the same header, and both tell their days: times of day alone would all fall on the first one.
    """
    are_alike = bool(best.header_raw) and best.columns.names == other.columns.names
    are_seen = other.sheet.visible == best.sheet.visible
    return are_alike and are_seen and best.has_days and other.has_days


def _all_of(filled: Sequence[Sheet], mapping: Mapping[str, str], options: ImportOptions) -> Choice:
    """All sheets that hold times, each understood by itself; hidden ones only where there are no others.

    What was said of columns is done in the sheets that have them. Raises `UserError` where none has.
    """
    fitting = [_fitting(sheet, mapping, options) for sheet in filled]
    for name, source in mapping.items():
        if not any(name in known for known in fitting):
            raise UserError(f"No sheet has the column “{source}”.", "Leave it out, or choose one sheet.")
    tables = [table_of(sheet, known, options) for sheet, known in zip(filled, fitting, strict=True)]
    timed = [table for table in tables if table.has_times]
    read = [table for table in timed if table.sheet.visible] or timed or [max(tables, key=lambda table: table.rank)]
    return Choice(
        tuple(read), tuple(table for table in tables if all(table is not one for one in read)), all_sheets=True
    )


def _fitting(sheet: Sheet, mapping: Mapping[str, str], options: ImportOptions) -> dict[str, str]:
    """What was said of columns as far as a sheet has them."""
    names = table_of(sheet, {}, options).columns.names if mapping else ()
    return {name: source for name, source in mapping.items() if has_columns(source, names)}


def _named(found: Sequence[Sheet], wanted: str) -> Sheet | None:
    """The sheet of that name or number, None where all of them are meant."""
    for sheet in found:
        if sheet.name == wanted:
            return sheet
    for number, sheet in enumerate(found, 1):
        if sheet.name.casefold() == wanted.casefold() or wanted == f"#{number}":
            return sheet
    if wanted == ALL_SHEETS or wanted.casefold() == ALL_SHEETS_AS_A_WORD:
        return None
    names = ", ".join(sheet.name for sheet in found)
    raise UserError(f"There is no sheet “{wanted}”.", f"The sheets are {names}; “{ALL_SHEETS}” reads all of them.")


def table_of(sheet: Sheet, mapping: Mapping[str, str], options: ImportOptions) -> SheetTable:
    """How a sheet is understood, with what a person said of its columns. Raises `UserError` for columns not there."""
    numbers = [number for number, _ in sheet.first]
    rows = [cells for _, cells in sheet.first]
    rows = rows[: first_table(rows)]
    widths = Counter(len(cells) for cells in rows)
    usual = max(widths.items(), key=lambda item: (item[1], item[0]))[0] if widths else 0
    begin = next((index for index, cells in enumerate(rows) if len(cells) >= usual), 0)
    begin += rows_above(rows[begin : begin + MOST_ABOVE]) if rows else 0
    is_lone = len(rows) == begin + 1 and usual < 2
    header = rows[begin] if rows and not is_lone and is_header(rows[begin]) else []
    body = rows[begin + bool(header) :]
    width = max((len(cells) for cells in (header, *body)), default=0)
    body = [cells + [""] * (width - len(cells)) for cells in body]
    columns, filled = with_composed(*with_days(*unpacked(_detected(header, body, width, sheet.dated), body)))
    columns, body = merge(columns, mapping), list(filled)
    take_above(columns, rows[:begin], body[0] if body else (), sheet.name)
    places = columns.places.get("occurred_at", ())
    times = [row[places[0]] for row in body if places]
    day_first, order_open = day_comes_first(times, options)
    start = numbers[begin] if numbers else 1
    return SheetTable(sheet, columns, start, line_of(header), tuple(body), day_first, order_open)


def _detected(header: list[str], body: list[list[str]], width: int, dated: Counter[int]) -> Columns:
    """The columns; where none seems to hold times, one in which the workbook itself has dates does."""
    columns = detect(header, body, width)
    if "occurred_at" in columns.places or not dated:
        return columns
    place = dated.most_common(1)[0][0]
    only_dates = [[*row[:place], _date_or_nothing(row[place]), *row[place + 1 :]] for row in body if len(row) > place]
    return detect(header, only_dates, width)


def _date_or_nothing(cell: str) -> str:
    return cell if cell[4:5] == "-" and cell[7:8] == "-" else ""
