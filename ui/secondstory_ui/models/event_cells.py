"""What the cells of the event table say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum

from PySide6.QtGui import QColor, QGuiApplication, QPalette

from secondstory.model.enums import EventKind
from secondstory.model.event_list import EventList
from secondstory.model.events import Events
from secondstory.model.instants import instant_at
from secondstory.model.records import Event
from secondstory.timeline.clock import format_instant, in_zone
from secondstory_ui.tellings import differences
from secondstory_ui.text import shown_event_time, shown_name, translate

A_SECOND, A_MINUTE = 1_000_000, 60_000_000
"""In microseconds."""


class Column(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    SINCE = 1
    ROLE = 2
    KIND = 3
    WHAT = 4
    KEY = 5
    SOURCE = 6


@dataclass(frozen=True)
class EventCells:
    """Tells events in a zone and counted from a start.

    ``sources`` names sources by their id; ``clocks`` says of those whose clock was corrected, by how much. ``dates``
    and ``seconds`` say whether times are told with them. ``events`` are all of the review.
    """

    zone: tzinfo = UTC
    start: datetime | None = None
    sources: Mapping[int, str] = field(default_factory=dict)
    clocks: Mapping[int, str] = field(default_factory=dict)
    dates: bool = False
    seconds: bool = False
    events: Events = field(default_factory=Events, compare=False)

    def text(self, event: Event, column: Column) -> str:
        """What a cell shows."""
        if column is Column.TIME:
            return shown_event_time(event, self.zone, date=self.dates, seconds=self.seconds)
        if column is Column.SINCE:
            return since(event.occurred_at, self.start)
        if column is Column.KIND:
            return shown_name(event.kind)
        if column is Column.SOURCE:
            return self._source(event)
        texts = {Column.ROLE: event.role, Column.WHAT: event.title, Column.KEY: "★" if event.key else ""}
        return texts[column]

    def _source(self, event: Event) -> str:
        if event.source_id is None:
            return translate("EventTable", "Added by hand")
        return self.sources.get(event.source_id, "")

    def editable(self, event: Event, column: Column) -> str | bool | EventKind:
        """What a person edits of a cell."""
        if column is Column.TIME:
            at = event.occurred_at
            return format_instant(at, self.zone, date=self.dates, seconds=bool(at.second)) if at else ""
        if column is Column.KIND:
            return event.kind
        return event.key if column is Column.KEY else self.text(event, column)

    def colour(self, event: Event, _column: Column) -> QColor | None:
        """Hidden events are pale."""
        if not event.hidden:
            return None
        return QGuiApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    def tip(self, event: Event, column: Column) -> str:
        """What a cell says to those who point at it."""
        if column is Column.TIME:
            return self._time_tip(event)
        if column is Column.SOURCE:
            return " · ".join(part for part in (self._source(event), event.locator) if part)
        if column is Column.KEY:
            return translate("EventTable", "Key event") if event.key else translate("EventTable", "Mark as key event")
        hidden = translate("EventTable", "Hidden from the timeline and from reports") if event.hidden else ""
        if column is not Column.WHAT:
            return "\n".join(part for part in (self.text(event, column), hidden) if part)
        text = "\n".join((event.title, event.body[:1000])).strip()
        return "\n".join(part for part in (text, self._told_otherwise(event), hidden) if part)

    def _told_otherwise(self, event: Event) -> str:
        """That duplicates for which an event stands say something else; the details say what, side by side."""
        found = differences(event, [other for other in self.events.merged if other.merged_into == event.id])
        return translate("EventTable", "Duplicates tell otherwise: {aspects}").format(aspects=found) if found else ""

    def _time_tip(self, event: Event) -> str:
        lines = [shown_event_time(event, self.zone, seconds=True), shown_name(event.precision)]
        if event.time_as_written:
            lines.append(translate("EventTable", "Written as {text}").format(text=event.time_as_written))
        if event.zone_assumed:
            lines.append(
                translate("EventTable", "The source names no zone; {zone} was taken").format(zone=event.zone_assumed)
            )
        if corrected := self.clocks.get(event.source_id or 0):
            lines.append(corrected)
        return "\n".join(lines)

    def spoken(self, event: Event, column: Column) -> str:
        """What a screen reader says of a cell."""
        if column is Column.KEY:
            return translate("EventTable", "Key event") if event.key else translate("EventTable", "Not a key event")
        text = self.text(event, column)
        hidden = column is Column.WHAT and event.hidden
        return f"{text}, {translate('EventTable', 'hidden')}" if hidden else text


def since(at: datetime | None, start: datetime | None) -> str:
    """How long after the start something was: ``+0:17``, ``−1:05``, ``+2 d 3:05``; empty where either is unknown."""
    if at is None or start is None:
        return ""
    minutes = abs(at - start) // timedelta(minutes=1)
    days, hours = minutes // 1440, minutes // 60 % 24
    clock = f"{hours}:{minutes % 60:02}"
    return ("−" if at < start else "+") + (f"{days} d {clock}" if days else clock)


def span(events: EventList, zone: tzinfo) -> tuple[bool, bool]:
    """Whether the events are of several days, and whether any time has seconds."""
    times = events.dated.times
    if not times:
        return False, False
    days = in_zone(instant_at(times[0]), zone).date() != in_zone(instant_at(times[-1]), zone).date()
    return days, any(time % A_MINUTE >= A_SECOND for time in times)
