"""A small dialog to type the time of a moment."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.enums import MomentKind
from secondstory_ui.page import StepPage
from secondstory_ui.text import shown_name
from secondstory_ui.times import time_field
from secondstory_ui.widgets.buttons import primary_button, quiet_button
from secondstory_ui.widgets.sections import FormRow


class TypeMomentDialog(QDialog):
    """One time field and the button that sets the moment."""

    chosen = Signal(object, object)
    """The `MomentKind` and the instant."""

    def __init__(self, page: StepPage, kind: MomentKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self.setWindowTitle(self.tr("When was “{moment}”?").format(moment=shown_name(kind)))
        self.setMinimumWidth(420)
        self.time = time_field(page, self.tr("Time"))
        self.time.set_value(page.snapshot.moment_at(kind))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(FormRow(self.windowTitle(), self.time))
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel, self.set_button = quiet_button(self.tr("Cancel")), primary_button(self.tr("Set the moment"))
        self.set_button.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.set_button.clicked.connect(self._set)
        buttons.addWidget(cancel)
        buttons.addWidget(self.set_button)
        column.addLayout(buttons)
        self.time.setFocus()

    def _set(self) -> None:
        self.time.commit()
        at: datetime | None = self.time.value()
        if not self.time.error() and at is not None:
            self.chosen.emit(self._kind, at)
            self.accept()
        else:
            self.time.setFocus()
