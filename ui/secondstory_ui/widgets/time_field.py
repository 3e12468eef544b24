"""A field for a time as people type it, with its zone in sight."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory_ui.text import shown_error
from secondstory_ui.widgets.access import announce, set_mark
from secondstory_ui.widgets.labels import Label


class TimeField(QWidget):
    """Takes ``14:05``, ``1405``, ``2:05 pm``, ``+7m``: whatever ``parse`` reads.

    ``parse`` turns typed text into an instant or raises `UserError`; ``show`` writes an instant. ``committed`` carries
    the instant, or None where the field was emptied. A text that cannot be read stays, with the reason below it.
    """

    committed = Signal(object)

    def __init__(
        self,
        accessible_name: str,
        parse: Callable[[str], datetime],
        show: Callable[[datetime], str],
        zone: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._parse, self._show = parse, show
        self._value: datetime | None = None
        self._line = QLineEdit()
        self._line.setPlaceholderText(hint or self.tr("14:05, 2:05 pm or +7m"))
        self._line.editingFinished.connect(self.commit)
        self._line.textEdited.connect(lambda: self._say(""))
        self._zone = Label(zone, "small", "muted")
        self._zone.setVisible(bool(zone))  # without words it would still take its room and the gap before it
        self._error = Label("", "small", "danger", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._line, 1)
        row.addWidget(self._zone)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self._line)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(accessible_name)

    def setAccessibleName(self, name: str) -> None:
        """Name the line that is typed into."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def value(self) -> datetime | None:
        """The last instant that was read or set."""
        return self._value

    def error(self) -> str:
        """Why the typed text could not be read, or nothing."""
        return self._error.text()

    def set_zone(self, zone: str) -> None:
        """Show another zone beside the field; `set_value` again afterwards."""
        self._zone.setText(zone)
        self._zone.setVisible(bool(zone))

    def set_value(self, value: datetime | None) -> None:
        """Show an instant; typed text that is not committed yet stays. Sends no signal."""
        if self._line.hasFocus() and self._line.isModified():
            self._value = value
            return
        self._value = value
        self._line.setText(self._show(value) if value else "")
        self._line.setModified(False)
        self._say("")

    def commit(self) -> None:
        """Read what was typed and send it if it changed."""
        if not self._line.isModified():
            return
        text = self._line.text().strip()
        try:
            value = self._parse(text) if text else None
        except UserError as error:
            self._say(shown_error(error))
            return
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
