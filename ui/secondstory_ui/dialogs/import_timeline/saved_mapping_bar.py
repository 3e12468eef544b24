"""Mappings saved under a name: choose one for this file, save what was chosen here, rename, delete."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory.services.saved_mappings import SavedMappings, fitting
from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.text import shown_error
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import Button, quiet_button
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow


class SavedMappingBar(QWidget):
    """What it did, and what a file does not have of a mapping, stands below it."""

    chosen = Signal(dict)
    """The mapping to be used for the file, as far as its columns go."""

    def __init__(self, saved: SavedMappings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = saved
        self._candidate: Candidate | None = None
        self._deleted: tuple[str, dict[str, str]] = ("", {})
        self.list = QuietCombo()
        self.list.setMinimumWidth(200)
        self.list.activated.connect(lambda _place: self._use())
        self.name = QLineEdit()
        self.name.setPlaceholderText(self.tr("Name for these columns"))
        self.name.setMinimumWidth(200)
        self.name.textEdited.connect(lambda _text: self._enable())
        self.save = self._button(self.tr("Save"), self._save)
        self.rename = self._button(self.tr("Rename"), self._rename)
        self.delete = self._button(self.tr("Delete"), self._delete)
        self.put_back = self._button(self.tr("Put it back"), self._put_back)
        self.put_back.hide()
        self.told = Label("", "small", "muted", wrap=True)
        self.told.hide()
        self._lay_out()
        self._show_names()

    def _button(self, text: str, act: Callable[[], None]) -> Button:
        button = quiet_button(text)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: self._try(act))
        return button

    def _lay_out(self) -> None:
        line = QWidget()
        flow = FlowLayout(line, spacing=12)
        flow.addWidget(FormRow(self.tr("Saved &mapping"), self.list))
        flow.addWidget(FormRow(self.tr("Sa&ve under a name"), self.name))
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 20, 0, 0)
        row.setSpacing(4)
        for button in (self.save, self.rename, self.delete, self.put_back):
            row.addWidget(button)
        flow.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(line)
        column.addWidget(self.told)

    def show_candidate(self, candidate: Candidate) -> None:
        """Offer the saved mappings for this file."""
        if candidate is not self._candidate:
            self._candidate = candidate
            self._say("")
            self._show_names()
        self._enable()

    def _show_names(self, current: str = "") -> None:
        self.list.clear()
        self.list.addItem(self.tr("none chosen"), "")
        try:
            names = list(self._saved.all())
        except UserError as error:
            names = []
            self._say(shown_error(error))
        for name in names:
            self.list.addItem(name, name)
        self.list.setCurrentIndex(max(0, self.list.findData(current)))
        self.name.setText(current)
        self._enable()

    def _enable(self) -> None:
        current, typed = str(self.list.currentData() or ""), " ".join(self.name.text().split())
        self.save.setEnabled(bool(typed and self._candidate is not None and self._candidate.mapping))
        self.save.setToolTip("" if self.save.isEnabled() else self.tr("Choose a column below and type a name."))
        self.rename.setEnabled(bool(current and typed) and typed != current)
        self.delete.setEnabled(bool(current))

    def _try(self, act: Callable[[], None]) -> None:
        self._say("")
        try:
            act()
        except UserError as error:
            self._say(shown_error(error))

    def _say(self, text: str) -> None:
        self.told.setText(text)
        self.told.setVisible(bool(text))
        self.put_back.hide()
        announce(self, text)

    def _use(self) -> None:
        name = str(self.list.currentData() or "")
        self.name.setText(name)
        self._enable()
        if name and self._candidate is not None:
            self._try(lambda: self._apply(name))

    def _apply(self, name: str) -> None:
        if self._candidate is None:
            return
        fits = fitting(self._saved.of(name), self._candidate.layout)
        if fits.missing:
            words = self.tr("Not in this file, and left out: {columns}.")
            self._say(words.format(columns=", ".join(f"“{source}”" for source in fits.missing.values())))
        if fits.mapping:
            self.chosen.emit(fits.mapping)

    def _save(self) -> None:
        if self._candidate is None:
            return
        name = " ".join(self.name.text().split())
        known = name in self._saved.all()
        self._saved.save(name, self._candidate.mapping)
        self._show_names(name)
        words = self.tr("“{name}” was replaced.") if known else self.tr("“{name}” was saved.")
        self._say(words.format(name=name))

    def _rename(self) -> None:
        name = " ".join(self.name.text().split())
        self._saved.rename(str(self.list.currentData()), name)
        self._show_names(name)
        self._say(self.tr("It is called “{name}” now.").format(name=name))

    def _delete(self) -> None:
        name = str(self.list.currentData())
        self._deleted = name, self._saved.of(name)
        self._saved.delete(name)
        self._show_names()
        self._say(self.tr("“{name}” was deleted.").format(name=name))
        self.put_back.show()
        self.put_back.setFocus()

    def _put_back(self) -> None:
        name, mapping = self._deleted
        self._saved.save(name, mapping)
        self._show_names(name)
