"""A choice from one of the closed lists, by the names people read."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from secondstory_ui.text import shown_name

E = TypeVar("E", bound=StrEnum)


class QuietCombo(QComboBox):
    """A combo box that leaves the wheel to the page while it has no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a focused box follows the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class EnumCombo(QuietCombo, Generic[E]):
    """A combo box over a closed list. ``chosen`` carries the value a person picked, or None for ``none_text``."""

    chosen = Signal(object)

    def __init__(self, values: Iterable[E], none_text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[E | None] = [None] if none_text else []
        if none_text:
            self.addItem(none_text)
        for value in values:
            self._values.append(value)
            self.addItem(shown_name(value))
        self.activated.connect(lambda index: self.chosen.emit(self._values[index]))

    def value(self) -> E | None:
        """What is chosen."""
        index = self.currentIndex()
        return self._values[index] if index >= 0 else None

    def set_value(self, value: E | None) -> None:
        """Show a value; sends no signal."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)
