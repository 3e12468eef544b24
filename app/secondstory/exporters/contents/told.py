"""A review as the sections of a report tell it: its times in words, its events by number, its sources by footnote."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from secondstory.exporters.blocks import Cell, Link
from secondstory.exporters.contents.words import say
from secondstory.model.enums import MomentKind
from secondstory.model.records import Event, Source
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import format_event_time, format_instant, in_zone


@dataclass(frozen=True)
class Told:
    """One review and the day on which it is told. The snapshot holds no names of people."""

    snapshot: Snapshot
    today: date

    @cached_property
    def zone_name(self) -> str:
        """The zone with its distance from UTC, for example ``Europe/Amsterdam (UTC+2)``."""
        name = self.snapshot.review.timezone
        start, end = self.window
        offsets = sorted({in_zone(at, self.snapshot.zone).utcoffset() or timedelta() for at in (start, end) if at})
        if name == "UTC" or not offsets:
            return name
        return f"{name} ({', '.join(map(_offset, offsets))})"

    @cached_property
    def window(self) -> tuple[datetime | None, datetime | None]:
        """From when to when the review looks: as it was set, else from the first to the last dated thing."""
        review = self.snapshot.review
        dated = [e.occurred_at for e in self.snapshot.shown_events if e.occurred_at]
        dated += [m.at for m in self.snapshot.moments.values() if m.at]
        return review.window_start or min(dated, default=None), review.window_end or max(dated, default=None)

    @cached_property
    def start(self) -> datetime | None:
        """From where the time since the start counts."""
        return self.snapshot.moment_at(MomentKind.STARTED) or self.window[0]

    @cached_property
    def one_day(self) -> bool:
        """Whether everything falls on one day of the zone."""
        days = {in_zone(e.occurred_at, self.snapshot.zone).date() for e in self.snapshot.shown_events if e.occurred_at}
        return len(days) <= 1

    @cached_property
    def seconds(self) -> bool:
        """Whether any source tells seconds."""
        return any(e.occurred_at and e.occurred_at.second for e in self.snapshot.shown_events)

    @cached_property
    def ranges(self) -> bool:
        """Whether anything lasted, so that its time has two ends."""
        return any(e.occurred_until for e in self.snapshot.shown_events)

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number under which the appendix lists each event, by id."""
        return {event.id: number for number, event in enumerate(self.snapshot.shown_events, 1)}

    @cached_property
    def footnotes(self) -> dict[int, str]:
        """The footnote of each source, by id: ``S1``, ``S2`` and so on."""
        return {source.id: f"S{number}" for number, source in enumerate(self.snapshot.sources, 1)}

    @cached_property
    def merged(self) -> dict[int, list[Event]]:
        """The duplicates that each event stands for, by id."""
        found: dict[int, list[Event]] = {}
        for event in self.snapshot.all(Event):
            if event.merged_into is not None:
                found.setdefault(event.merged_into, []).append(event)
        return found

    def when(self, instant: datetime | None, *, day: bool = True) -> str:
        """An instant in the zone of the review; empty where it is not known."""
        return format_instant(instant, self.snapshot.zone, date=day) if instant else ""

    def event_time(self, event: Event, *, day: bool = True, seconds: bool = False) -> str:
        """The time of an event with its honesty."""
        return format_event_time(event, self.snapshot.zone, date=day, seconds=seconds)

    def anchor(self, event: Event) -> str:
        """The anchor of an event's row in the appendix; empty for a hidden event."""
        number = self.numbers.get(event.id)
        return f"event-{number}" if number else ""

    def event_label(self, event: Event) -> str:
        """An event by its number in the appendix and its time."""
        number = self.numbers.get(event.id)
        shown = f"{say('timeline', 'number')} {number} · " if number else ""
        return shown + self.event_time(event, day=not self.one_day)

    def event_link(self, event: Event) -> Link:
        """An event that leads to its row in the appendix."""
        return Link(event.title, self.anchor(event), self.event_label(event))

    def event_cell(self, event: Event | None, note: str = "") -> Cell:
        """The same as a cell; only the note where there is no event."""
        if event is None:
            return Cell(note)
        return Cell(event.title, note, self.anchor(event), self.event_label(event))

    def provenance(self, event: Event) -> str:
        """Where an event comes from: ``[S1] row 12``, and the places of the duplicates it stands for."""
        return "\n".join(dict.fromkeys(self._places((event, *self.merged.get(event.id, ())))))

    def _places(self, events: Iterable[Event]) -> Iterable[str]:
        for event in events:
            footnote = self.footnotes.get(event.source_id or 0)
            yield f"[{footnote}] {event.locator}".strip() if footnote else say("events", "by_hand")

    def source_anchor(self, source: Source) -> str:
        """The anchor of a source's row."""
        return f"source-{self.footnotes[source.id]}"


def _offset(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
