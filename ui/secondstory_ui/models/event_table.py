"""The events of a review as a table; edits are asked for by a signal and never made here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from enum import IntEnum
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from secondstory.model.enums import EventKind
from secondstory.model.event_list import EventList
from secondstory.model.instants import instant_at
from secondstory.model.records import Event
from secondstory.timeline.clock import format_event_time, format_instant, in_zone
from secondstory_ui.models.event_filter import EventFilter, EventSearch
from secondstory_ui.tellings import differences
from secondstory_ui.text import shown_name, translate

EVENT_ID_ROLE = Qt.ItemDataRole.UserRole + 1
EVENT_ROLE = Qt.ItemDataRole.UserRole + 2
MOST_ROW_SIGNALS = 500
A_SECOND, A_MINUTE = 1_000_000, 60_000_000
"""In microseconds."""
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from left to right."""

    TIME = 0
    SINCE = 1
    ROLE = 2
    KIND = 3
    WHAT = 4
    KEY = 5
    SOURCE = 6


COLUMNS = tuple(Column)
FIELDS = {Column.TIME: "time", Column.ROLE: "role", Column.KIND: "kind", Column.WHAT: "title", Column.KEY: "key"}


class EventTableModel(QAbstractTableModel):
    """Shows events in the order in which they are given, those only that the filter lets through.

    When events are set again, rows that changed are told as changed, and rows that came or went as such, so that
    selection and scroll position stay; only a wholly different table is a reset.
    """

    edit_requested = Signal(int, str, object)
    """The event, the field (time, role, kind, title or key) and the new value: text, an `EventKind`, or a bool."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = EventSearch(EventList())
        self._filter = EventFilter()
        self._total = 0
        self._mask = b""
        self._shown = EventList()
        self._looked_at: tuple[EventList | None, int, Event | None] = (None, -1, None)
        self._zone: tzinfo = UTC
        self._start: datetime | None = None
        self._sources: Mapping[int, str] = {}
        self._clocks: Mapping[int, str] = {}
        self._dates = False
        self._seconds = False
        self._cells: dict[int, Callable[[Event, Column], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.EditRole: self._editable,
            Qt.ItemDataRole.ToolTipRole: self._tip,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.ForegroundRole: self._colour,
            EVENT_ID_ROLE: lambda event, _column: event.id,
            EVENT_ROLE: lambda event, _column: event,
        }

    # What it shows ---------------------------------------------------------------------------------------------

    def set_events(
        self,
        events: EventList,
        zone: tzinfo,
        start: datetime | None,
        sources: Mapping[int, str] | None = None,
        clocks: Mapping[int, str] | None = None,
    ) -> None:
        """Show these events, told in that zone and counted from the start.

        ``sources`` names sources by their id; ``clocks`` says of those whose clock was corrected, by how much.
        """
        self._clocks = clocks or {}
        told = (zone, start, dict(sources or {}), *_span(events, zone))
        changed = told != (self._zone, self._start, self._sources, self._dates, self._seconds)
        self._zone, self._start, self._sources, self._dates, self._seconds = told
        self._search = EventSearch(events, self._search)
        self._total = len(events)
        self._find()
        if changed:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            self._tell_changed(0, len(self._shown) - 1)

    def set_filter(self, wanted: EventFilter) -> None:
        """Show only what the filter lets through."""
        if wanted != self._filter:
            self._filter = wanted
            self._find()

    @property
    def filter(self) -> EventFilter:
        """What is let through."""
        return self._filter

    @property
    def events(self) -> EventList:
        """All events that were set."""
        return self._search.events

    @property
    def mask(self) -> bytes:
        """For each of the events that were set 1 where it is shown, else 0."""
        return self._mask

    @property
    def shown(self) -> EventList:
        """The events that are shown, in their order."""
        return self._shown

    @property
    def total(self) -> int:
        """How many events there are without the filter."""
        return self._total

    def row_of(self, event_id: int) -> int:
        """The row of an event; -1 where it is not shown."""
        row = self._shown.place_of(event_id)
        return -1 if row is None else row

    def event_at(self, row: int) -> Event:
        """The event of a row."""
        return self._shown[row]

    def id_at(self, row: int) -> int:
        """The id of the event of a row; -1 outside of the table."""
        return self._shown.id_at(row) if 0 <= row < len(self._shown) else -1

    # Becoming another table ------------------------------------------------------------------------------------

    def _find(self) -> None:
        self._mask = self._search.mask(self._filter)
        self._become(self._search.events.only(self._mask))

    def _become(self, events: EventList) -> None:
        """Turn into a table of other events with the smallest signals."""
        if abs(len(events) - len(self._shown)) > MOST_ROW_SIGNALS:
            self._reset(events)
        elif self._shown.ids == events.ids:
            self._replace(events)
        elif len(self._shown) == len(events) and set(self._shown.ids) == set(events.ids):
            self._reorder(events)
        else:
            self._exchange(events, *_middle(self._shown.ids, events.ids))

    def _replace(self, events: EventList) -> None:
        """The same events in the same order: tell each stretch of rows that changed."""
        changed = events.events.differing(self._shown.events)
        self._shown = events
        self._tell_rows(changed)

    def _tell_rows(self, event_ids: Iterable[int]) -> None:
        """Tell each stretch of rows in which events changed."""
        first = last = -2
        for row in [*sorted(row for row in map(self.row_of, event_ids) if row >= 0), -2]:
            if row != last + 1:
                self._tell_changed(first, last)
                first = row
            last = row

    def _reorder(self, events: EventList) -> None:
        """The same events in another order: selections follow their events."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._shown.id_at(index.row()) for index in before]
        self._shown = events
        after = [self.index(self.row_of(i), index.column()) for i, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()
        self._tell_changed(0, len(events) - 1)

    def _exchange(self, events: EventList, start: int, old_end: int, new_end: int) -> None:
        """Other events between two equal ends: rows go and come, or the table is reset where these are very many."""
        if old_end - start + new_end - start > MOST_ROW_SIGNALS:
            self._reset(events)
            return
        changed = events.events.differing(self._shown.events)
        if old_end > start:
            self.beginRemoveRows(NOWHERE, start, old_end - 1)
            self._shown = events.without(start, new_end)
            self.endRemoveRows()
        if new_end > start:
            self.beginInsertRows(NOWHERE, start, new_end - 1)
            self._shown = events
            self.endInsertRows()
        self._shown = events
        self._tell_rows(changed)

    def _reset(self, events: EventList) -> None:
        self.beginResetModel()
        self._shown = events
        self.endResetModel()

    def _tell_changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))

    # The table, as Qt asks for it ------------------------------------------------------------------------------

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many events are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns; the time names its zone."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(Column):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        zone = getattr(self._zone, "key", None) or str(self._zone)
        if role == Qt.ItemDataRole.DisplayRole:
            zone = zone.rpartition("/")[2].replace("_", " ")  # there is no room for the continent
        names = {
            Column.TIME: translate("EventTable", "Time ({zone})").format(zone=zone),
            Column.SINCE: translate("EventTable", "Since start"),
            Column.ROLE: translate("EventTable", "Role"),
            Column.KIND: translate("EventTable", "Kind"),
            Column.WHAT: translate("EventTable", "What happened"),
            Column.KEY: translate("EventTable", "Key"),
            Column.SOURCE: translate("EventTable", "Source"),
        }
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return names[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in the role that Qt asks for; a view asks for many roles, so those without an answer go first."""
        cell = self._cells.get(role)
        if cell is None or not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        return cell(self._event_of(index.row()), COLUMNS[index.column()])

    def _event_of(self, row: int) -> Event:
        """The event of a row; a view asks for the same one again and again."""
        events, last, event = self._looked_at
        if event is None or last != row or events is not self._shown:
            event = self._shown[row]
            self._looked_at = self._shown, row, event
        return event

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What people write into can be edited; the key mark is a switch."""
        flags = super().flags(index)
        if index.isValid() and Column(index.column()) in FIELDS and index.column() != Column.KEY:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the table shows it once it was made and the events are set again."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        event, column = self._shown[index.row()], Column(index.column())
        if column not in FIELDS or value == self._editable(event, column):
            return False
        self.edit_requested.emit(event.id, FIELDS[column], value)
        return True

    # Cells -----------------------------------------------------------------------------------------------------

    def _text(self, event: Event, column: Column) -> str:
        if column is Column.TIME:
            return format_event_time(event, self._zone, date=self._dates, seconds=self._seconds)
        if column is Column.SINCE:
            return since(event.occurred_at, self._start)
        if column is Column.KIND:
            return shown_name(event.kind)
        if column is Column.SOURCE:
            return self._source(event)
        texts = {Column.ROLE: event.role, Column.WHAT: event.title, Column.KEY: "★" if event.key else ""}
        return texts[column]

    def _source(self, event: Event) -> str:
        if event.source_id is None:
            return translate("EventTable", "Added by hand")
        return self._sources.get(event.source_id, "")

    def _editable(self, event: Event, column: Column) -> str | bool | EventKind:
        if column is Column.TIME:
            at = event.occurred_at
            return format_instant(at, self._zone, date=self._dates, seconds=bool(at.second)) if at else ""
        if column is Column.KIND:
            return event.kind
        return event.key if column is Column.KEY else self._text(event, column)

    def _colour(self, event: Event, _column: Column) -> QColor | None:
        """Hidden events are pale."""
        if not event.hidden:
            return None
        return QGuiApplication.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    def _tip(self, event: Event, column: Column) -> str:
        if column is Column.TIME:
            return self._time_tip(event)
        if column is Column.SOURCE:
            return " · ".join(part for part in (self._source(event), event.locator) if part)
        if column is Column.KEY:
            return translate("EventTable", "Key event") if event.key else translate("EventTable", "Mark as key event")
        hidden = translate("EventTable", "Hidden from the timeline and from reports") if event.hidden else ""
        if column is not Column.WHAT:
            return "\n".join(part for part in (self._text(event, column), hidden) if part)
        text = "\n".join((event.title, event.body[:1000])).strip()
        return "\n".join(part for part in (text, self._told_otherwise(event), hidden) if part)

    def _told_otherwise(self, event: Event) -> str:
        """That duplicates for which an event stands say something else; the details say what, side by side."""
        merged = [other for other in self.events.events.merged if other.merged_into == event.id]
        found = differences(event, merged)
        return translate("EventTable", "Duplicates tell otherwise: {aspects}").format(aspects=found) if found else ""

    def _time_tip(self, event: Event) -> str:
        lines = [format_event_time(event, self._zone, seconds=True), shown_name(event.precision)]
        if event.time_as_written:
            lines.append(translate("EventTable", "Written as {text}").format(text=event.time_as_written))
        if event.zone_assumed:
            lines.append(
                translate("EventTable", "The source names no zone; {zone} was taken").format(zone=event.zone_assumed)
            )
        if corrected := self._clocks.get(event.source_id or 0):
            lines.append(corrected)
        return "\n".join(lines)

    def _spoken(self, event: Event, column: Column) -> str:
        if column is Column.KEY:
            return translate("EventTable", "Key event") if event.key else translate("EventTable", "Not a key event")
        text = self._text(event, column)
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


def _span(events: EventList, zone: tzinfo) -> tuple[bool, bool]:
    """Whether the events are of several days, and whether any time has seconds."""
    times = events.dated.times
    if not times:
        return False, False
    days = in_zone(instant_at(times[0]), zone).date() != in_zone(instant_at(times[-1]), zone).date()
    return days, any(time % A_MINUTE >= A_SECOND for time in times)


def _middle(old: Sequence[int], new: Sequence[int]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and where the equal end begins in the one and in the other."""
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    back = next((i for i in range(most - start) if old[-1 - i] != new[-1 - i]), most - start)
    return start, len(old) - back, len(new) - back
