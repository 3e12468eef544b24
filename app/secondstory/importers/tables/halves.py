"""Whether a column of times of day leaves open which half of the day it is."""

from collections.abc import Mapping, Sequence

from secondstory.importers.tables.cells import NOTHING, Form, read_cell
from secondstory.importers.times.halves import are_open
from secondstory.importers.times.stamps import Stamp


def halves_are_open(places: Sequence[int], forms: Mapping[int, Form], rows: Sequence[Sequence[str]]) -> bool:
    """Whether the times of day in the last of these columns leave that open; the one in front of it holds the days."""
    if not places or forms.get(places[-1]) is not Form.CLOCK:
        return False
    told: list[tuple[object, str, Stamp]] = []
    day = ""
    for row in rows:
        if len(row) <= max(places) or (cell := row[places[-1]].strip()) in NOTHING:
            continue
        found = read_cell(cell)
        if found is None or found[0].clock is None or found[0].day is not None:
            continue
        day = row[places[0]].strip() or day if len(places) > 1 else ""
        told.append((day, cell, found[0]))
    return are_open(told)
