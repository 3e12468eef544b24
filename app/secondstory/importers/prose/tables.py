"""Tables of Markdown: each row that holds a time is an event."""

from collections.abc import Sequence
from itertools import takewhile

from secondstory.importers.prose.items import DayMark, Item, Part
from secondstory.importers.prose.marks import has_wiki_header, is_table_rule, table_cells, unmarked
from secondstory.importers.prose.naming import named_in_heading
from secondstory.importers.tables.cells import (
    AROUND_TIMES,
    NOTHING,
    Form,
    lone_day,
    read_cell,
    read_in_table,
    says_unknown,
)
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.composed import with_composed
from secondstory.importers.tables.detecting import detect
from secondstory.importers.tables.divided_days import with_days
from secondstory.importers.tables.secret_columns import secret_columns, without_cells
from secondstory.importers.times.named_days import named_day
from secondstory.importers.times.spans import read_span
from secondstory.importers.times.stamps import Stamp

ELLIPSES = frozenset({"...", "…", "[...]", "[…]"})
"""Rows of these stand for what was left out."""
EMPTY_CELLS = frozenset({"–", "—", "?"}) | ELLIPSES


def table_at(lines: Sequence[str], index: int) -> list[str]:
    """The lines of a table that begins with its header, and a rule below it; nothing where none begins here.

    A header that is marked by double bars has no rule below it: an empty line stands for that.
    """
    first = lines[index : index + 2]
    if has_wiki_header(first):
        found = [first[0].replace("||", "|"), ""]
    elif len(first) > 1 and "|" in first[0] and is_table_rule(first[1]):
        found = list(first)
    else:
        return []
    start = index + len([line for line in found if line])
    return [*found, *takewhile(lambda line: line.strip() and ("|" in line or is_table_rule(line)), lines[start:])]


def table_parts(lines: Sequence[str], start: int, *, day_first: bool, timeline: bool) -> tuple[list[Part], str]:
    """The events of a table and the zone that its header states; nothing where no column holds times.

    A row that holds a day and nothing else tells the day of the times of day below it. Days alone make events only in a
    ``timeline``: elsewhere they are due dates and versions. ``lines`` begin with the header and the rule below it;
    ``start`` is how many lines stand before them.
    """
    start -= not lines[1]
    header = [unmarked(cell) for cell in table_cells(lines[0])]
    rows = [[] if is_table_rule(line) else table_cells(line) for line in lines[2:]]
    if places := secret_columns(header):
        lines = [*lines[:2], *(without_cells(line, row, places) for line, row in zip(lines[2:], rows, strict=True))]
    plain_rows = [[*map(unmarked, row), *[""] * (len(header) - len(row))] for row in rows]
    columns, _ = with_composed(*with_days(detect(header, plain_rows, len(header)), plain_rows))
    if columns.unpack is not None:
        rows = [columns.unpack(row) if row else row for row in rows]
    are_days = columns.time_form is Form.DAY and not columns.has_clocks
    if not columns.places.get("occurred_at") or (are_days and not timeline):
        return [], ""
    rows = [["" if place in places else cell for place, cell in enumerate(row)] for row in rows]
    items = [
        _item(columns, row, start + number, line, day_first)
        for number, (row, line) in enumerate(zip(rows, lines[2:], strict=True), 3)
    ]
    has_clocks = any(item and item.stamp and item.stamp.clock for item in items)
    days = [_day(row, day_first) if has_clocks else None for row in rows]
    return [part for pair in zip(days, items, strict=True) if (part := pair[0] or pair[1])], columns.stated_zone


def _day(row: list[str], day_first: bool) -> DayMark | None:
    """The day that is all that a row holds."""
    cells = [unmarked(cell) for cell in row]
    told = {cell for cell in cells if cell not in NOTHING}
    if len(told) == 1 and (named := named_in_heading(told.pop())) is not None:
        return DayMark(named, heads=True)
    found = lone_day(cells, day_first=day_first)
    return DayMark(found.day, heads=True) if found is not None and found.day is not None and not found.problem else None


def _item(columns: Columns, row: list[str], number: int, line: str, day_first: bool) -> Item | None:
    cells = row + [""] * (len(columns.names) - len(row))
    written = _joined(columns, cells, "occurred_at")
    text = _joined(columns, cells, "title") or _rest(columns, cells)
    if (not text or text in ELLIPSES) and (not written or written in ELLIPSES):
        return None
    is_empty = written in NOTHING or written in ELLIPSES
    item = Item(number, [line], "" if is_empty else written, None, text)
    if (stamp := _stamp(columns, written, day_first)) is not None:
        item.stamp = stamp
        item.stamp.zone = item.stamp.zone or _joined(columns, cells, "zone")
        _end(stamp, _joined(columns, cells, "occurred_until"), day_first)
    elif not is_empty and not says_unknown(written):
        item.stamp = Stamp(problem=f"“{written[:60]}” is not a time.")
    if (body := _joined(columns, cells, "body")) and body not in text:
        item.body.extend(("", body))
    item.further = _further(columns, cells)
    item.role, item.actor, item.kind = (_joined(columns, cells, name) for name in ("role", "actor", "kind"))
    item.tags = tuple(
        tag for tag in (unmarked(cells[place]) for place in columns.places.get("tags", ())) if tag not in NOTHING
    )
    return item


def _stamp(columns: Columns, written: str, day_first: bool) -> Stamp | None:
    if columns.counting is not None:
        return read_span(written, columns.counting.unit)
    found = read_in_table(written, day_first=day_first, bare=columns.bare_days)
    return found[0] if found is not None and not found[1].strip(AROUND_TIMES) else None


def _end(stamp: Stamp, written: str, day_first: bool) -> None:
    """Give a time its end, where another column tells one."""
    found = read_cell(written, day_first=day_first) if stamp.until is None and stamp.clock is not None else None
    if found is not None and found[0].clock is not None and not found[0].problem and not found[1].strip(AROUND_TIMES):
        stamp.until_day, stamp.until = found[0].day, found[0].clock


def _others(columns: Columns, cells: list[str]) -> list[str]:
    """The cells that do not say when."""
    used = columns.places.get("occurred_at", ())
    return [cell for place, cell in enumerate(cells) if place not in used]


def _joined(columns: Columns, cells: list[str], name: str) -> str:
    return " ".join(
        cell
        for place in columns.places.get(name, ())
        if (cell := unmarked(cells[place]) if name != "title" else cells[place])
    )


def _further(columns: Columns, cells: list[str]) -> list[str]:
    """What stands in columns that have no place of their own, each with its name.

    Numbers of rows and the weekdays of their dates say nothing more.
    """
    if "title" not in columns.places:
        return []  # all cells are its words
    used = {place for places in columns.places.values() for place in places}
    return [
        f"{name}: {cell}"
        for place, (name, cell) in enumerate(zip(columns.names, cells, strict=False))
        if place not in used and name and _says_more(cell)
    ]


def _says_more(cell: str) -> bool:
    return cell not in NOTHING and cell not in EMPTY_CELLS and not cell.isdecimal() and named_day(cell) is None


def _rest(columns: Columns, cells: list[str]) -> str:
    return "; ".join(filter(None, _others(columns, cells)))
