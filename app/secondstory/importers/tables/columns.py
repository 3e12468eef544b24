"""Which column of a table holds what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from secondstory.importers.base import Layout
from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import Form
from secondstory.importers.tables.counted import Counting
from secondstory.importers.tables.headers import plain
from secondstory.importers.tables.mapping import TIMES as TICKET_TIMES
from secondstory.importers.tables.mapping import parse_mapping
from secondstory.importers.tables.ticket_times import Moment
from secondstory.importers.times.named_days import Bare
from secondstory.importers.times.stamps import PartialDate, Stamp
from secondstory.model.enums import EventKind

Unpack = Callable[[list[str]], list[str]]


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
