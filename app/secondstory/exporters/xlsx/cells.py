"""Cells of write-only sheets: text that stays text, and styles that are shared."""

import re
from collections.abc import Iterable
from datetime import date

from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from secondstory.exporters.xlsx.words import colour, say

CELL_LIMIT = 32_767
"""How many UTF-16 units a cell of a workbook holds."""

Value = str | float | date | None

LINE_HEIGHT, MOST_LINES = 15.0, 26
"""The height of a line in points, and how many a row shows: a row of a workbook is at most 409 points high."""
LETTER_WIDTH = 1.05
"""How much of a column's width a letter takes, with room for words that move to the next line."""

_LINE_ENDS = re.compile("\r\n?")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_FIRST_OF_FORMULA = ("=", "+", "-", "@", "\t", "\n")


def cell_text(text: str) -> str:
    """The text as a cell can hold it: control characters as their pictures, and cut with a mark where it is too long.

    Reading a tracker back compares with this, not with the text of the review.
    """
    if not (text.isascii() and text.isprintable()):
        text = _LINE_ENDS.sub("\n", text)
        text = _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), text)
        text = _NOT_XML.sub("\ufffd", text)
    if len(text) * 2 > CELL_LIMIT and _units(text) > CELL_LIMIT:
        mark = say("book", "cut")
        text = text.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(mark))].decode("utf-16-le", "ignore") + mark
    return text


def stored_text(text: str) -> str:
    """The text as the file spells it: what looks like the format's own escape, such as ``_x0041_``, is escaped."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


def put(cell: Cell, value: Value) -> Cell:
    """Fill a cell. A text is written as text, whatever it begins with."""
    if isinstance(value, str):
        cell.value = stored_text(value)
        cell.data_type = "s"
    else:
        cell.value = value
    return cell


def starts_like_formula(text: str) -> bool:
    """Whether editing the cell without a change would make a formula of its text."""
    return text.startswith(_FIRST_OF_FORMULA)


def row_height(texts: Iterable[tuple[str, float]]) -> float | None:
    """The height in points that wrapped texts need in columns of these widths; nothing where one line is enough.

    It is worked out here because not every program fits rows to their text when it opens a file.
    """
    lines = 1
    for text, width in texts:
        if len(text) * LETTER_WIDTH > width or "\n" in text:
            parts = text.split("\n", MOST_LINES)
            lines = max(lines, sum(1 + int(len(part) * LETTER_WIDTH / width) for part in parts))
    return LINE_HEIGHT * min(lines, MOST_LINES) + 2 if lines > 1 else None


class Pen:
    """Makes the cells of one write-only sheet."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        self._sheet = sheet

    def text(
        self,
        value: Value,
        *,
        bold: bool = False,
        size: int = 11,
        quiet: bool = False,
        wrap: bool = False,
        align: str | None = None,
    ) -> Cell:
        """A cell of running text, or of a number."""
        cell = WriteOnlyCell(self._sheet)
        ink = colour("page", "quiet" if quiet else "ink")
        cell.font = Font(name="Calibri", size=size, bold=bold, color=ink)
        cell.alignment = Alignment(vertical="top", horizontal=align, wrap_text=wrap)
        return put(cell, cell_text(value) if isinstance(value, str) else value)

    def head(self, value: str, *, align: str = "left") -> Cell:
        """A cell of a heading row."""
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(name="Calibri", size=11, bold=True, color=colour("page", "cover_ink"))
        cell.fill = PatternFill("solid", fgColor=colour("page", "cover"))
        cell.alignment = Alignment(vertical="center", horizontal=align, wrap_text=True)
        return put(cell, value)

    def formula(self, text: str) -> Cell:
        """A cell with a formula of our own."""
        cell = self.text(None, align="right")
        cell.value = text
        return cell


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
