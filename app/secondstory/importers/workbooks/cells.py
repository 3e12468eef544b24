"""Cells of a workbook as text, and rows of text as lines that can be read again."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

Cell = int | float | str | bool | time | date | datetime | timedelta
_PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {127: 0x2421}
_MIDNIGHT = "00:00:00"
_LARGEST_PLAIN = 1e15
"""Below this every whole number is exact in a workbook, which keeps all its numbers as fractions."""
_QUOTED = re.compile(r'[\t\n]|\A"')


def text_of(cell: Cell, *, has_clock: bool = False) -> str:
    """What a cell says: dates and times in ISO 8601, durations in hours, whole numbers without a fraction.

    ``has_clock`` says that the column holds times of day beside the days, so a bare day in it is midnight.
    """
    if isinstance(cell, str):
        plain = cell if cell.isprintable() else cell.replace("\r\n", "\n").replace("\r", "\n")
        return plain.translate(_PICTURES)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return str(int(cell)) if abs(cell) < _LARGEST_PLAIN and cell == int(cell) else str(cell)
    return _duration(cell) if isinstance(cell, timedelta) else _moment(cell, has_clock=has_clock)


def _moment(cell: date | time, *, has_clock: bool) -> str:
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "milliseconds" if cell.microsecond else "seconds")
    if isinstance(cell, time):
        return cell.isoformat("milliseconds" if cell.microsecond else "seconds")
    return f"{cell.isoformat()} {_MIDNIGHT}" if has_clock else cell.isoformat()


def _duration(span: timedelta) -> str:
    """Hours, minutes and seconds, as spreadsheet programs show a duration."""
    whole = abs(span)
    minutes, seconds = divmod(whole.days * 86_400 + whole.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{'-' if span < timedelta() else ''}{hours}:{minutes:02}:{seconds:02}"


def line_of(cells: Sequence[str]) -> str:
    """The cells of a row with tabs between them; one that holds a tab or a line break stands in quotation marks."""
    line = "\t".join(cells)
    if line.count("\t") < len(cells) and "\n" not in line and '"' not in line:
        return line.rstrip("\t")
    return "\t".join('"' + cell.replace('"', '""') + '"' if _QUOTED.search(cell) else cell for cell in cells).rstrip(
        "\t"
    )
