"""The events of a review: by id, and in the order of the timeline.

Both make an event of what was imported only when somebody looks at it; what is counted, sorted and drawn of a million
events are columns of numbers.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import compress, repeat
from operator import eq
from typing import overload

from secondstory.model.enums import EventKind, Precision
from secondstory.model.imported import NO_TIME, SORTS, Piece, sort_place
from secondstory.model.instants import microseconds
from secondstory.model.records import Event, Record

MOST_UNPACKED = 400
"""So many pieces are kept with their events made, the last looked at."""
FAR_FUTURE = 2**63 - 1
_KEY = bytes(sort.key for sort in SORTS).ljust(256, b"\0")
_NOT = bytes([1]) + bytes(255)


class Events(Mapping[int, Event]):
    """The events of a review by id: rows that stand for themselves, and pieces of what was imported.

    A row of the same id stands for what is in a piece: somebody has changed it, or something points at it. Neither the
    rows nor the pieces may be changed. Iterating gives the ids in no particular order.
    """

    def __init__(self, rows: Mapping[int, Event] | None = None, pieces: Sequence[Piece] = ()) -> None:
        self.rows = rows or {}
        self.pieces = tuple(sorted(pieces, key=lambda piece: piece.first_id))
        self._firsts = [piece.first_id for piece in self.pieces]
        self._unpacked: OrderedDict[int, list[Event]] = OrderedDict()

    def __getitem__(self, event_id: int) -> Event:
        row = self.rows.get(event_id)
        if row is not None:
            return row
        number = self._piece_of(event_id)
        if number is None:
            raise KeyError(event_id)
        return self._events_of(number)[event_id - self._firsts[number]]

    def __contains__(self, event_id: object) -> bool:
        return event_id in self.rows or (isinstance(event_id, int) and self._piece_of(event_id) is not None)

    def __iter__(self) -> Iterator[int]:
        for piece in self.pieces:
            yield from piece.ids
        yield from self.alone

    def __len__(self) -> int:
        return sum(map(len, self.pieces)) + len(self.alone)

    @cached_property
    def alone(self) -> tuple[int, ...]:
        """The ids of the rows of which no piece has an earlier state."""
        return tuple(event_id for event_id in self.rows if self._piece_of(event_id) is None)

    @property
    def merged(self) -> Iterator[Event]:
        """The events that were merged into others; no imported event is before somebody has touched it."""
        return (event for event in self.rows.values() if event.merged_into is not None)

    def changed(self, rows: Mapping[int, Record | None]) -> "Events":
        """The same with other rows, or without those that are nothing."""
        stand: dict[int, Record | None] = {**self.rows, **rows}
        changed = Events({event_id: row for event_id, row in stand.items() if isinstance(row, Event)}, self.pieces)
        changed._unpacked = self._unpacked  # the pieces are the same
        return changed

    def in_order(self, event_ids: Iterable[int]) -> Iterator[Event]:
        """The events of these ids, one after the other."""
        return map(self.__getitem__, event_ids)

    def offset_of(self, event_id: int, offsets: Mapping[int, int]) -> int | None:
        """The place of an event among those of all pieces, where the first of each stands there."""
        number = self._piece_of(event_id)
        return None if number is None else offsets[number] + event_id - self._firsts[number]

    def _piece_of(self, event_id: int) -> int | None:
        number = bisect_right(self._firsts, event_id) - 1
        return number if number >= 0 and event_id in self.pieces[number].ids else None

    def _events_of(self, number: int) -> list[Event]:
        unpacked = self._unpacked.get(number)
        if unpacked is None:
            unpacked = self.pieces[number].unpacked()
            self._unpacked[number] = unpacked
            while len(self._unpacked) > MOST_UNPACKED:
                self._unpacked.popitem(last=False)
        return unpacked


@dataclass(frozen=True)
class EventList(Sequence[Event]):
    """Events in an order, with what can be said of them without making any.

    ``ids``, ``times``, ``sorts`` and ``hidden`` have one entry for each event: microseconds since 1970 or `NO_TIME`, a
    place in `SORTS`, and 0 or 1. ``until`` are the ends of those that last, by id, and perhaps of others. Equal to any
    sequence of equal events.
    """

    events: Events = field(default_factory=Events)
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    sorts: bytes = b""
    hidden: bytes = b""
    until: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Iterable[Event]) -> "EventList":
        """A list of events that are there already, in their order."""
        told = list(events)
        return cls(
            Events({event.id: event for event in told}),
            array("q", [event.id for event in told]),
            array("q", map(_time_of, told)),
            bytes(map(sort_place, told)),
            bytes(event.hidden for event in told),
            {event.id: microseconds(event.occurred_until) for event in told if event.occurred_until},
        )

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Event: ...

    @overload
    def __getitem__(self, place: slice) -> "EventList": ...

    def __getitem__(self, place: int | slice) -> "Event | EventList":
        if isinstance(place, int):
            return self.events[self.ids[place]]
        columns = self.ids[place], self.times[place], self.sorts[place], self.hidden[place]
        return EventList(self.events, *columns, self.until)

    def __iter__(self) -> Iterator[Event]:
        return self.events.in_order(self.ids)

    def __contains__(self, event: object) -> bool:
        return isinstance(event, Event) and event.id in self.ids and self.events[event.id] == event

    def __eq__(self, other: object) -> bool:
        if isinstance(other, EventList) and self.events is other.events:
            return self.ids == other.ids
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none

    def only(self, keep: bytes) -> "EventList":
        """The events for which ``keep`` holds 1, in the same order."""
        if keep.count(1) == len(keep):
            return self
        return EventList(
            self.events,
            array("q", compress(self.ids, keep)),
            array("q", compress(self.times, keep)),
            bytes(compress(self.sorts, keep)),
            bytes(compress(self.hidden, keep)),
            self.until,
        )

    def place_of(self, event_id: int) -> int | None:
        """Where an event stands; nothing where it is not in the list."""
        try:
            return self.ids.index(event_id)
        except ValueError:
            return None

    @cached_property
    def shown(self) -> "EventList":
        """Those that are not hidden."""
        return self.only(self.hidden.translate(_NOT))

    @cached_property
    def key(self) -> "EventList":
        """Those that the group marked as key."""
        return self.only(self.sorts.translate(_KEY))

    def of_sorts(self, wanted: Iterable[int]) -> "EventList":
        """Those of sorts at these places in `SORTS`."""
        table = bytearray(256)
        for place in wanted:
            table[place] = 1
        return self.only(self.sorts.translate(bytes(table)))

    def of_kind(self, *kinds: EventKind) -> "EventList":
        """Those of some kinds."""
        return self.of_sorts(place for place, sort in enumerate(SORTS) if sort.kind in kinds)

    @cached_property
    def dated(self) -> "EventList":
        """Those that have a time."""
        return self.of_sorts(place for place, sort in enumerate(SORTS) if sort.precision is not Precision.UNKNOWN)

    def with_rows(self, events: Events, rows: Mapping[int, Record | None]) -> "EventList":
        """The same order where some events were changed, of which none comes, goes or moves."""
        sorts, hidden = bytearray(self.sorts), bytearray(self.hidden)
        for event_id, row in rows.items():
            place = self.place_of(event_id)
            if place is not None and isinstance(row, Event):
                sorts[place], hidden[place] = sort_place(row), row.hidden
        return EventList(events, self.ids, self.times, bytes(sorts), bytes(hidden), self.until)


def timeline_order(events: Events) -> EventList:
    """The events that stand for themselves, in the order of the timeline.

    Dated events stand by time, then by position. An event without a time stands where its source told it: right
    behind the last dated event before it in the same source, or first where there is none.
    """
    columns = _Columns.of(events)
    told = columns.as_told()
    return columns.in_order(sorted(told, key=columns.anchors(told).__getitem__), events)  # sorts are stable


@dataclass(slots=True)
class _Columns:
    """What decides the order of events, and what is kept of it; each row of a piece stands where the piece has it."""

    ids: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    positions: "array[float]" = field(default_factory=lambda: array("d"))
    sources: "array[int]" = field(default_factory=lambda: array("q"))
    sorts: bytearray = field(default_factory=bytearray)
    hidden: bytearray = field(default_factory=bytearray)
    until: dict[int, int] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, events: Events) -> "_Columns":
        columns = cls()
        offsets = {}
        for number, piece in enumerate(events.pieces):
            offsets[number] = len(columns.ids)
            columns.ids.extend(piece.ids)
            columns.times.extend(piece.corrected_times)
            columns.positions.extend(range(piece.position, piece.position + len(piece)))
            columns.sources.extend(repeat(piece.source_id, len(piece)))
            columns.sorts += piece.sorts
            columns.until.update(piece.corrected_until)
        columns.hidden = bytearray(len(columns.ids))
        for row in events.rows.values():
            columns.put(row, events.offset_of(row.id, offsets))
        return columns

    def put(self, row: Event, place: int | None) -> None:
        """Let a row stand at a place, or at the end."""
        if place is None:
            place = len(self.ids)
            for column in (self.ids, self.times, self.sources, self.positions, self.sorts, self.hidden):
                column.append(0)
        self.ids[place], self.times[place], self.positions[place] = row.id, _time_of(row), row.position
        self.sources[place] = row.source_id or 0
        self.sorts[place], self.hidden[place] = sort_place(row), row.hidden
        self.until.pop(row.id, None)
        if row.occurred_until is not None:
            self.until[row.id] = microseconds(row.occurred_until)
        if row.merged_into is not None:
            self.merged.add(place)

    def as_told(self) -> Sequence[int]:
        """The places in the order of the sources: by position, then by id."""
        places = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        places.sort(key=self.positions.__getitem__)
        return [place for place in places if place not in self.merged] if self.merged else places

    def anchors(self, told: Sequence[int]) -> "array[int]":
        """The time by which each event is placed: its own, else that of its source before it."""
        if NO_TIME not in self.times:
            return self.times
        anchors, latest = self.times[:], {}
        for place in reversed(told):
            if anchors[place] != NO_TIME:
                latest[self.sources[place]] = anchors[place]  # ends as the first known time of each source
        for place in told:
            if anchors[place] == NO_TIME:
                anchors[place] = latest.get(self.sources[place], FAR_FUTURE)
            latest[self.sources[place]] = anchors[place]
        return anchors

    def in_order(self, places: Sequence[int], events: Events) -> EventList:
        """The list of the events at these places."""
        ids, times, sorts, hidden = self.ids, self.times, self.sorts, self.hidden
        if len(places) != len(ids) or places != list(range(len(ids))):
            ids = array("q", map(ids.__getitem__, places))
            times = array("q", map(times.__getitem__, places))
            sorts, hidden = bytearray(map(sorts.__getitem__, places)), bytearray(map(hidden.__getitem__, places))
        return EventList(events, ids, times, bytes(sorts), bytes(hidden), self.until)


def _time_of(event: Event) -> int:
    return NO_TIME if event.occurred_at is None else microseconds(event.occurred_at)
