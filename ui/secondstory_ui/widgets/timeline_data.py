"""What a timeline canvas shows: plain columns, one entry for each event, sorted by time."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cached_property
from itertools import accumulate, compress
from typing import NamedTuple

from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.event_list import EventList, places_of_ones, sorts_table
from secondstory.model.imported import SORTS
from secondstory.model.instants import EPOCH, MICROSECOND, microseconds
from secondstory.timeline.gaps import Gap

KINDS: tuple[EventKind, ...] = tuple(EventKind)
PRECISIONS: tuple[Precision, ...] = tuple(Precision)
_KINDS = bytes(KINDS.index(sort.kind) for sort in SORTS).ljust(256, b"\0")
_PRECISIONS = bytes(PRECISIONS.index(sort.precision) for sort in SORTS).ljust(256, b"\0")
_KEY = sorts_table(key=True)
"""What a place in `SORTS` means in a column of `TimelineData`."""
BLOCK = 1024
FIRST, LAST = (
    (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND,
    (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND,
)


def instant(time: float) -> datetime:
    """Microseconds since 1970 as an instant in UTC, held within the calendar."""
    return EPOCH + timedelta(microseconds=min(max(int(time), FIRST), LAST))


class Words(NamedTuple):
    """What a tooltip says about one event."""

    role: str
    title: str


class Marker(NamedTuple):
    """A moment on the timeline."""

    kind: MomentKind
    time: int
    event_id: int | None = None


def no_words(_event_id: int) -> Words:
    """The words of an event of which nothing is known."""
    return Words("", "")


@dataclass(frozen=True)
class TimelineData:
    """The columns of a timeline; ``times`` must be sorted, and every column must have the same length.

    Times are microseconds since 1970 in UTC. ``until`` holds an end or 0, by row, for the events that last.
    ``kinds`` and ``precisions`` hold places in `KINDS` and `PRECISIONS`; ``key`` and ``hidden`` hold 0 or 1.
    ``words`` is asked only for the events that are pointed at. ``gaps`` are quiet stretches (start, end), sorted.
    ``undated`` counts the events that have no time and so no place here. ``narrowed``: a filter left some out.
    """

    zone: tzinfo = UTC
    zone_name: str = "UTC"
    ids: "array[int]" = field(default_factory=lambda: array("q"))
    times: "array[int]" = field(default_factory=lambda: array("q"))
    kinds: bytes = b""
    precisions: bytes = b""
    key: bytes = b""
    hidden: bytes = b""
    until: dict[int, int] = field(default_factory=dict)
    words: Callable[[int], Words] = no_words
    moments: tuple[Marker, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    undated: int = 0
    narrowed: bool = False

    def __len__(self) -> int:
        return len(self.ids)

    @cached_property
    def lanes(self) -> tuple[int, ...]:
        """The places in `KINDS` of the kinds that are present: one lane each, in the order of the kinds."""
        return tuple(sorted(set(self.kinds)))

    @cached_property
    def present_precisions(self) -> tuple[Precision, ...]:
        """How well the times are known: every precision that is present."""
        return tuple(PRECISIONS[place] for place in sorted(set(self.precisions)))

    @cached_property
    def _counted(self) -> "tuple[array[int], ...]":
        """For each lane: how many of its events lie before each block of rows."""
        return tuple(array("i", self._running_count(bytes([place]))) for place in self.lanes)

    def _running_count(self, kind: bytes) -> Iterator[int]:
        blocks = range(0, len(self.kinds) + BLOCK, BLOCK)
        return accumulate((self.kinds.count(kind, start, start + BLOCK) for start in blocks), initial=0)

    def count_before(self, lane: int, row: int) -> int:
        """How many events of a lane (by its number, not its kind) lie before a row; costs the same for any row."""
        block = row // BLOCK
        return self._counted[lane][block] + self.kinds.count(self.lanes[lane], block * BLOCK, row)

    def counts_before(self, lane: int, rows: list[int]) -> list[int]:
        """The same for many rows at once."""
        counted, count, kind = self._counted[lane], self.kinds.count, self.lanes[lane]
        return [counted[row // BLOCK] + count(kind, row // BLOCK * BLOCK, row) for row in rows]

    @cached_property
    def key_rows(self) -> "array[int]":
        """The rows of the key events, by time."""
        return array("i", places_of_ones(self.key))

    @cached_property
    def lasting(self) -> tuple[tuple[int, int, int], ...]:
        """The events that last, as (start, end, row), by start."""
        return tuple(sorted((self.times[row], end, row) for row, end in self.until.items()))

    @cached_property
    def _longest(self) -> int:
        return max((end - start for start, end, _ in self.lasting), default=0)

    def lasting_between(self, start: float, end: float) -> tuple[tuple[int, int, int], ...]:
        """The lasting events that may reach into a stretch of time, by start."""
        first = bisect_left(self.lasting, (int(start) - self._longest, 0, 0))
        return self.lasting[first : bisect_left(self.lasting, (int(end) + 1, 0, 0))]

    @cached_property
    def extent(self) -> tuple[int, int]:
        """The first and last time of any event, end or moment; (0, 0) where there is nothing."""
        times = [marker.time for marker in self.moments] + list(self.until.values())
        times += [self.times[0], self.times[-1]] if self.times else []
        return (min(times), max(times)) if times else (0, 0)

    def rows_between(self, start: float, end: float) -> range:
        """The rows of the events from start (included) to end (not included)."""
        return range(bisect_left(self.times, start), bisect_left(self.times, end))

    @property
    def has_times(self) -> bool:
        """Whether there is a time to show: without one an axis would tell of 1970, where counting begins."""
        return bool(self.times or self.moments)

    def row_of(self, event_id: int | None) -> int | None:
        """The row of an event, or nothing where it is not on the timeline."""
        try:
            return self.ids.index(event_id) if event_id is not None else None
        except ValueError:
            return None

    def only(self, keep: bytes) -> "TimelineData":
        """The rows for which ``keep`` holds 1; moments and gaps stay, and so does the count of undated events."""
        if keep.count(1) == len(keep):
            return self
        numbers = list(accumulate(keep)) if self.until else []
        return replace(
            self,
            ids=array("q", compress(self.ids, keep)),
            times=array("q", compress(self.times, keep)),
            kinds=bytes(compress(self.kinds, keep)),
            precisions=bytes(compress(self.precisions, keep)),
            key=bytes(compress(self.key, keep)),
            hidden=bytes(compress(self.hidden, keep)),
            until={numbers[row] - 1: end for row, end in self.until.items() if keep[row]},
            narrowed=True,
        )

    def moment(self, kind: MomentKind) -> int | None:
        """When a moment was, where it is known."""
        return next((marker.time for marker in self.moments if marker.kind is kind), None)


def timeline_data(
    events: EventList, moments: Iterable[Marker] = (), quiet: Iterable[Gap] = (), zone: tzinfo = UTC
) -> TimelineData:
    """The columns for events in the order of the timeline; those without a time are only counted."""
    dated = events.dated
    ends = {dated.place_of(event_id): end for event_id, end in dated.columns.until.items()}
    return TimelineData(
        zone=zone,
        zone_name=getattr(zone, "key", "") or "UTC",
        ids=dated.ids,
        times=dated.times,
        kinds=dated.sorts.translate(_KINDS),
        precisions=dated.sorts.translate(_PRECISIONS),
        key=dated.sorts.translate(_KEY),
        hidden=dated.hidden,
        until={row: end for row, end in ends.items() if row is not None},
        words=lambda event_id: Words(events.events[event_id].role, events.events[event_id].title),
        moments=tuple(moments),
        gaps=tuple((microseconds(gap.start), microseconds(gap.end)) for gap in quiet),
        undated=len(events) - len(dated),
    )
