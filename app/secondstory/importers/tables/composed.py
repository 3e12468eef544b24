"""Rows that tell what happened in several columns: a field with its old and its new value, a monitor with its state."""

from collections.abc import Callable, Sequence

from secondstory.importers.documents.changes import told_change
from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import NOTHING
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.detecting import SAMPLE_ROWS
from secondstory.importers.tables.headers import plain, unique_names
from secondstory.importers.tables.telling import are_unique

Rows = tuple[list[str], ...]
Compose = Callable[[list[str]], str]
COMPOSED = "what happened"
"""The name of the column to which they are put together."""


def with_composed(columns: Columns, rows: Sequence[list[str]]) -> tuple[Columns, Rows]:
    """The columns and the first rows of a table with one more column, where only several together say what happened."""
    plains = [plain(name) for name in columns.names]
    timed = "occurred_at" in columns.places
    known = next((one for one in rules("columns")["sentences"] if set(plains).issuperset(one["columns"])), None)
    compose = None
    if timed:
        compose = _joining(plains, known["joined"]) if known else _change(plains, columns, rows)
    if compose is None:
        return columns, tuple(rows)
    before, width = columns.unpack, len(columns.names)

    def add(cells: list[str]) -> list[str]:
        padded = [*cells[:width], *[""] * (width - len(cells))]
        return [*padded, compose(padded), *cells[width:]]

    if known:
        columns.places.setdefault("kind", (plains.index(known["state"]),))
    else:
        _keep_title(columns, plains)
    columns.names = unique_names([*columns.names, COMPOSED], width + 1)
    columns.places["title"] = (width,)
    columns.unpack = add if before is None else lambda cells: add(before(cells))
    return columns, tuple(map(add, rows))


def _keep_title(columns: Columns, plains: Sequence[str]) -> None:
    """What was the title, such as that of a ticket which stands in all its rows, is told below the new one."""
    title = columns.places.get("title", ())
    if title and "body" not in columns.places and plains[title[0]] in rules("columns")["fields"]["title"]:
        columns.places["body"] = title


def _joining(plains: Sequence[str], names: Sequence[str]) -> Compose:
    """What joins the columns of these names, as far as a table has them."""
    places = [plains.index(name) for name in names if name in plains]
    return lambda cells: ": ".join(_filled([cells[place] for place in places]))


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell.strip() for cell in cells if cell.strip() not in NOTHING]


def _change(plains: Sequence[str], columns: Columns, rows: Sequence[list[str]]) -> Compose | None:
    """What tells a change by the columns of its field, its old and its new value, if the table has these.

    A column in which each row says something of its own tells more.
    """
    places = {part: _place(plains, names) for part, names in rules("columns")["changes"].items()}
    field, old, new, record = (places[part] for part in ("field", "old", "new", "record"))
    taken = (*columns.places["occurred_at"], *columns.places.get("occurred_until", ()))
    if field is None or old is None or new is None or not {field, old, new}.isdisjoint(taken):
        return None
    title = columns.places.get("title", ())
    if title and title[0] not in (field, old, new):
        said = [row[title[0]] for row in rows[:SAMPLE_ROWS]]
        if all(map(str.strip, said)) and are_unique(said):
            return None

    def told(cells: list[str]) -> str:
        name, before, after = (cells[place].strip() for place in (field, old, new))
        name, before, after = (cell if cell not in NOTHING else "" for cell in (name, before, after))
        if not (name or before or after):
            return ""
        change, values = told_change(f"{name[:1].upper()}{name[1:]}" or "Value", before, after)
        key = cells[record].strip() if record is not None else ""
        return "\n\n".join(filter(None, (f"{key}: {change}" if key else change, values)))

    return told


def _place(plains: Sequence[str], names: Sequence[str]) -> int | None:
    return next((plains.index(name) for name in names if name in plains), None)
