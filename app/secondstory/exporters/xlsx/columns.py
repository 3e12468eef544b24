"""Rows of many cells, written quickly.

openpyxl makes a new cell and looks its style up for every value that has one, which takes as long as writing it. Here a
row is written as soon as it is given, so one cell with one style serves a whole column and only its value changes.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Side
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from secondstory.exporters.xlsx.cells import Value, starts_like_formula, stored_text
from secondstory.exporters.xlsx.words import colour


class ColumnCell(Cell):  # type: ignore[misc]  # openpyxl has no types
    """The cell that a column fills anew for every row; its style is looked up once."""

    has_style = True

    def __init__(self, sheet: WriteOnlyWorksheet, column: int, *, align: str, form: str, quoted: bool = False) -> None:
        super().__init__(sheet, row=1, column=column)
        self.alignment = Alignment(vertical="top", horizontal=align, wrap_text=True)
        self.number_format = form
        self.border = Border(bottom=Side(style="thin", color=colour("page", "line")))
        self.quotePrefix = quoted
        self._style_id: int = sheet.parent._cell_styles.add(self._style)

    @property
    def style_id(self) -> int:
        """The place of the style in the workbook."""
        return self._style_id


class ColumnWriter:
    """Writes the values of one column, as text, as numbers or as dates."""

    def __init__(self, sheet: WriteOnlyWorksheet, column: int, *, align: str, form: str) -> None:
        self._plain = ColumnCell(sheet, column, align=align, form=form)
        self._quoted = ColumnCell(sheet, column, align=align, form="General", quoted=True)

    def cell(self, value: Value) -> Cell:
        """The cell with a value that `cell_text` has been over; where there is nothing to say, only its line."""
        if value is None or value == "":
            cell = self._plain
            cell._value, cell.data_type = None, "n"
        elif isinstance(value, str):
            cell = self._quoted if starts_like_formula(value) else self._plain
            cell._value, cell.data_type = stored_text(value), "s"
        else:
            cell = self._plain
            cell._value, cell.data_type = value, "d" if isinstance(value, date) else "n"
        return cell


def take_cells(sheet: WriteOnlyWorksheet) -> None:
    """Let a sheet take rows of ready cells as they are, without trying whether each is a value first."""
    sheet._values_to_row = _placed


def _placed(cells: Sequence[Cell], row: int) -> Iterator[Cell]:
    for column, cell in enumerate(cells, 1):
        cell.row, cell.column = row, column
        yield cell
