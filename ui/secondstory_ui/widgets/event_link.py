"""An event on one line that leads to the timeline."""

from datetime import tzinfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from secondstory.model.records import Event
from secondstory.timeline.clock import format_event_time
from secondstory_ui.widgets.buttons import Button


class EventLink(Button):
    """Time and title of an event, shortened where there is no room; the whole of it is the tooltip."""

    def __init__(
        self, event: Event, zone: tzinfo, spoken: str = "", *, date: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__("", "link", parent=parent)
        self._words = f"{format_event_time(event, zone, date=date)}  {event.title}"
        self.event_id = event.id
        full = f"{format_event_time(event, zone)}  {event.title}"
        self.setToolTip(full)
        self.setAccessibleName(f"{spoken} {full}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as the whole line."""
        wide = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(wide + 20, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a time and a few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("00:00  mmmm…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        room = max(self.width(), self.minimumSizeHint().width()) - 14
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(text.replace("&", "&&"))
