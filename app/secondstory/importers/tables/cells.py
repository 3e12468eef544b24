"""What a single cell holds: a time in one of its forms, nothing, or something else."""

import re
from enum import Enum, auto

from secondstory.importers.stamps import Stamp, read_stamp

_EPOCH = re.compile(r"-?\d{9,19}(?:\.\d+)?$")
_NUMBER = re.compile(r"\d{1,8}(?:\.\d+)?$")
EXCEL_DAYS = (20_000, 80_000)
"""Spreadsheet day numbers of the years 1954 to 2119; other small numbers are no days."""
AROUND_TIMES = " )].,:;*_`>|"
"""Marks that may stand behind a time without meaning anything."""
NOTHING = frozenset({"", "-", "--", "NA", "N/A", "n/a", "null", "NULL", "None", "none", "nil", "NaT", "nan", "NaN"})


class Form(Enum):
    """The forms of a cell."""

    EMPTY = auto()
    FULL = auto()
    DAY = auto()
    CLOCK = auto()
    EPOCH = auto()
    EXCEL = auto()
    NUMBER = auto()
    OTHER = auto()


def form_of(cell: str) -> Form:
    """The form of one cell."""
    text = cell.strip()
    if text in NOTHING:
        return Form.EMPTY
    if _EPOCH.match(text):
        return Form.EPOCH
    if _NUMBER.match(text) and not (len(text) == 8 and text[:2] in ("19", "20")):
        low, high = EXCEL_DAYS
        return Form.EXCEL if low <= float(text) <= high else Form.NUMBER
    found = read_cell(text) if len(text) <= 80 else None
    if found is None or found[1].strip(AROUND_TIMES):
        return Form.OTHER
    if found[0].day is None:
        return Form.CLOCK
    return Form.DAY if found[0].clock is None else Form.FULL


def read_cell(text: str, *, day_first: bool = True) -> tuple[Stamp, str] | None:
    """The time of a cell and the rest of it, as `read_stamp` gives them.

    Here a time of day may also stand behind its day in words of its own (``2026-05-04 ca. 00:30``), for a cell of times
    holds nothing else.
    """
    found = read_stamp(text, day_first=day_first)
    if found is None or found[0].clock is not None or found[0].problem or not found[1].strip(AROUND_TIMES):
        return found
    clock = read_stamp(found[1], day_first=day_first)
    if clock is None or clock[0].day is not None:
        return found
    clock[0].day = found[0].day
    clock[0].approximate |= found[0].approximate
    return clock
