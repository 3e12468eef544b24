r"""JSON that stands as a text in one value: ``"payload": "{\"msg\": \"Queue is full\"}"``, as exports of logs have it.

What stands inside is called by the value and its own path, with two dots between them: ``payload..msg``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from secondstory.importers.documents.reading import FAULTS
from secondstory.importers.tables.cells import NOTHING, Form, form_of
from secondstory.importers.tables.columns import Columns
from secondstory.importers.trees.flattening import cells_of

INSIDE = ".."
MOST_PACKED = 256 * 1024
"""What is longer stays the text that it is."""
LEAST = 0.5
"""Where at least so many values hold JSON, it is looked into."""
TIMES = frozenset({Form.FULL, Form.DAY, Form.EPOCH, Form.EXCEL, Form.CLOCK})


def is_packed(cell: str) -> bool:
    """Whether a text looks like an object of JSON."""
    text = cell.strip()
    return text[:1] == "{" and text[-1:] == "}" and '"' in text and len(text) <= MOST_PACKED


def packed_columns(rows: Sequence[Sequence[str]], width: int) -> tuple[int, ...]:
    """The columns in which most of what is filled is packed JSON."""
    found = []
    for place in range(width):
        cells = [cell for row in rows if len(row) > place and (cell := row[place]).strip() not in NOTHING]
        if cells and sum(map(is_packed, cells)) >= LEAST * len(cells) and any(map(inside, cells)):
            found.append(place)
    return tuple(found)


def inside(cell: str) -> dict[str, str]:
    """The values of packed JSON by their paths; none where a text is something else."""
    if not is_packed(cell):
        return {}
    try:
        return cells_of(cell.strip().encode("utf-8", "replace"))
    except FAULTS:
        return {}


def with_inner(cells: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """The cells of a record, and what is packed in those of these names."""
    found = dict(cells)
    for name in names:
        found.update((f"{name}{INSIDE}{path}", cell) for path, cell in inside(cells.get(name, "")).items())
    return found


def own_name(path: str) -> str:
    """What a value is called where it stands, be it inside of packed JSON."""
    return path.rpartition(INSIDE)[2] or path


def without_inner_times(records: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """The records without what is packed and looks like a time: where there is one outside, that is the time."""
    inner = {name for cells in records for name in cells if INSIDE in name}
    times = {name for name in inner if any(form_of(cells.get(name, "")) in TIMES for cells in records)}
    return [{name: cell for name, cell in cells.items() if name not in times} for cells in records]


def keep_times(columns: Columns, outer: Columns, paths: Sequence[str], outer_paths: Sequence[str]) -> None:
    """Read the times of records as they were understood without what is packed: a better title moves no event."""
    at = {place: paths.index(path) for place, path in enumerate(outer_paths)}
    columns.forms |= {at[place]: form for place, form in outer.forms.items()}
    for name in ("occurred_at", "occurred_until", "zone"):
        columns.places.pop(name, None)
        if name in outer.places:
            columns.places[name] = tuple(at[place] for place in outer.places[name])
    columns.moments = tuple(replace(moment, place=at[moment.place]) for moment in outer.moments)
    columns.countings = {at[place]: counting for place, counting in outer.countings.items()}
    columns.packed = {at[place] for place in outer.packed}
    columns.spare_time = None if outer.spare_time is None else at[outer.spare_time]
    columns.stated_zone, columns.start, columns.day = outer.stated_zone, outer.start, outer.day
    columns.rivals, columns.other_times = outer.rivals, outer.other_times
    columns.named_days, columns.bare_days, columns.ranges = outer.named_days, outer.bare_days, outer.ranges
