"""Yes, partly, no or unknown: four buttons of which at most one is down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from secondstory.model.enums import AnswerValue
from secondstory_ui.text import shown_name
from secondstory_ui.widgets.buttons import Button, quiet_button


class AnswerButtons(QWidget):
    """One Tab stop; the arrow keys choose among the four."""

    answered = Signal(object)
    """`AnswerValue`: what a person chose."""

    def __init__(self, spoken: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[AnswerValue, Button] = {}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        for value in AnswerValue:
            button = quiet_button(shown_name(value))
            button.setCheckable(True)
            self._group.addButton(button)
            self._buttons[value] = button
            line.addWidget(button)
        self.set_spoken(spoken)
        self._group.buttonClicked.connect(self._clicked)

    def set_spoken(self, spoken: str) -> None:
        """Say what is answered, for screen readers."""
        for value, button in self._buttons.items():
            button.setAccessibleName(f"{spoken}: {shown_name(value)}")

    def button(self, value: AnswerValue) -> Button:
        """The button of a value."""
        return self._buttons[value]

    def value(self) -> AnswerValue | None:
        """What is chosen."""
        return next((value for value, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: AnswerValue | None) -> None:
        """Show a value; sends no signal."""
        self._group.setExclusive(value is not None)
        for each, button in self._buttons.items():
            button.setChecked(each is value)
        self._group.setExclusive(True)

    def _clicked(self, _button: object) -> None:
        self.answered.emit(self.value())
