"""The events of a review as a table; edits are asked for by a signal and never made here."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from secondstory.model.event_list import EventList, places_of_ones
from secondstory.model.records import Event
from secondstory_ui.models.event_cells import Column, EventCells, span
from secondstory_ui.models.event_filter import EventFilter, EventSearch
from secondstory_ui.text import translate

EVENT_ID_ROLE = Qt.ItemDataRole.UserRole + 1
EVENT_ROLE = Qt.ItemDataRole.UserRole + 2
MOST_ROW_SIGNALS = 500
FIRST_SECONDS, MORE_SECONDS = 0.012, 0.02
"""How long a search may hold the window up, at first and between frames."""
FIRST_PAUSE_MS, PAUSE_MS = 60, 30
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


COLUMNS = tuple(Column)
FIELDS = {Column.TIME: "time", Column.ROLE: "role", Column.KIND: "kind", Column.WHAT: "title", Column.KEY: "key"}
LOOKED_AT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
WRITTEN_INTO = LOOKED_AT | Qt.ItemFlag.ItemIsEditable
FLAGS = tuple(WRITTEN_INTO if column in FIELDS and column is not Column.KEY else LOOKED_AT for column in COLUMNS)
"""What can be done with the cells of each column; a view asks for it at every cell that it paints."""

CELLS: Mapping[int, Callable[[EventCells, Event, Column], object]] = {
    Qt.ItemDataRole.DisplayRole: EventCells.text,
    Qt.ItemDataRole.EditRole: EventCells.editable,
    Qt.ItemDataRole.ToolTipRole: EventCells.tip,
    Qt.ItemDataRole.AccessibleTextRole: EventCells.spoken,
    Qt.ItemDataRole.ForegroundRole: EventCells.colour,
    EVENT_ID_ROLE: lambda _cells, event, _column: event.id,
    EVENT_ROLE: lambda _cells, event, _column: event,
}


class EventTableModel(QAbstractTableModel):
    """Shows events in the order in which they are given, those only that the filter lets through.

    When events are set again, rows that changed are told as changed, and rows that came or went as such, so that
    selection and scroll position stay; only a wholly different table is a reset.
    """

    edit_requested = Signal(int, str, object)
    """The event, the field (time, role, kind, title or key) and the new value: text, an `EventKind`, or a bool."""

    searched = Signal()
    """All was found of a search that could not be ended at once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._search = EventSearch(EventList())
        self._filter = EventFilter()
        self._total = 0
        self._mask = b""
        self._parts: Iterator[bytes] = iter(())
        self._searching = False
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._find_more)
        self._shown = EventList()
        self._looked_at: tuple[EventList | None, int, Event | None] = (None, -1, None)
        self._told = EventCells()

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
        told = EventCells(zone, start, dict(sources or {}), dict(clocks or {}), *span(events, zone), events.events)
        changed, self._told = told != self._told, told
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
        """For each of the events that were set 1 where it is shown, else 0; shorter as long as it is searched."""
        return self._mask

    @property
    def searching(self) -> bool:
        """Whether more may be found."""
        return self._searching

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
        """Show what the filter lets through: the first of it at once, the rest soon where the events are very many."""
        self._parts, self._mask = self._search.parts(self._filter), b""
        self._find_some(FIRST_SECONDS, FIRST_PAUSE_MS)
        events = self._search.events
        self._become(events.only(self._mask) if not self._searching else events.at(places_of_ones(self._mask)))

    def _find_more(self) -> None:
        known = len(self._mask)
        self._find_some(MORE_SECONDS, PAUSE_MS)
        places = [known + place for place in places_of_ones(self._mask[known:])]
        if places:
            self.beginInsertRows(NOWHERE, len(self._shown), len(self._shown) + len(places) - 1)
            self._shown = self._shown.with_more(self._search.events.at(places))
            self.endInsertRows()
        if not self._searching:
            self.searched.emit()

    def _find_some(self, seconds: float, pause_ms: int) -> None:
        """Go on searching for so long, and again after a pause in which the window is painted."""
        end, found = time.perf_counter() + seconds, [self._mask]
        for part in self._parts:
            found.append(part)
            if time.perf_counter() > end:
                break
        self._mask = b"".join(found)
        self._searching = len(self._mask) < len(self._search.events)
        if self._searching:
            self._soon.start(pause_ms)

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
        zone = getattr(self._told.zone, "key", None) or str(self._told.zone)
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
        cell = CELLS.get(role)
        if cell is None or not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        return cell(self._told, self._event_of(index.row()), COLUMNS[index.column()])

    def _event_of(self, row: int) -> Event:
        """The event of a row; a view asks for the same one again and again."""
        events, last, event = self._looked_at
        if event is None or last != row or events is not self._shown:
            event = self._shown[row]
            self._looked_at = self._shown, row, event
        return event

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What people write into can be edited; the key mark is a switch."""
        return FLAGS[index.column()] if index.isValid() else Qt.ItemFlag.NoItemFlags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for a change; the table shows it once it was made and the events are set again."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        event, column = self._shown[index.row()], Column(index.column())
        if column not in FIELDS or value == self._told.editable(event, column):
            return False
        self.edit_requested.emit(event.id, FIELDS[column], value)
        return True


def _middle(old: Sequence[int], new: Sequence[int]) -> tuple[int, int, int]:
    """Where two lists begin to differ, and where the equal end begins in the one and in the other."""
    most = min(len(old), len(new))
    start = next((i for i in range(most) if old[i] != new[i]), most)
    back = next((i for i in range(most - start) if old[-1 - i] != new[-1 - i]), most - start)
    return start, len(old) - back, len(new) - back
