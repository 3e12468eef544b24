"""A field to search or filter with."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from secondstory_ui.theme.icons import icon


class SearchField(QLineEdit):
    """Sends ``searched`` shortly after the last letter, at once on Enter, on leaving and on clearing; Esc clears."""

    searched = Signal(str)

    def __init__(self, placeholder: str, parent: QWidget | None = None, *, delay_ms: int = 180) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.addAction(icon("search", "text_muted"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icon("clear", "text_muted"), self.tr("Clear the search"), self)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._sent = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(delay_ms)
        self._timer.timeout.connect(self._send)
        self.textChanged.connect(self._changed)
        self.returnPressed.connect(self._send)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the field, or is left to others where it is empty."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever goes on to the list finds there what was typed, however fast they are."""
        self._send()
        super().focusOutEvent(event)

    def _changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        if text:
            self._timer.start()
        else:
            self._send()

    def _send(self) -> None:
        self._timer.stop()
        if (text := self.text().strip()) != self._sent:
            self._sent = text
            self.searched.emit(text)
