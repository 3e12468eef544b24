"""Where the library is, and how to use another one."""

from pathlib import Path

from PySide6.QtCore import QSettings, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from secondstory.services.library import default_place
from secondstory_ui.remembered import remembered_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow

PLACE = "library/place"
"""The library that the program opens next time; empty for the default one."""


class LibraryCard(Card):
    """Shows the place of the open library; another one counts from the next start."""

    said = Signal(str)
    """What was done, for the notice bar."""

    def __init__(self, settings: QSettings, place: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Library"), parent=parent)
        self._settings = settings
        self._place = place
        self.field = QLineEdit(place)
        self.field.setReadOnly(True)
        self.field.setCursorPosition(0)
        self.folder = secondary_button(self.tr("Open fo&lder"), "open")
        self.copy = secondary_button(self.tr("&Copy place"), "copy")
        self.other = secondary_button(self.tr("Use an&other library…"), "source")
        self.default = quiet_button(self.tr("Use the &default library"), "undo")
        self.next = Label("", "body", "warn", wrap=True)
        self.add(FormRow(self.tr("&Place"), self.field, self._help()))
        self.add(self.next)
        row = QHBoxLayout()
        row.setSpacing(length("unit"))
        for button in (self.folder, self.copy, self.other, self.default):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.folder.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(place).parent))))
        self.copy.clicked.connect(self._copy)
        self.other.clicked.connect(self._choose)
        self.default.clicked.connect(lambda: self.use(""))
        self._show_next()

    def _help(self) -> str:
        if "://" in self._place:
            return self.tr("All reviews are in this database.")
        return self.tr("All reviews are in this one file. Copy it while the program is closed to keep a backup.")

    def use(self, place: str) -> None:
        """Open another library (empty: the default one) from the next start on."""
        self._settings.setValue(PLACE, place)
        self._settings.sync()
        self._show_next()
        announce(self, self.next.text())

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._place)
        self.said.emit(self.tr("The place of the library is on the clipboard."))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Use another library"), str(Path(self._place).parent))
        dialog.setNameFilter(self.tr("Second Story library (*.db)"))
        dialog.setDefaultSuffix("db")
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)  # a new name makes a new library
        dialog.setLabelText(QFileDialog.DialogLabel.Accept, self.tr("Use this library"))
        dialog.fileSelected.connect(self.use)
        dialog.open()

    def _show_next(self) -> None:
        chosen = remembered_text(self._settings, PLACE)
        coming = chosen or default_place()
        self.folder.setEnabled("://" not in self._place)
        self.default.setVisible(bool(chosen))
        differs = bool(chosen or self.next.text()) and coming != self._place
        words = self.tr("At the next start the program opens {place}. Until then this library stays open.")
        self.next.setText(words.format(place=coming) if differs else "")
        self.next.setVisible(differs)
