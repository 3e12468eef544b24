"""A form row with what a choice means and, beside its field, the hints that help to word it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.check_list import IconLabel
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, clear_layout


class Hinted(QWidget):
    """A `FormRow` with hints below: questions in a neutral tone, which nobody has to answer."""

    def __init__(self, row: FormRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = row
        self._shown: list[str] = []
        self._help = ""
        self._hints = QVBoxLayout()
        self._hints.setSpacing(length("half"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addWidget(row)
        column.addLayout(self._hints)

    def set_help(self, text: str) -> None:
        """Say what the present choice means."""
        self._help = text
        self.row.set_help(text)
        self._describe()

    def hints(self) -> list[str]:
        """What is asked now."""
        return list(self._shown)

    def set_hints(self, hints: Sequence[str]) -> None:
        """Ask these questions, and no others."""
        if list(hints) == self._shown:
            return
        self._shown = list(hints)
        clear_layout(self._hints)
        for hint in hints:
            line = QHBoxLayout()
            line.setSpacing(6)
            line.addWidget(IconLabel("prompt", "accent", 15), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(hint, "small", wrap=True), 1)
            self._hints.addLayout(line)
        self._describe()

    def _describe(self) -> None:
        self.row.field.setAccessibleDescription(" ".join(part for part in (self._help, *self._shown) if part))
