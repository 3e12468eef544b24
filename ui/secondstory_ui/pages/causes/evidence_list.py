"""The events of the timeline as a list with boxes: ticked are those that support the chosen cause."""

from collections.abc import Sequence
from datetime import tzinfo

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory_ui.pages.causes.dragging import EVENTS, mime_of
from secondstory_ui.text import shown_event_time, shown_name
from secondstory_ui.theme.icons import icon

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class EvidenceList(QAbstractListModel):
    """Key events first, then the others, each in the order of the timeline."""

    ticked = Signal(int, bool)
    """Somebody ticked an event, or took the tick away."""

    def __init__(self) -> None:
        super().__init__()
        self._all: tuple[Event, ...] = ()
        self._events: list[Event] = []
        self._attached: frozenset[int] = frozenset()
        self._target = 0
        self._search = ""
        self._zone: tzinfo | None = None

    def show_events(self, snapshot: Snapshot) -> None:
        """Take the events of a review."""
        shown, key = snapshot.shown_events, snapshot.key_events
        self._zone = snapshot.zone
        self._all = (*key, *(event for event in shown if not event.key))
        self._filter()

    def show_target(self, cause_id: int, attached: Sequence[Event]) -> None:
        """Tick what supports a cause; 0: no cause is chosen, so there are no boxes."""
        self._target, self._attached = cause_id, frozenset(event.id for event in attached)
        if self._events:
            self.dataChanged.emit(self.index(0), self.index(len(self._events) - 1))

    def search(self, text: str) -> None:
        """Show only the events whose title, text, role or kind holds all these words."""
        self._search = text
        self._filter()

    def _filter(self) -> None:
        words = self._search.casefold().split()
        self.beginResetModel()
        self._events = [event for event in self._all if all(word in _searched(event) for word in words)]
        self.endResetModel()

    def event_at(self, index: Index) -> Event | None:
        """The event of a row."""
        return self._events[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many events are shown."""
        return 0 if parent.isValid() else len(self._events)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows are dragged onto cards, and ticked where a cause is chosen."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.isValid() and self._target else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Time and title; the star of key events; the tick."""
        event = self.event_at(index)
        if event is None or self._zone is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{shown_event_time(event, self._zone, date=False)}   {event.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            body = "" if event.body == event.title else f"\n{event.body}"
            return f"{shown_event_time(event, self._zone)}  {shown_name(event.kind)}\n{event.title}{body}"
        if role == Qt.ItemDataRole.DecorationRole:
            return icon("star_on", "warn") if event.key else icon(event.kind.value, "text_muted")
        if role == Qt.ItemDataRole.CheckStateRole and self._target:
            return Qt.CheckState.Checked if event.id in self._attached else Qt.CheckState.Unchecked
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Ask for the event to be attached or detached."""
        event = self.event_at(index)
        if event is None or role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.ticked.emit(event.id, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def mimeTypes(self) -> list[str]:
        """What a drag of rows carries."""
        return [EVENTS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The ids of the dragged events."""
        return mime_of(EVENTS, [event.id for index in indexes if (event := self.event_at(index))])


def _searched(event: Event) -> str:
    return f"{event.title} {event.body} {event.role} {shown_name(event.kind)}".casefold()
