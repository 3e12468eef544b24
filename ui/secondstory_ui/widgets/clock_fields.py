"""How far a clock was off, and how that is known: two lines to type, and one that says what that does."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory.timeline.clock import format_instant
from secondstory.timeline.clock_offset import format_offset, moved, read_offset
from secondstory_ui.text import shown_error
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow


class ClockFields(QWidget):
    """Reads what is typed and says at once what is wrong with it; what it is for, others say."""

    edited = Signal()
    """A person typed in one of the lines."""
    entered = Signal()
    """Enter was pressed in one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.offset, self.reason = QLineEdit(), QLineEdit()
        self.offset.setPlaceholderText(self.tr("3 min fast, 90 s slow"))
        self.reason.setPlaceholderText(self.tr("for example: its host had no time service"))
        self._said = Label("", "small", "muted", wrap=True)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(FormRow(self.tr("Its clock was off by"), self.offset), 2)
        fields.addWidget(FormRow(self.tr("How that is known"), self.reason), 3)
        self._line = QHBoxLayout()
        self._line.setSpacing(12)
        self._line.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addLayout(self._line)
        for field in (self.offset, self.reason):
            field.textEdited.connect(self.edited)
            field.returnPressed.connect(self.entered)

    def add_action(self, widget: QWidget) -> None:
        """Put a control at the end of the last line."""
        self._line.addWidget(widget)

    def show_correction(self, offset: timedelta, reason: str) -> None:
        """Show a correction; sends no signal."""
        self.offset.setText(format_offset(offset) if offset else "")
        self.reason.setText(reason)

    def value(self) -> timedelta:
        """What is to be added to the times. Raises `UserError` where something else was typed."""
        return read_offset(self.offset.text())

    def because(self) -> str:
        """How it is known."""
        return self.reason.text().strip()

    def say_nothing(self) -> None:
        """There is no correction, and none is being typed."""
        self._say("", "muted")

    def say_fault(self, error: UserError) -> None:
        """Say what is wrong with what was typed."""
        self._say(shown_error(error), "danger")

    def say_effect(self, offset: timedelta, events: str, written: datetime | None, zone: tzinfo) -> None:
        """Say what the correction does to these events, with one of their times as an example."""
        words = self.tr("{offset} for {events}.").format(offset=format_offset(offset), events=events)
        true = moved(written, offset)
        if written is not None and true is not None:
            times = [format_instant(at, zone, date=False, seconds=True) for at in (written, true)]
            words = self.tr("{offset} for {events}: {written} becomes {true}.").format(
                offset=format_offset(offset), events=events, written=times[0], true=times[1]
            )
        self._say(words, "muted")

    def _say(self, words: str, tone: str) -> None:
        self._said.setText(words)
        self._said.set_tone(tone)
        self.offset.setAccessibleDescription(words)
