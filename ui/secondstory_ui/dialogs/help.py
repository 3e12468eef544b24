"""Help: the keyboard shortcuts, and what this program is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory import __version__
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn

_SIZE = (520, 560)
_ABOUT_WIDTH = 520


class ShortcutsDialog(QDialog):
    """Every act that has a key, with its key."""

    def __init__(self, shortcuts: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.resize(*_SIZE)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(length("page"))
        grid.setContentsMargins(0, 0, length("gap"), 0)
        grid.setVerticalSpacing(length("unit") + 2)
        for row, (act, keys) in enumerate(shortcuts):
            grid.addWidget(Label(act, wrap=True), row, 0)
            grid.addWidget(Label(keys, "strong", "muted"), row, 1)
        scroll = ScrollColumn(margins=0)
        scroll.body.addLayout(grid)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrow keys scroll: nothing inside takes the focus
        scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        column = dialog_column(self, self.tr("Keyboard shortcuts"))
        note = self.tr("Lists and tables are one stop of the Tab key; the arrow keys move inside them.")
        column.addWidget(Label(note, "body", "muted", wrap=True))
        column.addWidget(scroll, 1)
        column.addLayout(close_row(self))


class AboutDialog(QDialog):
    """Version, licence and where the library is."""

    def __init__(self, place: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self.setWindowTitle(self.tr("About Second Story"))
        self.setMinimumWidth(_ABOUT_WIDTH)
        column = dialog_column(self, "Second Story")
        column.addWidget(Label(self.tr("Version {version}").format(version=__version__), "strong"))
        what = self.tr(
            "Blameless post-incident review. The first story of an incident is what somebody did; the second story is "
            "what made it sensible at the time, and what let it turn into harm."
        )
        column.addWidget(Label(what, wrap=True))
        column.addWidget(Label(self.tr("Free software under the Apache License 2.0."), "body", "muted"))
        field = QLineEdit(place)
        field.setReadOnly(True)
        field.setCursorPosition(0)
        column.addWidget(FormRow(self.tr("&Library"), field))
        copy = secondary_button(self.tr("&Copy library place"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._place))
        column.addStretch(1)
        column.addLayout(close_row(self, copy))


def dialog_column(dialog: QDialog, title: str) -> QVBoxLayout:
    """The column of a dialog under its title."""
    column = QVBoxLayout(dialog)
    page = length("page")
    column.setContentsMargins(page, page, page, page)
    column.setSpacing(length("gap"))
    column.addWidget(Label(title, "title"))
    return column


def close_row(dialog: QDialog, *others: QWidget) -> QHBoxLayout:
    """Further buttons on the left, *Close* on the right."""
    row = QHBoxLayout()
    for other in others:
        row.addWidget(other)
    row.addStretch(1)
    close = primary_button(dialog.tr("Close"))
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    row.addWidget(close)
    return row
