"""Saying that the clock of a source was off, and by how much."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory.model.records import Event, Source
from secondstory.services.sources import correct_clock
from secondstory.timeline.clock import format_instant
from secondstory.timeline.clock_offset import format_offset, read_offset
from secondstory_ui.page import StepPage
from secondstory_ui.text import counted, shown_error
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow


class ClockCorrection(QWidget):
    """Two lines, how far the clock was off and how that is known, with a word on what that does to the times."""

    def __init__(self, page: StepPage, source: Source, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._source_id, self._event_id = page, source.id, event.id
        self.offset, self.reason = QLineEdit(), QLineEdit()
        self.offset.setPlaceholderText(self.tr("3 min fast, 90 s slow"))
        self.reason.setPlaceholderText(self.tr("for example: its host had no time service"))
        self.apply = secondary_button(self.tr("Correct &the clock"), "clock")
        self._said = Label("", "small", "muted", wrap=True)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(FormRow(self.tr("Its clock was off by"), self.offset), 2)
        fields.addWidget(FormRow(self.tr("How that is known"), self.reason), 3)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._said, 1)
        line.addWidget(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(fields)
        column.addLayout(line)
        self.offset.textEdited.connect(self._show_effect)
        self.reason.textEdited.connect(self._show_effect)
        self.offset.returnPressed.connect(self.apply.click)
        self.reason.returnPressed.connect(self.apply.click)
        self.apply.clicked.connect(self._correct)
        self._fill()

    def _fill(self) -> None:
        source = self._source
        self.offset.setText(format_offset(self._offset_of(source)) if source.clock_offset else "")
        self.reason.setText(source.clock_reason)
        self._show_effect()

    @property
    def _source(self) -> Source:
        found = self._page.snapshot.get(Source, self._source_id)
        assert found is not None  # noqa: S101 - the dialog is over the review that it belongs to
        return found

    @staticmethod
    def _offset_of(source: Source) -> timedelta:
        return timedelta(seconds=source.clock_offset)

    def _show_effect(self) -> None:
        """Say what the typed correction does, or what is wrong with it."""
        source = self._source
        try:
            offset = read_offset(self.offset.text())
        except UserError as error:
            self.apply.setEnabled(False)
            self._say(shown_error(error), "danger")
            return
        same = offset == self._offset_of(source) and self.reason.text().strip() == source.clock_reason
        self.apply.setEnabled(not same)
        self._say(self._effect(source, offset), "muted")

    def _effect(self, source: Source, offset: timedelta) -> str:
        event = self._page.snapshot.get(Event, self._event_id)
        moved = counted(
            source.added, self.tr("the event of this file"), self.tr("all {n} events of this file, unless set by hand")
        )
        if event is None or event.occurred_at is None:
            return self.tr("{offset} for {events}.").format(offset=format_offset(offset), events=moved)
        written = event.occurred_at - self._offset_of(source)
        words = self.tr("{offset} for {events}: {written} becomes {true}.")
        return words.format(
            offset=format_offset(offset), events=moved, written=self._clock(written), true=self._clock(written + offset)
        )

    def _clock(self, at: datetime) -> str:
        return format_instant(at, self._page.snapshot.zone, date=False, seconds=True)

    def _say(self, words: str, tone: str) -> None:
        self._said.setText(words)
        self._said.set_tone(tone)
        self.offset.setAccessibleDescription(words)

    def _correct(self) -> None:
        offset = read_offset(self.offset.text())
        if self._page.bridge.act(correct_clock, self._source_id, offset, self.reason.text()) is not None:
            self._fill()
            announce(self.apply, self.tr("The clock was corrected by {offset}.").format(offset=format_offset(offset)))
