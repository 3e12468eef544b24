"""Tables of Markdown: each row that holds a time is an event."""

from collections.abc import Sequence

from secondstory.importers.prose.items import DayMark, Item, Part
from secondstory.importers.prose.marks import table_cells, unmarked
from secondstory.importers.stamps import Stamp, read_stamp
from secondstory.importers.tables.cells import AROUND_TIMES, NOTHING, Form
from secondstory.importers.tables.columns import Columns, detect

ELLIPSES = frozenset({"...", "…", "[...]", "[…]"})
"""Rows of these stand for what was left out."""


def table_parts(lines: Sequence[str], start: int, *, day_first: bool, timeline: bool) -> tuple[list[Part], str]:
    """The events of a table and the zone that its header states; nothing where no column holds times.

    A row that holds a day and nothing else tells the day of the times of day below it. Days alone make events only in a
    ``timeline``: elsewhere they are due dates and versions. ``lines`` begin with the header and the rule below it;
    ``start`` is how many lines stand before them.
    """
    header = [unmarked(cell) for cell in table_cells(lines[0])]
    rows = [table_cells(line) for line in lines[2:]]
    columns = detect(header, [[unmarked(cell) for cell in row] for row in rows], len(header))
    if not columns.places.get("occurred_at") or (columns.time_form is Form.DAY and not timeline):
        return [], ""
    items = [
        _item(columns, row, start + number, line, day_first)
        for number, (row, line) in enumerate(zip(rows, lines[2:], strict=True), 3)
    ]
    has_clocks = any(item and item.stamp and item.stamp.clock for item in items)
    days = [_day(row, day_first) if has_clocks else None for row in rows]
    return [part for pair in zip(days, items, strict=True) if (part := pair[0] or pair[1])], columns.stated_zone


def _day(row: list[str], day_first: bool) -> DayMark | None:
    """The day that is all that a row holds."""
    filled = [cell for cell in map(unmarked, row) if cell not in NOTHING]
    found = read_stamp(filled[0], day_first=day_first) if len(filled) == 1 else None
    if found is None or found[0].day is None or found[0].clock is not None or found[0].problem:
        return None
    return None if found[1].strip(AROUND_TIMES) else DayMark(found[0].day, heads=True)


def _item(columns: Columns, row: list[str], number: int, line: str, day_first: bool) -> Item | None:
    cells = row + [""] * (len(columns.names) - len(row))
    written = _joined(columns, cells, "occurred_at")
    text = _joined(columns, cells, "title") or _rest(columns, cells)
    if (not text or text in ELLIPSES) and (not written or written in ELLIPSES):
        return None
    found = read_stamp(written, day_first=day_first)
    item = Item(number, [line], written, None, text)
    if found is not None and not found[1].strip(AROUND_TIMES):
        item.stamp = found[0]
        item.stamp.zone = item.stamp.zone or _joined(columns, cells, "zone")
    elif written not in NOTHING and written not in ELLIPSES:
        item.stamp = Stamp(problem=f"“{written[:60]}” is not a time.")
    if body := _joined(columns, cells, "body"):
        item.body.append(body)
    item.role, item.actor, item.kind = (_joined(columns, cells, name) for name in ("role", "actor", "kind"))
    item.tags = tuple(
        tag for tag in (unmarked(cells[place]) for place in columns.places.get("tags", ())) if tag not in NOTHING
    )
    return item


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


def _rest(columns: Columns, cells: list[str]) -> str:
    return "; ".join(filter(None, _others(columns, cells)))
