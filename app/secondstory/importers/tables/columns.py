"""Which column holds what: by its header, by its content, or as a person said."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from secondstory.importers.base import Layout
from secondstory.importers.rules import rules
from secondstory.importers.tables.action_lists import is_due, why_actions
from secondstory.importers.tables.cells import Form, are_packed, form_of
from secondstory.importers.tables.counted import Counting, countings
from secondstory.importers.tables.halves import halves_are_open
from secondstory.importers.tables.headers import plain, unique_names, without_updates, zone_in
from secondstory.importers.tables.mapping import TIMES as TICKET_TIMES
from secondstory.importers.tables.mapping import parse_mapping
from secondstory.importers.tables.ranges import are_ranges
from secondstory.importers.tables.telling import are_names, are_sentences, are_unique, has_words, say_yes
from secondstory.importers.tables.ticket_times import Moment, told_by, told_once
from secondstory.importers.times.named_days import Bare, day_column
from secondstory.importers.times.stamps import PartialDate, Stamp
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
SAMPLE_ROWS = 100
Unpack = Callable[[list[str]], list[str]]
Found = tuple[tuple[int, int, int, bool], int, Form]
"""How far a column of times stands behind others, its place, and its form."""


@dataclass(slots=True)
class Columns:
    """The places of the fields in a row: for each field the columns it is joined from, or a constant.

    ``moments`` are there where a row is a ticket with several times; ``other_times`` are columns with times too that
    stand for no field. ``countings`` are the columns that count from a start; ``start`` is that start, where it is
    told. ``packed`` are columns with times of day of four digits, and ``day`` is the day of times of day, where
    something above the table tells it. ``named_days`` tells that the first column of times has days such as “Tue”, and
    ``bare_days`` what they are where it has numbers. ``ranges`` tells that its times are such
    as ``2026-05-04 14:05-14:30``. ``unpack`` adds the cells that are packed in others to a row.
    ``halves_are_open`` tells that its times are on a clock of twelve hours without AM or PM.
    ``actions`` says why the table is taken for a list of actions, if it is.
    """

    names: tuple[str, ...]
    places: dict[str, tuple[int, ...]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    forms: dict[int, Form] = field(default_factory=dict)
    stated_zone: str = ""
    spare_time: int | None = None
    rivals: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    countings: dict[int, Counting] = field(default_factory=dict)
    packed: set[int] = field(default_factory=set)
    start: Stamp | None = None
    day: PartialDate | None = None
    other_times: tuple[str, ...] = ()
    named_days: bool = False
    bare_days: Bare | None = None
    ranges: bool = False
    unpack: Unpack | None = None
    halves_are_open: bool = False
    actions: str = ""

    def layout(self) -> Layout:
        """The columns as data for whoever shows them."""
        mapping = {name: tuple(self.names[place] for place in places) for name, places in self.places.items()}
        if self.moments:
            mapping[TICKET_TIMES] = tuple(self.names[moment.place] for moment in self.moments)
        return Layout(self.names, mapping | {name: (f"={value}",) for name, value in self.constants.items()})

    @property
    def time_form(self) -> Form:
        """The form of the time, or of the first of its columns."""
        places = self.places.get("occurred_at")
        if not places:
            return Form.EMPTY
        return Form.COUNTED if self.counting is not None else self.forms.get(places[0], Form.FULL)

    @property
    def has_clocks(self) -> bool:
        """Whether its times are times of day, with a column for the days or without."""
        return any(self.forms.get(place) is Form.CLOCK for place in self.places.get("occurred_at", ()))

    @property
    def counting(self) -> Counting | None:
        """How the column of times counts from a start, if it does."""
        places = self.places.get("occurred_at", ())
        return self.countings.get(places[0]) if len(places) == 1 else None


def detect(header: Sequence[str], rows: Sequence[list[str]], width: int) -> Columns:
    """The columns of a table, by the names in its header and by what its first rows hold."""
    columns = Columns(unique_names(header, width))
    plains = [plain(name) for name in columns.names]
    counts = _forms(rows, len(columns.names))
    _find_packed(columns, plains, rows[:SAMPLE_ROWS], counts)
    _find_time(columns, plains, counts, rows[:SAMPLE_ROWS])
    _find_counted(columns, plains, rows[:SAMPLE_ROWS])
    _find_named_days(columns, plains, rows[:SAMPLE_ROWS])
    columns.moments = _moments(columns, plains, counts)
    taken = {place for places in columns.places.values() for place in places}
    taken.update(moment.place for moment in columns.moments)
    if columns.spare_time is not None:
        taken.add(columns.spare_time)
    columns.other_times = _other_times(columns, plains, counts, taken)
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


def _find_packed(columns: Columns, plains: list[str], rows: Sequence[list[str]], counts: list[Counter[Form]]) -> None:
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


def _find_time(columns: Columns, plains: list[str], counts: list[Counter[Form]], rows: Sequence[list[str]]) -> None:
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


def _find_counted(columns: Columns, plains: list[str], rows: Sequence[list[str]]) -> None:
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


def _find_named_days(columns: Columns, plains: list[str], rows: Sequence[list[str]]) -> None:
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


def _moments(columns: Columns, plains: list[str], counts: list[Counter[Form]]) -> tuple[Moment, ...]:
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


def _other_times(columns: Columns, plains: list[str], counts: list[Counter[Form]], taken: set[int]) -> tuple[str, ...]:
    """Columns that hold times and are not read; a duration or an id of many digits only looks like one."""
    table = rules("columns")["time"]
    named = {name for group in ("event", "recorded", "until", "until_day", "day", "clock") for name in table[group]}
    found = []
    for place, (name, count) in enumerate(zip(plains, counts, strict=True)):
        form = _main_form(count, named=name in named)
        if place not in taken and (form in (Form.FULL, Form.DAY) or (form is Form.EPOCH and name in named)):
            found.append(columns.names[place])
    return tuple(found) if "occurred_at" in columns.places else ()


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


def merge(columns: Columns, mapping: Mapping[str, str]) -> Columns:
    """The columns with what a person said put in its place; see `tables.mapping`."""
    if "occurred_at" in mapping:
        columns.moments = columns.other_times = ()
    parsed = parse_mapping(mapping, columns.names)
    if TICKET_TIMES in parsed:
        _set_moments(columns, parsed.pop(TICKET_TIMES)[0])
    for name, (places, constant) in parsed.items():
        columns.constants.pop(name, None)
        columns.places.pop(name, None)
        if constant is None:
            columns.places[name] = places
        else:
            columns.constants[name] = constant
    return columns


def _set_moments(columns: Columns, places: tuple[int, ...]) -> None:
    """Make these columns the times of a ticket; a column that is named otherwise is told by its own name."""
    table = rules("columns")["moments"]
    found = []
    for place in places:
        said = [word for word in plain(columns.names[place]).split() if word not in table["fillers"]]
        word, kind = table["words"].get(said[0] if len(said) == 1 else "", (columns.names[place], ""))
        found.append(Moment(place, word, EventKind(kind) if kind else None))
    columns.moments = tuple(found)
    columns.other_times = tuple(name for name in columns.other_times if columns.names.index(name) not in places)
    if places and columns.places.get("occurred_at", ()) not in [(place,) for place in places]:
        columns.places["occurred_at"] = places[:1]
        columns.constants.pop("occurred_at", None)
