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
from itertools import chain, compress
from operator import eq, not_
from typing import Any, overload

from secondstory.model.enums import EventKind, Precision
from secondstory.model.events import Events
from secondstory.model.imported import NO_TIME, SORTS, sort_place
from secondstory.model.instants import instant_at, microseconds
from secondstory.model.records import Event, Record

FAR_FUTURE = 2**63 - 1
AT_ONCE = 4096
"""So many times are looked at together, to see whether they are in order."""
SPARSE = 20
"""Of less than one in so many, each is looked for by itself."""
_NOT = bytes([1]) + bytes(255)


def sorts_table(kinds: Iterable[EventKind] = EventKind, *, key: bool = False, dated: bool = False) -> bytes:
    """For `bytes.translate`: 1 for each place in `SORTS` of these kinds, of key events only, or of dated ones."""
    wanted = frozenset(kinds)
    table = (
        sort.kind in wanted and (sort.key or not key) and not (dated and sort.precision is Precision.UNKNOWN)
        for sort in SORTS
    )
    return bytes(table).ljust(256, b"\0")


_DATED = sorts_table(dated=True)


@dataclass(frozen=True)
class Columns:
    """What is known of events without making any, at the places that `Events.place_of` says.

    ``times`` are microseconds since 1970 in UTC, or `NO_TIME`; ``sources`` are ids, or 0 for what was made by hand;
    ``sorts`` are places in `SORTS`; ``hidden`` holds 0 or 1. ``until`` are the ends of those that last, by id.
    """

    events: Events = field(default_factory=Events)
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    sources: "array[int]" = field(default_factory=lambda: array("q"))
    sorts: bytes = b""
    hidden: bytes = b""
    until: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, events: Events) -> "Columns":
        """The columns of all events, merged ones included."""
        ids, times, sources = array("q"), array("q"), array("q")
        sorts, until = bytearray(), dict[int, int]()
        for first, end in _runs(piece.ids for piece in events.pieces):
            ids.extend(array("q", range(first, end)))
        for piece in events.pieces:
            times.extend(piece.corrected_times)
            sources.extend(array("q", (piece.source_id,)) * len(piece))
            sorts += piece.sorts
            until.update(piece.corrected_until)
        more = bytes(len(events.alone))
        for column in (ids, times, sources, sorts):
            column.extend(more)
        hidden = bytearray(len(sorts))
        for event_id, row in events.rows.items():
            place = events.place_of(event_id)
            assert place is not None  # noqa: S101 - every row has one
            ids[place], times[place], sources[place] = event_id, _time_of(row), row.source_id or 0
            sorts[place], hidden[place] = sort_place(row), row.hidden
            until.pop(event_id, None)
            if row.occurred_until is not None:
                until[event_id] = microseconds(row.occurred_until)
        return cls(events, ids, times, sources, bytes(sorts), bytes(hidden), until)

    @property
    def are_in_order(self) -> bool:
        """Whether the events stand in the order of the timeline as they are: what one tool exports mostly does."""
        events = self.events
        told_by_one = not events.alone and len({piece.source_id for piece in events.pieces}) < 2
        return (
            told_by_one and not self.lack_times and _is_sorted(self.times) and not any(map(events.was_put, events.rows))
        )

    @property
    def lack_times(self) -> bool:
        """Whether there is an event without a time."""
        return 0 in self.sorts.translate(_DATED)[: len(self.sorts)]

    @property
    def positions(self) -> "array[float]":
        """The positions of the events in their sources."""
        positions = array("d")
        for piece in self.events.pieces:
            positions.extend(array("d", range(piece.position, piece.position + len(piece))))
        positions.extend(bytes(len(self.events.alone)))
        for event_id, row in self.events.rows.items():
            place = self.events.place_of(event_id)
            assert place is not None  # noqa: S101 - every row has one
            positions[place] = row.position
        return positions

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
        if keep.count(1) == len(keep):
            return self
        return self.at(places_of_ones(keep))

    def at(self, places: Iterable[int]) -> "EventList":
        """The events at some places of this list."""
        if not self._is_whole:
            places = map(self.places.__getitem__, places)
        return EventList(self.columns, array("q", places))

    def with_more(self, others: "EventList") -> "EventList":
        """These events and, behind them, others of the same columns."""
        return EventList(self.columns, array("q", chain(self.places, others.places)))

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
        return chain.from_iterable(self._told_in_parts(names))

    def _told_in_parts(self, names: tuple[str, ...]) -> Iterator[Iterable[tuple[Any, ...]]]:
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
                yield (tuple(getattr(row, name) for name in names),)
        start = 0
        for piece in self.events.pieces:
            kept = keep[start : start + len(piece)]
            start += len(piece)
            if 1 in kept:
                yield compress(piece.told(*names), kept) if 0 in kept else piece.told(*names)

    @property
    def first_time(self) -> datetime | None:
        """The time of the first that has one."""
        return next((instant_at(time) for time in self.times if time != NO_TIME), None)

    @property
    def last_time(self) -> datetime | None:
        """The time of the last that has one."""
        return next((instant_at(time) for time in reversed(self.times) if time != NO_TIME), None)

    def with_rows(self, events: Events, rows: Mapping[int, Record | None]) -> "EventList":
        """The same order where some events were changed, of which none comes, goes or moves."""
        return EventList(self.columns.changed(events, rows), self.places)


def places_of_ones(column: bytes) -> Iterable[int]:
    """Where a column holds 1. The few of a long one are each looked for by themselves."""
    if column.count(1) * SPARSE < len(column):
        return _looked_for(column)
    return compress(range(len(column)), column)


def _looked_for(column: bytes) -> Iterator[int]:
    place = column.find(1)
    while place >= 0:
        yield place
        place = column.find(1, place + 1)


def timeline_order(events: Events) -> EventList:
    """The events that stand for themselves, in the order of the timeline.

    Dated events stand by time, then by position. An event without a time stands where its source told it: right
    behind the last dated event before it in the same source, or first where there is none.
    """
    columns = Columns.of(events)
    keep = bytearray(b"\1") * len(columns.ids)
    for event in events.merged:
        keep[events.place_of(event.id) or 0] = 0
    if columns.are_in_order:
        return EventList(columns, range(len(keep))).only(bytes(keep))
    told = list(compress(range(len(keep)), keep))
    if events.alone:
        told.sort(key=columns.ids.__getitem__)
    told.sort(key=columns.positions.__getitem__)  # sorts are stable
    return EventList(columns, array("q", sorted(told, key=_anchors(columns, told).__getitem__)))


def _runs(ids: Iterable[range]) -> Iterator[tuple[int, int]]:
    """The stretches in which ids run on."""
    first = end = 0
    for each in ids:
        if each.start != end:
            yield first, end
            first = each.start
        end = each.stop
    yield first, end


def _is_sorted(values: Sequence[int]) -> bool:
    """Whether no value is less than the one before; sorting what is sorted is the quickest way to see it."""
    last = None
    for begin in range(0, len(values), AT_ONCE):
        some = list(values[begin : begin + AT_ONCE])
        if (last is not None and some[0] < last) or sorted(some) != some:
            return False
        last = some[-1]
    return True


def _anchors(columns: Columns, told: Sequence[int]) -> "array[int]":
    """The time by which each event is placed: its own, else that of its source before it."""
    if not columns.lack_times:
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


def _time_of(event: Event) -> int:
    return NO_TIME if event.occurred_at is None else microseconds(event.occurred_at)
