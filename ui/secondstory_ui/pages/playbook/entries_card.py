"""A list of short entries with an editor beside it: for the glossary and for the roles."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import danger_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow
from secondstory_ui.widgets.tables import dress_list
from secondstory_ui.widgets.text_fields import LineField, TextField

_LIST_WIDTH = 260
_LIST_HEIGHT = 280
_ROW_ROOM = 14


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is listed and edited."""

    id: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """What a list of entries is called, and what its parts are called."""

    title: str
    why: str
    name_label: str
    text_label: str
    add: str
    remove: str
    empty: str


class EntriesCard(Card):
    """Shows entries; asks for changes by its signals and makes none itself."""

    added = Signal()
    changed = Signal(int, str, str)
    """The id of an entry, ``name`` or ``text``, and the new value."""
    removed = Signal(int)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(words.title, parent=parent)
        self._entries: tuple[Entry, ...] = ()
        self._shown = 0
        self.list = _Entries(words.title)
        self.name = LineField()
        self.text = TextField(lines=(3, 8))
        self.add_button = secondary_button(words.add, "add")
        self.remove_button = danger_button(words.remove, "remove")
        self._nothing = Label(words.empty, "body", "muted", wrap=True)
        self.add(Label(words.why, "body", "muted", wrap=True))
        self._editor = QWidget()
        self._lay_out(words)
        self.add_action(self.add_button)
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.list.remove_asked.connect(self._remove)
        self.add_button.clicked.connect(self.added)
        self.remove_button.clicked.connect(self._remove)
        self.name.committed.connect(lambda value: self._change("name", value))
        self.text.committed.connect(lambda value: self._change("text", value))

    def _lay_out(self, words: Words) -> None:
        column = QVBoxLayout(self._editor)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("unit"))
        column.addWidget(FormRow(words.name_label, self.name))
        column.addWidget(FormRow(words.text_label, self.text))
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.remove_button)
        column.addLayout(last)
        column.addStretch(1)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(length("page"))
        row.addWidget(self.list)
        row.addWidget(self._editor, 1)
        row.addWidget(self._nothing, 1)
        self.body.addLayout(row)

    def controls(self) -> list[QWidget]:
        """The controls in reading order."""
        return [self.add_button, self.list, self.name, self.text, self.remove_button]

    def show_entries(self, entries: Sequence[Entry], select: int = 0) -> None:
        """Show these entries; the selected one stays selected, unless another one is named."""
        wanted = select or self._shown
        self._entries = tuple(entries)
        self.list.blockSignals(True)
        self.list.clear()
        for entry in self._entries:
            item = QListWidgetItem(entry.name)
            item.setSizeHint(QSize(0, self.list.fontMetrics().height() + _ROW_ROOM))
            self.list.addItem(item)
        row = next((row for row, entry in enumerate(self._entries) if entry.id == wanted), 0)
        self.list.setCurrentRow(row if self._entries else -1)
        self.list.blockSignals(False)
        self._show_current()

    def select(self, entry_id: int) -> bool:
        """Select an entry; whether it is here."""
        row = next((row for row, entry in enumerate(self._entries) if entry.id == entry_id), -1)
        if row >= 0:
            self.list.setCurrentRow(row)
        return row >= 0

    def _current(self) -> Entry | None:
        row = self.list.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def _show_current(self) -> None:
        entry = self._current()
        self._editor.setVisible(entry is not None)
        self._nothing.setVisible(entry is None)
        if entry is None:
            self._shown = 0
        elif entry.id == self._shown:
            self.name.set_text(entry.name)
            self.text.set_text(entry.text)
        else:
            self.name.commit()
            self.text.commit()
            self._shown = entry.id
            self._keep_current(entry.id)  # committing may have shown the list anew
            self.name.reset_text(entry.name)
            self.text.reset_text(entry.text)

    def _keep_current(self, entry_id: int) -> None:
        self.list.blockSignals(True)
        self.select(entry_id)
        self.list.blockSignals(False)

    def _change(self, field: str, value: str) -> None:
        if self._shown:
            self.changed.emit(self._shown, field, value.strip())

    def _remove(self) -> None:
        entry = self._current()
        if entry is not None:
            self.removed.emit(entry.id)


class _Entries(QListWidget):
    """The names; Delete asks for the removal of the current one."""

    remove_asked = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        dress_list(self, accessible_name)
        self.setFixedWidth(_LIST_WIDTH)
        self.setMinimumHeight(_LIST_HEIGHT)
        self.setUniformItemSizes(True)
        self.setSpacing(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete removes."""
        if event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit()
        else:
            super().keyPressEvent(event)
