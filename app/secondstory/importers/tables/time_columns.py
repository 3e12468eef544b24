"""Which columns of a table hold times: by their headers, and by the forms of their cells."""

from collections import Counter
from collections.abc import Sequence

from secondstory.importers.rules import rules
from secondstory.importers.tables.action_lists import is_due
from secondstory.importers.tables.cells import Form, are_packed
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.counted import countings
from secondstory.importers.tables.headers import without_updates, zone_in
from secondstory.importers.tables.ticket_times import Moment, told_by, told_once
from secondstory.importers.times.named_days import day_column
from secondstory.model.enums import EventKind

TIMES = frozenset({Form.FULL, Form.EPOCH, Form.EXCEL, Form.DAY, Form.CLOCK, Form.FRACTION, Form.NUMBER})
TELLING = {
    Form.FULL: 4, Form.EPOCH: 3, Form.EXCEL: 3, Form.DAY: 2, Form.CLOCK: 2, Form.COUNTED: 2, Form.FRACTION: 1,
    Form.NUMBER: 1,
}  # fmt: skip
CLOCKS = (Form.CLOCK, Form.FRACTION)
HALVES = frozenset({"am", "pm"})
UNNAMED = 2
"""The rank of a column of times whose header does not say that it is one."""
Found = tuple[tuple[int, int, int, bool], int, Form]
"""How far a column of times stands behind others, its place, and its form."""


def find_packed(columns: Columns, plains: list[str], rows: Sequence[list[str]], counts: list[Counter[Form]]) -> None:
    """Find columns whose header says that they are times of day, and whose cells have four digits."""
    for place, name in enumerate(plains):
        cells = [row[place] for row in rows if len(row) > place]
        if name in rules("columns")["time"]["clock"] and are_packed(cells):
            columns.packed.add(place)
            counts[place] = Counter({Form.CLOCK: sum(counts[place].values())})


def _main_form(count: Counter[Form], *, named: bool) -> Form | None:
    """The form of a column if it can be one of times; a column that is not named as one must be so throughout."""
    times = Counter({form: number for form, number in count.items() if form in TIMES})
    total = sum(count.values())
    if not times or not total:
        return None
    form, _ = max(times.items(), key=lambda item: (item[1], TELLING[item[0]]))
    share = sum(times.values()) / total
    if named:
        return form if share >= 0.3 else None
    return form if share >= 0.8 and form in (Form.FULL, Form.EPOCH, Form.DAY, Form.CLOCK) else None


def find_time(columns: Columns, plains: list[str], counts: list[Counter[Form]], rows: Sequence[list[str]]) -> None:
    """Take the column that tells best when something happened, and what belongs to it: a day, a zone, an end."""
    table: dict[str, list[str]] = rules("columns")["time"]
    ranks = {name: rank for rank, name in enumerate(table["event"] + table["recorded"])}
    certain = len(table["event"])
    found: list[Found] = []
    for place, (name, count) in enumerate(zip(plains, counts, strict=True)):
        rank = ranks.get(name)
        if (name in table["until"] and "start" not in name) or is_due(name):
            continue
        form = _main_form(count, named=rank is not None)
        if form is not None:
            tier = UNNAMED if rank is None else int(rank >= certain)
            names_none = not zone_in(columns.names[place])
            tier += (form in (Form.NUMBER, Form.FRACTION)) * 3
            found.append(((tier, -TELLING[form], rank or 0, names_none), place, form))
        elif rank is not None and not any(count.values()):
            found.append(((9, 0, rank, True), place, Form.FULL))
    found.sort()
    columns.forms = {place: form for _, place, form in found}
    _choose_time(columns, plains, table, found)
    _find_zone_and_end(columns, plains, counts, table)
    _find_halves(columns, rows)


def _choose_time(
    columns: Columns,
    plains: list[str],
    table: dict[str, list[str]],
    found: list[Found],
) -> None:
    if not found:
        return
    day = next((place for _, place, form in found if form is Form.DAY and plains[place] in table["day"]), None)
    clocks = [place for _, place, form in found if form in CLOCKS and plains[place] in table["clock"]]
    clock = min(clocks, key=lambda place: not zone_in(columns.names[place]), default=None)
    _, best, form = found[0]
    if day is not None and clock is not None and form in (Form.DAY, Form.CLOCK):
        columns.places["occurred_at"] = (day, clock)
    elif form is Form.CLOCK and (lone_day := next((p for _, p, f in found if f is Form.DAY), None)) is not None:
        columns.places["occurred_at"] = (lone_day, best)
    elif form is Form.DAY and found[0][0][0] == UNNAMED and _is_clock_behind(best, found):
        columns.places["occurred_at"] = (best, best + 1)
    else:
        columns.places["occurred_at"] = (best,)
        columns.spare_time = next(
            (p for _, p, _ in found if plains[p] in ("timestamp", "datetime") and p != best), None
        )
    tier = found[0][0][0]
    if tier > 0:
        second = columns.places["occurred_at"][1:]
        rivals = [place for rank, place, _ in found if rank[0] == tier and place not in second]
        columns.rivals = tuple(columns.names[place] for place in without_updates(rivals, plains))
    columns.stated_zone = next(
        (zone for place in columns.places["occurred_at"] if (zone := zone_in(columns.names[place]))), ""
    )


