"""A line that adds something: only Enter or its button sends it, so that a pause in typing adds no half sentence."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from secondstory_ui.widgets.text_fields import TextField


class EntryField(TextField):
    """Grows with what is typed. ``entered`` carries the text without its edges; the field is empty afterwards."""

    entered = Signal(str)

    def __init__(self, accessible_name: str = "", placeholder: str = "") -> None:
        super().__init__(accessible_name, placeholder, lines=(1, 4))

    def enter(self) -> None:
        """Send what was typed, if anything was."""
        text = " ".join(self.text().split())
        if text:
            self.reset_text("")
            self.entered.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter sends; Esc leaves the text where it is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        else:
            super().keyPressEvent(event)
