"""What the procedure suggests for a cause, and the answers to it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.causes.procedure import Procedure, Suggestion
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory_ui.text import shown_name, shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import Button, quiet_button, secondary_button
from secondstory_ui.widgets.chip import CAUSE_MARKS, Chip
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label


class SuggestionBox(QWidget):
    """A label with the step that decided it, and buttons to confirm it, choose another, or leave it open."""

    placed = Signal(object)
    """`CauseLabel`: the group decided."""
    split_asked = Signal()
    left_open = Signal()

    def __init__(self, ref: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ref = ref
        self._text = ""
        self.suggestion: Suggestion | None = None
        self._chip = Chip("")
        self._reason = Label("", "small", "muted", wrap=True)
        self._sure = Label("", "small", "muted")
        top = QHBoxLayout()
        top.setSpacing(length("unit"))
        top.addWidget(Label(self.tr("Suggested"), "small_strong", "muted"))
        top.addWidget(self._chip)
        top.addWidget(self._sure)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addLayout(top)
        column.addWidget(self._reason)
        column.addWidget(self._buttons())

    def _buttons(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder, 6)
        self.confirm = self._button(secondary_button(self.tr("Confirm"), "keep"), line)
        self.confirm.clicked.connect(self._confirm)
        for label in (CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL):
            button = self._button(quiet_button(shown_name(label)), line)
            button.clicked.connect(partial(self._place, label))
        mixed = self._button(quiet_button(self.tr("Mixed: split…")), line)
        mixed.clicked.connect(self.split_asked)
        leave = self._button(quiet_button(self.tr("Leave open")), line)
        leave.clicked.connect(self.left_open)
        return holder

    def _button(self, button: Button, line: FlowLayout) -> Button:
        button.setAccessibleName(f"{button.text()} {self._ref}")
        line.addWidget(button)
        return button

    def show_cause(self, cause: Cause) -> None:
        """Show the suggestion for the words of a cause."""
        if cause.text == self._text and self.suggestion is not None:
            return
        self._text = cause.text
        self.suggestion = found = Procedure.load().suggest(cause.text)
        self._chip.set(shown_name(found.label), *CAUSE_MARKS[found.label])
        self._sure.setText(self.tr("confidence: {level}").format(level=shown_name(found.confidence).lower()))
        self._reason.setText(shown_text(found.reason))
        self._sure.setVisible(found.label is not CauseLabel.UNCLASSIFIED)
        self.confirm.setVisible(found.label is not CauseLabel.UNCLASSIFIED)

    def _confirm(self) -> None:
        if self.suggestion is None:
            return
        if self.suggestion.label is CauseLabel.MIXED:
            self.split_asked.emit()
        else:
            self.placed.emit(self.suggestion.label)

    def _place(self, label: CauseLabel, _checked: bool = False) -> None:
        self.placed.emit(label)