def find_counted(columns: Columns, plains: list[str], rows: Sequence[list[str]]) -> None:
    """Take the column that counts from a start where no other one tells times, or only seemed to tell times of day."""
    numbers = {place for place, form in columns.forms.items() if form is Form.NUMBER}
    columns.countings = countings(columns.names, plains, rows, numbers)
    place = next(iter(columns.countings), None)
    if place is None:
        return
    chosen = columns.places.get("occurred_at", ())
    if not chosen or (len(chosen) == 1 and columns.forms.get(chosen[0]) in (Form.NUMBER, Form.FRACTION)):
        chosen = (place,)
    if len(chosen) == 1 and chosen[0] in columns.countings:
        columns.places["occurred_at"], columns.rivals = chosen, ()
        columns.start = columns.countings[chosen[0]].start


def find_named_days(columns: Columns, plains: list[str], rows: Sequence[list[str]]) -> None:
    """Take a column of days such as “Tue” or “Day 2”, where there are only times of day beside it."""
    chosen = columns.places.get("occurred_at", ())
    if len(chosen) != 1 or columns.counting is not None or columns.forms.get(chosen[0]) not in CLOCKS:
        return
    if (found := day_column(plains, rows, chosen[0])) is not None:
        place, columns.bare_days = found
        columns.places["occurred_at"], columns.named_days = (place, chosen[0]), True
        columns.forms[place] = Form.CLOCK


def _find_halves(columns: Columns, rows: Sequence[list[str]]) -> None:
    """Take a column of AM and PM behind that of the times."""
    chosen = columns.places.get("occurred_at", ())
    place = chosen[-1] + 1 if chosen else len(columns.names)
    cells = {cell for row in rows if len(row) > place and (cell := row[place].strip().lower().replace(".", ""))}
    if cells and cells <= HALVES:
        columns.places["occurred_at"] = (*chosen, place)


def _is_clock_behind(day: int, found: list[Found]) -> bool:
    """Whether the column behind that of the day holds times of day, where no header says so of either."""
    return any(place == day + 1 and form is Form.CLOCK and rank[0] == UNNAMED for rank, place, form in found)


def _find_zone_and_end(
    columns: Columns, plains: list[str], counts: list[Counter[Form]], table: dict[str, list[str]]
) -> None:
    for place, name in enumerate(plains):
        if name in table["zone"] and "zone" not in columns.places:
            columns.places["zone"] = (place,)
        elif (
            name in table["until"]
            and "occurred_at" in columns.places
            and (form := _main_form(counts[place], named=True))
        ):
            days = (place for place, name in enumerate(plains) if form is Form.CLOCK and name in table["until_day"])
            columns.places.setdefault("occurred_until", (*(day for day in days if Form.DAY in counts[day]), place))


def find_moments(columns: Columns, plains: list[str], counts: list[Counter[Form]]) -> tuple[Moment, ...]:
    """The times of a ticket, where that of the row is one of them and there is another, be it empty up to now."""
    table = rules("columns")["moments"]
    fillers, words = set(table["fillers"]), table["words"]
    found = []
    for place, (name, count) in enumerate(zip(plains, counts, strict=True)):
        said = [word for word in name.split() if word not in fillers]
        if len(said) != 1 or said[0] not in words:
            continue
        form = _main_form(count, named=True) if any(count.values()) else Form.FULL
        if form in (Form.FULL, Form.EPOCH, Form.EXCEL, Form.DAY):
            columns.forms[place] = form
            word, kind = words[said[0]]
            found.append(told_by(Moment(place, word, EventKind(kind) if kind else None), said[0], plains))
    if any(moment.word in table["happened"] for moment in found):  # when it was written down is no event then
        found = [moment for moment in found if moment.word not in table["recorded"]]
    found = told_once(found, columns.forms)
    places = [(moment.place,) for moment in found]
    return tuple(found) if len(found) > 1 and columns.places.get("occurred_at") in places else ()


def other_times(columns: Columns, plains: list[str], counts: list[Counter[Form]], taken: set[int]) -> tuple[str, ...]:
    """Columns that hold times and are not read; a duration or an id of many digits only looks like one."""
    table = rules("columns")["time"]
    named = {name for group in ("event", "recorded", "until", "until_day", "day", "clock") for name in table[group]}
    found = []
    for place, (name, count) in enumerate(zip(plains, counts, strict=True)):
        form = _main_form(count, named=name in named)
        if place not in taken and (form in (Form.FULL, Form.DAY) or (form is Form.EPOCH and name in named)):
            found.append(columns.names[place])
    return tuple(found) if "occurred_at" in columns.places else ()
