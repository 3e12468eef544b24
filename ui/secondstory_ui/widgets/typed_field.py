"""A field for a value that people type as text, in any of several ways."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory_ui.text import shown_error
from secondstory_ui.widgets.access import announce, set_mark
from secondstory_ui.widgets.labels import Label


class TypedField(QWidget):
    """A line, something beside it, and below it the reason where what was typed cannot be read: then the text stays.

    ``parse`` turns typed text into a value or raises `UserError`; ``show`` writes a value. ``committed`` carries the
    value, or None where the field was emptied.
    """

    committed = Signal(object)

    def __init__(
        self,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        placeholder: str,
        beside: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self._value: Any = None
        self._line = QLineEdit()
        self._line.setPlaceholderText(placeholder)
        self._line.editingFinished.connect(self.commit)
        self._line.textEdited.connect(lambda: self._say(""))
        self._error = Label("", "small", "danger", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._line, 1)
        row.addWidget(beside)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self._line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setAccessibleName(self, name: str) -> None:
        """Name the line that is typed into."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def value(self) -> Any:
        """The last value that was read or set, or None."""
        return self._value

    def error(self) -> str:
        """Why the typed text could not be read, or nothing."""
        return self._error.text()

    def set_value(self, value: Any) -> None:
        """Show a value, or none; typed text that is not committed yet stays. Sends no signal."""
        self._value = value
        if not (self._line.hasFocus() and self._line.isModified()):
            self._line.setText("" if value is None else self._show(value))
            self._line.setModified(False)
            self._say("")

    def commit(self) -> None:
        """Read what was typed and send it if it changed."""
        if not self._line.isModified():
            return
        text = self._line.text().strip()
        try:
            self.accept(self._parse(text) if text else None)
        except UserError as error:
            self._say(shown_error(error))

    def accept(self, value: Any) -> None:
        """Take a value as if it had been typed, and send it if it changed."""
        changed = value != self._value
        self._line.setModified(False)
        self.set_value(value)
        if changed:
            self.committed.emit(value)

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        set_mark(self._line, fault=bool(error))
        self._line.setAccessibleDescription(error)
        announce(self._line, error)
