"""The events of a review in the order of the timeline.

A timeline may have a million of them: what is counted, sorted and drawn of them are columns of numbers, and an event is
made when somebody looks at it.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from itertools import chain, compress, islice, repeat
from operator import eq, le, not_
from typing import Any, overload

from secondstory.model.enums import EventKind, Precision
from secondstory.model.events import Events
from secondstory.model.imported import NO_TIME, SORTS, sort_place
from secondstory.model.instants import instant_at, microseconds
from secondstory.model.records import Event, Record

FAR_FUTURE = 2**63 - 1
SPARSE = 20
"""Of less than one in so many, each is looked for by itself."""
_NOT = bytes([1]) + bytes(255)


@dataclass(frozen=True)
class Columns:
    """What is known of events without making any, at the places that `Events.place_of` says.

    ``times`` are microseconds since 1970 in UTC, or `NO_TIME`; ``sources`` are ids, or 0 for what was made by hand;
    ``sorts`` are places in `SORTS`; ``hidden`` holds 0 or 1. ``until`` are the ends of those that last, by id.
    """

    events: Events = field(default_factory=Events)
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    positions: "array[float]" = field(default_factory=lambda: array("d"))
    sources: "array[int]" = field(default_factory=lambda: array("q"))
    sorts: bytes = b""
    hidden: bytes = b""
    until: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Events) -> "Columns":
        """The columns of all events, merged ones included."""
        ids, times, positions, sources = array("q"), array("q"), array("d"), array("q")
        sorts, until = bytearray(), dict[int, int]()
        for piece in events.pieces:
            ids.extend(piece.ids)
            times.extend(piece.corrected_times)
            positions.extend(range(piece.position, piece.position + len(piece)))
            sources.extend(array("q", (piece.source_id,)) * len(piece))
            sorts += piece.sorts
            until.update(piece.corrected_until)
        more = len(events.alone)
        for column in (ids, times, positions, sources):
            column.extend(repeat(0, more))
        sorts.extend(repeat(0, more))
        hidden = bytearray(len(sorts))
        for event_id, row in events.rows.items():
            place = events.place_of(event_id)
            assert place is not None  # noqa: S101 - every row has one
            ids[place], times[place], positions[place] = event_id, _time_of(row), row.position
            sources[place], sorts[place], hidden[place] = row.source_id or 0, sort_place(row), row.hidden
            until.pop(event_id, None)
            if row.occurred_until is not None:
                until[event_id] = microseconds(row.occurred_until)
        return cls(events, ids, times, positions, sources, bytes(sorts), bytes(hidden), until)

    def changed(self, events: Events, rows: Mapping[int, Record | None]) -> "Columns":
        """The same where some events were changed, of which none comes, goes or moves."""
        sorts, hidden = bytearray(self.sorts), bytearray(self.hidden)
        for event_id, row in rows.items():
            place = events.place_of(event_id)
            if place is not None and isinstance(row, Event):
                sorts[place], hidden[place] = sort_place(row), row.hidden
        return replace(self, events=events, sorts=bytes(sorts), hidden=bytes(hidden))


class EventList(Sequence[Event]):
    """Events in an order: the places of some columns. Equal to any sequence of equal events."""

    def __init__(self, columns: Columns | None = None, places: Sequence[int] = range(0)) -> None:
        self.columns = columns or Columns()
        self.places = places

    @classmethod
    def of(cls, events: Iterable[Event]) -> "EventList":
        """A list of events that are there already, each with an id of its own, in their order."""
        columns = Columns.of(Events({event.id: event for event in events}))
        return cls(columns, range(len(columns.ids)))

    @property
    def events(self) -> Events:
        """All events of the review by id, whether they are in the list or not."""
        return self.columns.events

    @cached_property
    def ids(self) -> "array[int]":
        """The ids of the events."""
        return self._taken(self.columns.ids)

    @cached_property
    def times(self) -> "array[int]":
        """Their times as microseconds since 1970 in UTC, or `NO_TIME`."""
        return self._taken(self.columns.times)

    @cached_property
    def sources(self) -> "array[int]":
        """The ids of their sources, or 0."""
        return self._taken(self.columns.sources)

    @cached_property
    def sorts(self) -> bytes:
        """Their places in `SORTS`."""
        return self.taken(self.columns.sorts)

    @cached_property
    def hidden(self) -> bytes:
        """1 for those that are hidden, else 0."""
        return self.taken(self.columns.hidden)

    def taken(self, column: bytes) -> bytes:
        """What a column with a byte for each event of the review says of those in the list."""
        return column if self._is_whole else bytes(map(column.__getitem__, self.places))

    def _taken(self, column: "array[int]") -> "array[int]":
        return column if self._is_whole else array("q", map(column.__getitem__, self.places))

    @property
    def _is_whole(self) -> bool:
        return isinstance(self.places, range) and len(self.places) == len(self.columns.ids)

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> Event: ...

    @overload
    def __getitem__(self, place: slice) -> "EventList": ...

    def __getitem__(self, place: int | slice) -> "Event | EventList":
        if isinstance(place, slice):
            return EventList(self.columns, self.places[place])
        return self.events[self.id_at(place)]

    def __iter__(self) -> Iterator[Event]:
        return map(self.events.__getitem__, map(self.columns.ids.__getitem__, self.places))

    def __contains__(self, event: object) -> bool:
        return isinstance(event, Event) and self.place_of(event.id) is not None and self.events[event.id] == event

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EventList) and self.events is other.events:
            return self.places is other.places or self.ids == other.ids
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none

    def id_at(self, place: int) -> int:
        """The id of the event at a place. Raises `IndexError` where there is none."""
        return self.columns.ids[self.places[place]]

    def place_of(self, event_id: int) -> int | None:
        """Where an event stands; nothing where it is not in the list."""
        wanted = self.events.place_of(event_id)
        if wanted is None:
            return None
        near = bisect_left(self.places, wanted)  # most lists are in the order of their columns
        if near < len(self.places) and self.places[near] == wanted:
            return near
        try:
            return self.places.index(wanted)
        except ValueError:
            return None

    def only(self, keep: bytes) -> "EventList":
        """The events for which ``keep`` holds 1, in the same order."""
        amount = keep.count(1)
        if amount == len(keep):
            return self
        if amount * SPARSE < len(keep):
            return EventList(self.columns, array("q", map(self.places.__getitem__, _found(keep))))
        return EventList(self.columns, array("q", compress(self.places, keep)))

    def without(self, start: int, end: int) -> "EventList":
        """The events but those from one place up to another."""
        return EventList(self.columns, array("q", chain(self.places[:start], self.places[end:])))

    def of_kind(self, *kinds: EventKind) -> "EventList":
        """Those of some kinds."""
        return self.only(self.sorts.translate(sorts_table(kinds)))

    def has_kind(self, kind: EventKind) -> bool:
        """Whether one of them is of a kind."""
        return 1 in self.sorts.translate(sorts_table([kind]))

    @cached_property
    def shown(self) -> "EventList":
        """Those that are not hidden."""
        return self.only(self.hidden.translate(_NOT))

    @cached_property
    def key(self) -> "EventList":
        """Those that the group marked as key."""
        return self.only(self.sorts.translate(sorts_table(key=True)))

    @cached_property
    def dated(self) -> "EventList":
        """Those that have a time."""
        return self.only(self.sorts.translate(sorts_table(dated=True)))

    @cached_property
    def by_hand(self) -> "EventList":
        """Those that no source tells."""
        return self.only(bytes(map(not_, self.sources))) if 0 in self.sources else EventList(self.columns)

    def told(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """What some texts (see `imported.Texts`) say of the events, in no particular order and without making any."""
        keep = bytearray(len(self.columns.ids))
        if self._is_whole:
            keep = bytearray(b"\1") * len(keep)
        else:
            for place in self.places:
                keep[place] = 1
        for event_id, row in self.events.rows.items():
            where = self.events.place_of(event_id)
            if where is not None and keep[where]:
                keep[where] = 0
                yield tuple(getattr(row, name) for name in names)
        start = 0
        for piece in self.events.pieces:
            kept = keep[start : start + len(piece)]
            start += len(piece)
            if 1 in kept:
                yield from compress(piece.told(*names), kept)

    @property
    def first_time(self) -> datetime | None:
        """The time of the first that has one."""
        return next((instant_at(time) for time in self.times if time != NO_TIME), None)

    def with_rows(self, events: Events, rows: Mapping[int, Record | None]) -> "EventList":
        """The same order where some events were changed, of which none comes, goes or moves."""
        return EventList(self.columns.changed(events, rows), self.places)


def sorts_table(kinds: Iterable[EventKind] = EventKind, *, key: bool = False, dated: bool = False) -> bytes:
    """For `bytes.translate`: 1 for each place in `SORTS` of these kinds, of key events only, or of dated ones."""
    wanted = frozenset(kinds)
    table = (
        sort.kind in wanted and (sort.key or not key) and not (dated and sort.precision is Precision.UNKNOWN)
        for sort in SORTS
    )
    return bytes(table).ljust(256, b"\0")


def timeline_order(events: Events) -> EventList:
    """The events that stand for themselves, in the order of the timeline.

    Dated events stand by time, then by position. An event without a time stands where its source told it: right
    behind the last dated event before it in the same source, or first where there is none.
    """
    columns = Columns.of(events)
    merged = {events.place_of(event.id) for event in events.merged}
    told: Sequence[int] = range(len(columns.ids))
    if merged:
        told = [place for place in told if place not in merged]
    told = _sorted(_sorted(told, columns.ids), columns.positions)  # sorts are stable
    return EventList(columns, _sorted(told, _anchors(columns, told)))


def _sorted(places: Sequence[int], by: "array[int] | array[float]") -> Sequence[int]:
    """The places in the order of a column; the very same where they are so already, as mostly."""
    values = by if isinstance(places, range) else list(map(by.__getitem__, places))
    if all(map(le, values, islice(values, 1, None))):
        return places
    return array("q", sorted(places, key=by.__getitem__))


def _anchors(columns: Columns, told: Sequence[int]) -> "array[int]":
    """The time by which each event is placed: its own, else that of its source before it."""
    if NO_TIME not in columns.times:
        return columns.times
    anchors, latest, sources = columns.times[:], dict[int, int](), columns.sources
    for place in reversed(told):
        if anchors[place] != NO_TIME:
            latest[sources[place]] = anchors[place]  # ends as the first known time of each source
    for place in told:
        if anchors[place] == NO_TIME:
            anchors[place] = latest.get(sources[place], FAR_FUTURE)
        latest[sources[place]] = anchors[place]
    return anchors


def _found(keep: bytes) -> Iterator[int]:
    place = keep.find(1)
    while place >= 0:
        yield place
        place = keep.find(1, place + 1)


def _time_of(event: Event) -> int:
    return NO_TIME if event.occurred_at is None else microseconds(event.occurred_at)
