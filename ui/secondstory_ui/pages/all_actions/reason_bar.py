"""Asks, in place, why an action is not being done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from secondstory.services.actions import OpenAction
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label


class ReasonBar(Card):
    """Hidden until `ask`. ``given`` carries the action and the reason; ``left`` says that the action stays as it is."""

    given = Signal(object, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(level="raised", parent=parent)
        self._item: OpenAction | None = None
        self._question = Label("", "strong")
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("for example: the supplier's new plan removes the limit"))
        self._help = Label(self.tr("A few words are enough; they stay with the action."), "small", "muted")
        keep = secondary_button(self.tr("&Keep reason"), "keep")
        leave = quiet_button(self.tr("&Leave as it is"))
        row = QHBoxLayout()
        row.setSpacing(length("unit"))
        row.addWidget(self._question)
        row.addWidget(self.field, 1)
        row.addWidget(keep)
        row.addWidget(leave)
        self.body.addLayout(row)
        self.body.addWidget(self._help)
        keep.clicked.connect(self._give)
        leave.clicked.connect(self.leave)
        self.field.returnPressed.connect(self._give)
        self.hide()

    def ask(self, item: OpenAction) -> None:
        """Ask about an action."""
        self._item = item
        question = self.tr("Why is {ref} not being done?").format(ref=f"{item.review.ref} {item.action.ref}")
        self._question.setText(question)
        self.field.setAccessibleName(question)
        self.field.setText(item.action.reason)
        self._help.set_tone("muted")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, question)

    def leave(self) -> None:
        """Put the question away; nothing changes."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the action as it is."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        reason = self.field.text().strip()
        if self._item is None:
            return
        if not reason:
            self._help.set_tone("warn")
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, self._help.text())
            return
        self.hide()
        self.given.emit(self._item, reason)
