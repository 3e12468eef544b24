"""Stretches of the timeline in which nothing is known."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from secondstory.model.event_list import EventList
from secondstory.model.instants import MICROSECOND, instant_at
from secondstory.model.records import Event

GAP = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without an event, from the end of the one before it to the one after it."""

    start: datetime
    end: datetime
    before: Event
    after: Event

    @property
    def span(self) -> timedelta:
        """How long it is."""
        return self.end - self.start


def gaps(events: EventList, longer_than: timedelta = GAP) -> tuple[Gap, ...]:
    """The gaps between dated events that last longer than a limit, in order; a long event covers its whole time."""
    dated, limit = events.dated, longer_than // MICROSECOND
    times, found = dated.times, list[Gap]()
    lasting = deque(_lasting(dated))
    covered, covering = -(2**63), 0
    for place in _far_apart(times, limit):
        while lasting and lasting[0][0] < place:
            started, until = lasting.popleft()
            if until >= covered:
                covered, covering = until, started
        end, before = (covered, covering) if covered > times[place - 1] else (times[place - 1], place - 1)
        if times[place] - end > limit:
            found.append(Gap(instant_at(end), instant_at(times[place]), dated[before], dated[place]))
    return tuple(found)


def _far_apart(times: Sequence[int], limit: int) -> Iterator[int]:
    """The places of times that lie further than the limit behind the one before; stretches are passed over whole."""
    stretches = [(0, len(times) - 1)]
    while stretches:
        first, last = stretches.pop()
        if first >= last or times[last] - times[first] <= limit:
            continue
        if last - first == 1:
            yield last
        else:
            middle = (first + last) // 2
            stretches += (middle, last), (first, middle)


def _lasting(dated: EventList) -> list[tuple[int, int]]:
    """The places of the events that last, in order, with their ends."""
    placed = ((dated.place_of(event_id), until) for event_id, until in dated.columns.until.items())
    return sorted((place, until) for place, until in placed if place is not None)
