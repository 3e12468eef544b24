"""Stretches of the timeline in which nothing is known."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from secondstory.model.events import EventList
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
    found: list[Gap] = []
    covered, last = None, 0
    for place, at in enumerate(dated.times):
        if covered is not None and at - covered > limit:
            found.append(Gap(instant_at(covered), instant_at(at), dated[last], dated[place]))
        until = dated.until.get(dated.ids[place], at) if dated.until else at
        if covered is None or until >= covered:
            covered, last = until, place
    return tuple(found)
