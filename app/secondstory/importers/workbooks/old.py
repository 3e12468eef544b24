"""Workbooks of the old kind (.xls), read in Python alone: on damaged ones the quicker library ends the program."""

import struct
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from typing import Any

from secondstory.importers.workbooks.cells import Cell

FAULTS = (
    struct.error, ValueError, IndexError, KeyError, TypeError, AttributeError, AssertionError, OverflowError,
    NotImplementedError, RecursionError, ZeroDivisionError,
)  # fmt: skip
"""What the library raises for damaged files, beside its own errors."""
_YEAR = 366
"""A date of the first year that such workbooks know is a duration."""


class OldWorkbook:
    """A workbook whose sheets are read one at a time."""

    def __init__(self, data: bytes) -> None:
        """Open it. May raise one of `FAULTS` or `XLRDError`."""
        import xlrd  # noqa: PLC0415 - loaded only when such a workbook is read

        self._book = xlrd.open_workbook(file_contents=data, on_demand=True, ragged_rows=True, logfile=StringIO())
        self.hidden: list[bool] = [self._book._sheet_visibility[i] != 0 for i in range(self._book.nsheets)]

    def grid(self, index: int) -> "OldGrid":
        """One of its sheets. May raise as opening does."""
        sheet = self._book.sheet_by_index(index)
        self._book.unload_sheet(index)
        return OldGrid(sheet, self._book.datemode)


class OldGrid:
    """The cells of a sheet."""

    start = (0, 0)
    merged_cell_ranges = ()

    def __init__(self, sheet: Any, datemode: int) -> None:
        """Take the sheet, and from which year its dates count."""
        self._sheet, self._datemode = sheet, datemode
        self.name = str(sheet.name)
        self.height = int(sheet.nrows)

    def iter_rows(self) -> Iterator[list[Cell]]:
        """Its rows, as long as they are filled."""
        for number in range(self.height):
            row = zip(self._sheet.row_types(number), self._sheet.row_values(number), strict=True)
            yield [self._cell(kind, value) for kind, value in row]

    def _cell(self, kind: int, value: Any) -> Cell:
        import xlrd  # noqa: PLC0415 - see above

        if kind == xlrd.XL_CELL_DATE:
            return self._moment(float(value))
        if kind == xlrd.XL_CELL_BOOLEAN:
            return bool(value)
        if kind == xlrd.XL_CELL_NUMBER:
            return float(value)
        return str(value) if kind == xlrd.XL_CELL_TEXT else ""

    def _moment(self, value: float) -> Cell:
        from xlrd.xldate import xldate_as_datetime  # noqa: PLC0415 - see above

        try:
            if 1 <= value < _YEAR:
                return timedelta(days=value)
            at: datetime = xldate_as_datetime(value, self._datemode)
        except FAULTS:
            return value
        if value < 1:
            return at.time()
        return at if value % 1 else at.date()
