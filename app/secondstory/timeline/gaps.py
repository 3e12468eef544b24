"""Stretches of the timeline in which nothing is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

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


def gaps(events: Iterable[Event], longer_than: timedelta = GAP) -> tuple[Gap, ...]:
    """The gaps between dated events that last longer than a limit, in order; a long event covers its whole time."""
    dated = sorted((e for e in events if e.occurred_at), key=attrgetter("occurred_at"))
    found: list[Gap] = []
    covered: tuple[datetime, Event] | None = None
    for at, event in zip(map(attrgetter("occurred_at"), dated), dated, strict=True):
        if covered and at - covered[0] > longer_than:
            found.append(Gap(covered[0], at, covered[1], event))
        until = event.occurred_until or at
        if covered is None or until >= covered[0]:
            covered = until, event
    return tuple(found)
