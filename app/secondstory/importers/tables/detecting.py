"""Finding out which column of a table holds what: by its header, or by its content."""

from collections import Counter
from collections.abc import Sequence

from secondstory.importers.rules import rules
from secondstory.importers.tables.action_lists import is_due, why_actions
from secondstory.importers.tables.cells import Form, form_of
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.halves import halves_are_open
from secondstory.importers.tables.headers import plain, unique_names
from secondstory.importers.tables.ranges import are_ranges
from secondstory.importers.tables.telling import are_names, are_sentences, are_unique, has_words, say_yes
from secondstory.importers.tables.time_columns import (
    find_counted,
    find_moments,
    find_named_days,
    find_packed,
    find_time,
    other_times,
)

SAMPLE_ROWS = 100


def detect(header: Sequence[str], rows: Sequence[list[str]], width: int) -> Columns:
    """The columns of a table, by the names in its header and by what its first rows hold."""
    columns = Columns(unique_names(header, width))
    plains = [plain(name) for name in columns.names]
    counts = _forms(rows, len(columns.names))
    find_packed(columns, plains, rows[:SAMPLE_ROWS], counts)
    find_time(columns, plains, counts, rows[:SAMPLE_ROWS])
    find_counted(columns, plains, rows[:SAMPLE_ROWS])
    find_named_days(columns, plains, rows[:SAMPLE_ROWS])
    columns.moments = find_moments(columns, plains, counts)
    taken = {place for places in columns.places.values() for place in places}
    taken.update(moment.place for moment in columns.moments)
    if columns.spare_time is not None:
        taken.add(columns.spare_time)
    columns.other_times = other_times(columns, plains, counts, taken)
    cells = [[row[place] for row in rows[:SAMPLE_ROWS] if len(row) > place] for place in range(len(columns.names))]
    _find_fields(columns, plains, cells, taken)
    columns.halves_are_open = halves_are_open(columns.places.get("occurred_at", ()), columns.forms, rows[:SAMPLE_ROWS])
    columns.ranges = any(are_ranges(cells[place]) for place in columns.places.get("occurred_at", ()))
    if "title" not in columns.places:
        _find_text(columns, cells, taken)
    if not header:
        _find_people(columns, cells, taken)
    time = next(iter(columns.places.get("occurred_at", ())), None)
    columns.actions = why_actions(columns.names, plains, cells, time, is_day=columns.time_form is Form.DAY)
    return columns


def _forms(rows: Sequence[list[str]], width: int) -> list[Counter[Form]]:
    counts: list[Counter[Form]] = [Counter() for _ in range(width)]
    for row in rows[:SAMPLE_ROWS]:
        for count, cell in zip(counts, row, strict=False):
            count[form_of(cell)] += 1
    for count in counts:
        del count[Form.EMPTY]
    return counts


def _find_fields(columns: Columns, plains: list[str], cells: list[list[str]], taken: set[int]) -> None:
    table: dict[str, list[str]] = rules("columns")["fields"]
    ids = [
        place for place, name in enumerate(plains) if name in rules("columns")["ids"]["names"] and place not in taken
    ]
    known = [p for p in ids if are_unique(cells[p]) and not (plains[p] in table["key"] and say_yes(cells[p]))]
    taken.update(known)
    for name, aliases in table.items():
        several = name in ("tags", "hint")
        found = sorted(
            (aliases.index(text), place) for place, text in enumerate(plains) if text in aliases and place not in taken
        )
        if name == "title":
            found = _with_words_first(found, cells)
        elif name == "hint" and _is_ticket(columns, plains):
            status = rules("columns")["tickets"]["status"]
            found = [(rank, place) for rank, place in found if plains[place] not in status]
        if not found:
            continue
        places = tuple(place for _, place in (found if several else found[:1]))
        columns.places[name] = places
        if not several:
            taken.update(places)
    if known and "external_id" not in columns.places:
        columns.places["external_id"] = (known[0],)
    telling = [place for place in columns.places.get("hint", ()) if are_sentences(cells[place])]
    if telling and "body" not in columns.places:
        columns.places["body"] = (telling[0],)


def _with_words_first(found: list[tuple[int, int]], cells: list[list[str]]) -> list[tuple[int, int]]:
    """The columns that may be the title, without those that say nothing in words if another one does."""
    return [(rank, place) for rank, place in found if has_words(cells[place])] or found


def _is_ticket(columns: Columns, plains: list[str]) -> bool:
    """Whether a row stands for a ticket or an alert with a state, and not for something that happened at its time.

    What is due at some time is a ticket as well.
    """
    opening = rules("columns")["tickets"]["opening"]
    times = columns.places.get("occurred_at", ())
    has_state = bool(columns.moments) or "occurred_until" in columns.places or any(map(is_due, plains))
    return has_state or any(plains[p] in opening for p in times)


def _find_text(columns: Columns, cells: list[list[str]], taken: set[int]) -> None:
    """The column with the longest texts, where no header names one; none where no column says anything in words.

    What stands in many rows, such as the name of a system, counts once: it does not tell what happened in each of them.
    """
    filled = [place for place, column in enumerate(cells) if place not in taken and any(column)]
    worded = [place for place in filled if has_words(cells[place])]
    if worded or len(filled) == 1:
        columns.places["title"] = (max(worded or filled, key=lambda place: sum(map(len, set(cells[place])))),)
        taken.update(columns.places["title"])


def _find_people(columns: Columns, cells: list[list[str]], taken: set[int]) -> None:
    """The column with names of people, where there is no header that could say so."""
    for place, column in enumerate(cells):
        if place not in taken and are_names(column):
            columns.places.setdefault("actor", (place,))
