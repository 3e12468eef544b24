"""Splits a mixed cause into its two halves, which stay linked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.causes.procedure import Procedure
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory_ui.coaching import coach_field
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import quiet_button, secondary_button
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import TextField


class SplitEditor(QWidget):
    """Two fields with the parts that the procedure found, to be put into the group's own words."""

    closed = Signal()

    def __init__(self, acts: CauseActs, cause: Cause, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts, self._id = acts, cause.id
        found = Procedure.load().suggest(cause.text)
        self._reason = found.reason if found.label is CauseLabel.MIXED else ""
        self.external = self._field(self.tr("What began outside, {ref}"), cause, found.external_part or cause.text)
        self.systemic = self._field(self.tr("What was ours, {ref}"), cause, found.systemic_part)
        self.systemic.setPlaceholderText(self.tr("What of ours let it in, hid it or prolonged it?"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addWidget(Label(self.tr("What began outside"), "small_strong", "external"))
        column.addWidget(self.external)
        column.addWidget(Label(self.tr("What was ours"), "small_strong", "systemic"))
        column.addWidget(self.systemic)
        self.keep = secondary_button(self.tr("Keep as a linked pair"), "link")
        self.keep.setAccessibleName(self.tr("Keep {ref} as a linked pair").format(ref=cause.ref))
        self.keep.clicked.connect(self._split)
        cancel = quiet_button(self.tr("Cancel"))
        cancel.setAccessibleName(self.tr("Do not split {ref}").format(ref=cause.ref))
        cancel.clicked.connect(self.closed)
        buttons = QWidget()
        line = FlowLayout(buttons, length("half"))
        line.addWidget(self.keep)
        line.addWidget(cancel)
        column.addSpacing(length("half"))
        column.addWidget(buttons)
        self._missing = Label("", "small", "warn", wrap=True)
        self._missing.hide()
        column.addWidget(self._missing)

    def _field(self, name: str, cause: Cause, text: str) -> TextField:
        field = TextField(name.format(ref=cause.ref), lines=(1, 8))
        coach_field(self._acts.page, field)
        field.set_text(text)
        return field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the fields for the button; what was typed stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        super().keyPressEvent(event)

    def _split(self) -> None:
        empty = next((field for field in (self.external, self.systemic) if not field.text().strip()), None)
        if empty is not None:
            self._missing.setText(self.tr("A pair has two halves: write both."))
            self._missing.show()
            empty.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        external, systemic = self.external.text().strip(), self.systemic.text().strip()
        if self._acts.split(self._id, external, systemic, self._reason):
            self.closed.emit()
