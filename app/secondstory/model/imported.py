"""Imported events as they came, packed in pieces: columns of times and sorts, and texts that wait to be looked at.

A timeline may have a million of them. A piece takes a tenth of the memory and a hundredth of the time of its events, so
that a review is open before anybody has asked for one.
"""

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import product, repeat
from typing import Any, NamedTuple, get_type_hints

import msgspec

from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind, Precision
from secondstory.model.filling import filled
from secondstory.model.instants import instant_at
from secondstory.model.records import Event

NO_TIME = -(2**63)
"""Stands in a column of times for an event that has none."""


class Sort(NamedTuple):
    """What sort of event one is, as far as a timeline is drawn and counted by it."""

    kind: EventKind
    precision: Precision
    key: bool


SORTS: tuple[Sort, ...] = tuple(map(Sort._make, product(EventKind, Precision, (False, True))))
"""All sorts; a column of sorts holds places in it, a byte for each event."""
# Members are told apart by identity: an enumeration is hashed in Python, which a million events feel.
_KIND_PLACES = {id(kind): SORTS.index(Sort(kind, next(iter(Precision)), False)) for kind in EventKind}
_PRECISION_PLACES = {id(precision): 2 * place for place, precision in enumerate(Precision)}


def place_of_kind(kind: EventKind) -> int:
    """The place in `SORTS` of an event of this kind whose time is exact, and which is no key event."""
    return _KIND_PLACES[id(kind)] + _PRECISION_PLACES[id(Precision.EXACT)]


def sort_place(event: Event | Draft) -> int:
    """The place in `SORTS` of an event."""
    return _KIND_PLACES[id(event.kind)] + _PRECISION_PLACES[id(event.precision)] + event.key


class Texts(msgspec.Struct, frozen=True):
    """The texts of a piece, column by column. A column in which all events agree holds their value once."""

    time_as_written: list[str]
    zone_assumed: list[str]
    role: list[str]
    actor: list[str]
    title: list[str]
    body: list[str]
    tags: list[tuple[str, ...]]
    locator: list[str]


OF_TEXTS = ("time_as_written", "zone_assumed", "role", "actor", "title", "body", "tags", "locator")


@cache
def _some_texts(names: tuple[str, ...]) -> type[msgspec.Struct]:
    kinds = get_type_hints(Texts)
    return msgspec.defstruct("SomeTexts", [(name, kinds[name]) for name in names])


@dataclass(frozen=True, slots=True)
class Piece:
    """Events of one source whose ids and positions run on from the first.

    ``times`` are microseconds since 1970 in UTC, or `NO_TIME`; ``until`` are the ends of those events that last, by
    their id; ``sorts`` are places in `SORTS`; ``kept_texts`` is a `Texts` in JSON, or gives it when it is asked for.
    ``moved`` are the microseconds that are still to be added to all times, because the clock of the source was
    corrected after its import.
    """

    first_id: int
    review_id: int
    source_id: int
    position: int
    times: "array[int]"
    until: Mapping[int, int]
    sorts: bytes
    kept_texts: bytes | Callable[[], bytes] = field(compare=False)  # a piece of some ids has the same texts for ever
    moved: int = 0

    def __len__(self) -> int:
        return len(self.sorts)

    def from_id(self, first_id: int) -> "Piece":
        """The same piece with its ids so much higher."""
        until = {event_id + first_id: end for event_id, end in self.until.items()}
        return replace(self, first_id=self.first_id + first_id, until=until)

    @property
    def texts(self) -> bytes:
        """A `Texts` in JSON. Raises `UserError` where it is still to be read, and the library does not give it."""
        return self.kept_texts if isinstance(self.kept_texts, bytes) else self.kept_texts()

    @property
    def ids(self) -> range:
        """The ids of the events."""
        return range(self.first_id, self.first_id + len(self.sorts))

    @property
    def corrected_times(self) -> "array[int]":
        """The times as they stand now."""
        moved = self.moved
        if not moved:
            return self.times
        return array("q", (time if time == NO_TIME else time + moved for time in self.times))

    @property
    def corrected_until(self) -> dict[int, int]:
        """The ends as they stand now."""
        return {event_id: time + self.moved for event_id, time in self.until.items()}

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last time of any event, ends included; nothing where none has a time."""
        times = [time for time in (*self.corrected_times, *self.corrected_until.values()) if time != NO_TIME]
        return (min(times), max(times)) if times else None

    def told(self, *names: str) -> Iterator[tuple[Any, ...]]:
        """What some of the texts say of each event; the others are not read."""
        texts, amount = msgspec.json.decode(self.texts, type=_some_texts(names)), len(self.sorts)
        columns = (getattr(texts, name) for name in names)
        return zip(*(column if len(column) == amount else column * amount for column in columns), strict=True)

    def some(self, event_ids: Iterable[int]) -> list[Event]:
        """Those of the events that have these ids, in their order. Raises `msgspec.DecodeError` for damaged texts."""
        wanted = set(event_ids).intersection(self.ids)
        return self._events(sorted(event_id - self.first_id for event_id in wanted))

    def unpacked(self) -> list[Event]:
        """The events themselves. Raises `msgspec.DecodeError` where the texts are damaged."""
        return self._events(range(len(self.sorts)))

    def _events(self, places: Sequence[int]) -> list[Event]:
        texts, amount = msgspec.json.decode(self.texts, type=Texts), len(places)
        sorts = [SORTS[self.sorts[place]] for place in places]
        times = self.corrected_times
        until = {event_id: instant_at(time) for event_id, time in self.corrected_until.items()}
        columns: dict[str, Iterable[Any]] = {
            "id": [self.first_id + place for place in places],
            "version": repeat(1),
            "review_id": repeat(self.review_id),
            "position": [float(self.position + place) for place in places],
            "occurred_at": [None if times[place] == NO_TIME else instant_at(times[place]) for place in places],
            "occurred_until": [until.get(self.first_id + place) for place in places] if until else repeat(None),
            "precision": [sort.precision for sort in sorts],
            "kind": [sort.kind for sort in sorts],
            "key": [sort.key for sort in sorts],
            "hidden": repeat(False),
            "merged_into": repeat(None),
            "source_id": repeat(self.source_id),
        }
        for name in OF_TEXTS:
            column = getattr(texts, name)
            columns[name] = map(column.__getitem__, places) if len(column) == len(self.sorts) else repeat(column[0])
        return filled(Event, amount, columns)


def times_as_bytes(times: "array[int]") -> bytes:
    """A column of times as every machine keeps it: eight bytes each, the least first."""
    if sys.byteorder == "big":
        times = times[:]
        times.byteswap()
    return times.tobytes()


def times_of_bytes(kept: bytes) -> "array[int]":
    """The column of times that was kept like that."""
    times = array("q", kept)
    if sys.byteorder == "big":
        times.byteswap()
    return times
