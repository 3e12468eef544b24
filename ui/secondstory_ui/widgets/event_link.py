"""Links that shorten themselves, and the one for an event that leads to the timeline."""

from datetime import tzinfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from secondstory.model.records import Event
from secondstory_ui.text import shown_event_time
from secondstory_ui.widgets.buttons import Button

_AROUND = 14
_ICON = 26
_FEW = "00:00 m…"


class ElidedLink(Button):
    """A link that ends in … where there is no room; the whole of it is the tooltip and the spoken name.

    It is never narrower than ``least``, which may be nothing where an icon says enough.
    """

    def __init__(
        self, words: str = "", icon_name: str = "", parent: QWidget | None = None, *, least: str = _FEW
    ) -> None:
        super().__init__("", "link", icon_name, parent)
        self._words, self._least = "", least
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    def set_words(self, words: str, tooltip: str = "", spoken: str = "") -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(tooltip or words)
        self.setAccessibleName(spoken or words)
        self.updateGeometry()
        self._show()

    def _around(self) -> int:
        return _AROUND + (0 if self.icon().isNull() else _ICON)

    def sizeHint(self) -> QSize:
        """As wide as the whole line."""
        wide = self.fontMetrics().horizontalAdvance(self._words)
        return QSize(wide + self._around() + 6, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a few letters."""
        few = self.fontMetrics().horizontalAdvance(self._least)
        return QSize(min(few + self._around(), self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what fits."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        room = max(self.width(), self.minimumSizeHint().width()) - self._around()
        text = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(text.replace("&", "&&"))


class EventLink(ElidedLink):
    """Time and title of an event on one line."""

    def __init__(
        self, event: Event, zone: tzinfo, spoken: str = "", *, date: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.event_id = event.id
        full = f"{shown_event_time(event, zone)}  {event.title}"
        self.set_words(f"{shown_event_time(event, zone, date=date)}  {event.title}", full, f"{spoken} {full}".strip())
