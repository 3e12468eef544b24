"""Dates that are divided among columns: the year, the month and the day, and maybe the hour, the minute, the second."""

import re
from collections.abc import Callable, Sequence

from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import NOTHING, Form
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.detecting import SAMPLE_ROWS, detect
from secondstory.importers.tables.headers import plain, zone_in
from secondstory.importers.tables.time_columns import HALVES
from secondstory.importers.times.grammar import grammar

Rows = tuple[list[str], ...]
DATE, CLOCK = ("year", "month", "day"), ("hour", "minute", "second")
HALF = "half"
"""The column of AM and PM, behind those of the time of day."""
JOINED = "date"
"""The name of the column to which they are joined."""
LEAST_FIT = 0.8
_WITHOUT_DAYS = frozenset({Form.EMPTY, Form.CLOCK, Form.FRACTION, Form.NUMBER, Form.COUNTED})
_YEAR, _NUMBER = re.compile(r"(?:(?:19|20)\d\d|\d\d)(?:\.0+)?\Z"), re.compile(r"\d{1,2}(?:\.0+)?\Z")
_SECOND = re.compile(r"\d{1,2}(?:\.\d+)?\Z")


def with_days(columns: Columns, rows: Sequence[list[str]]) -> tuple[Columns, Rows]:
    """The columns and the first rows of a table with one more column, where three of them hold its dates."""
    names = columns.names
    places = _places(names)
    whole = columns.unpack is not None or columns.time_form not in _WITHOUT_DAYS or JOINED in map(plain, names)
    if whole or not all(name in places for name in DATE) or not _are_dates(places, rows):
        return columns, tuple(rows)
    if columns.time_form is Form.CLOCK or not _are_numbers("hour", places, rows):
        places = {name: place for name, place in places.items() if name in DATE}
    elif (half := _half(max(places[name] for name in CLOCK if name in places) + 1, rows)) is not None:
        places[HALF] = half
    joined, width = _joining(places), len(names)

    def add(cells: list[str]) -> list[str]:
        padded = [*cells[:width], *[""] * (width - len(cells))]
        return [*padded, joined(padded), *cells[width:]]

    zone = next(filter(None, (zone_in(names[place]) for place in places.values())), "")
    added = [add(row) for row in rows]
    apart = set(places.values())
    bare = [["" if place in apart else cell for place, cell in enumerate(row)] for row in added]
    header = ["" if place in apart else name for place, name in enumerate(names)]
    found = detect([*header, f"{JOINED} ({zone})" if zone else JOINED], bare, width + 1)
    found.names = (*names, found.names[-1])
    found.unpack = add
    return found, tuple(added)


def _places(names: Sequence[str]) -> dict[str, int]:
    """Which column holds which part of a date, by their headers."""
    table: dict[str, list[str]] = rules("columns")["parts"]
    plains = [plain(name) for name in names]
    found = {part: [place for place, name in enumerate(plains) if name in table[part]] for part in (*DATE, *CLOCK)}
    return {part: places[0] for part, places in found.items() if len(places) == 1}


def _are_dates(places: dict[str, int], rows: Sequence[list[str]]) -> bool:
    """Whether nearly all rows that hold a part of a date hold all of them."""
    told = [[row[places[part]].strip() for part in DATE] for row in rows[:SAMPLE_ROWS]]
    told = [cells for cells in told if any(cell not in NOTHING for cell in cells)]
    return bool(told) and sum(bool(_date(*cells)) for cells in told) >= LEAST_FIT * len(told)


def _are_numbers(part: str, places: dict[str, int], rows: Sequence[list[str]]) -> bool:
    cells = [row[places[part]].strip() for row in rows[:SAMPLE_ROWS]] if part in places else []
    filled = [cell for cell in cells if cell not in NOTHING]
    return bool(filled) and all(map(_NUMBER.match, filled))


def _half(place: int, rows: Sequence[list[str]]) -> int | None:
    """The place of a column, where it holds AM and PM."""
    cells = {row[place].strip().lower().replace(".", "") for row in rows if len(row) > place} - {""}
    return place if cells and cells <= HALVES else None


def _joining(places: dict[str, int]) -> Callable[[list[str]], str]:
    """What joins the parts of a row; what is no date is left as it is written, so that its row tells it."""

    def joined(cells: list[str]) -> str:
        year, month, day = (cells[places[part]].strip() for part in DATE)
        if year in NOTHING and month in NOTHING and day in NOTHING:
            return ""
        date = _date(year, month, day) or f"{year}-{month}-{day}"
        clock = [cells[places[part]].strip() for part in CLOCK if part in places]
        if not clock or clock[0] in NOTHING:
            return date
        half = cells[places[HALF]].strip() if HALF in places else ""
        return f"{date} {_clock(clock)} {half}".strip()

    return joined


def _date(year: str, month: str, day: str) -> str:
    """The parts as 2026-05-04; nothing where they are none."""
    number = grammar().months.get(month.lower().rstrip(".")) or (_NUMBER.match(month) and int(float(month)))
    if not number or not _YEAR.match(year) or not _NUMBER.match(day):
        return ""
    whole = int(float(year))
    return f"{whole + 2000 if whole < 100 else whole}-{number:02}-{int(float(day)):02}"


def _clock(parts: Sequence[str]) -> str:
    """The hour, the minute and the second, as far as they are told, with two digits each."""
    told = [*parts, *["00"] * (2 - len(parts))]
    cells = ["00" if cell in NOTHING else cell for cell in told]
    whole = [f"{int(float(cell)):02}" if _NUMBER.match(cell) else cell for cell in cells[:2]]
    return ":".join(
        (*whole, *(f"0{cell}" if cell[1:2] in ("", ".") and _SECOND.match(cell) else cell for cell in cells[2:]))
    )
