"""What stands above a table and holds for all its rows: the zone, the day, when the story starts."""

from collections.abc import Sequence

from secondstory.importers.prose.words import (
    HEADING_LENGTH,
    day_within,
    names_other_day,
    stated_zone,
    zone_in_brackets,
)
from secondstory.importers.tables.cells import Form, form_of
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.counted import start_above

DAY_ABOVE = "The day of the first time is taken from what heads the table: {day}."


def take_above(columns: Columns, above: Sequence[Sequence[str]], below: Sequence[str], name: str = "") -> None:
    """Take what rows above a table say, its headers, the row below them if that is a second one, and its ``name``."""
    texts = [cell[:HEADING_LENGTH] for cells in above for cell in cells if cell.strip()]
    zones = (stated_zone(text) or zone_in_brackets(text) for text in (*texts, name, *_second_header(columns, below)))
    columns.stated_zone = columns.stated_zone or next(filter(None, zones), "")
    columns.start = columns.start or (start_above(above, day_first=True) if columns.counting is not None else None)
    is_lone = len(columns.places.get("occurred_at", ())) == 1
    if columns.time_form is Form.CLOCK and (is_lone or columns.named_days):
        headers = [columns.names[place] for place in columns.places["occurred_at"]]
        told = (text for text in (*texts, *headers, name) if not names_other_day(text))
        columns.day = next(filter(None, (day_within(text, day_first=True) for text in told)), None)


def _second_header(columns: Columns, below: Sequence[str]) -> Sequence[str]:
    """What the first row says in the column of times, where a second line of the header may stand."""
    cells = [below[place] for place in columns.places.get("occurred_at", ()) if place < len(below)]
    return [cell for cell in cells if form_of(cell) is Form.OTHER]
