"""Saying that the clock of a source was off, and by how much."""

from datetime import datetime, timedelta

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.errors import UserError
from secondstory.model.records import Event, Source
from secondstory.services.sources import correct_clock
from secondstory.timeline.clock_offset import format_offset
from secondstory_ui.page import StepPage
from secondstory_ui.text import counted
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.clock_fields import ClockFields


class ClockCorrection(QWidget):
    """The lines for the clock of one source, and the press that corrects it; an event of it is the example."""

    def __init__(self, page: StepPage, source: Source, event: Event | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.fields = ClockFields()
        self.offset, self.reason = self.fields.offset, self.fields.reason
        self.apply = secondary_button(self.tr("Correct &the clock"), "clock")
        self.fields.add_action(self.apply)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fields)
        self.fields.edited.connect(self._show_effect)
        self.fields.entered.connect(self.apply.click)
        self.apply.clicked.connect(self._correct)
        self.show_source(source, event)

    def show_source(self, source: Source, event: Event | None) -> None:
        """Show the clock of another source, or of the same one as it is now."""
        self._source_id, self._event_id = source.id, event.id if event else 0
        self.fields.show_correction(_offset_of(source), source.clock_reason)
        self._show_effect()

    @property
    def _source(self) -> Source:
        found = self._page.snapshot.get(Source, self._source_id)
        assert found is not None  # noqa: S101 - the dialog is over the review that it belongs to
        return found

    def _show_effect(self) -> None:
        """Say what the typed correction does, or what is wrong with it."""
        source = self._source
        try:
            offset = self.fields.value()
        except UserError as error:
            self.apply.setEnabled(False)
            self.fields.say_fault(error)
            return
        self.apply.setEnabled(offset != _offset_of(source) or self.fields.because() != source.clock_reason)
        if not offset and not source.clock_offset:
            self.fields.say_nothing()
            return
        one, many = self.tr("the event of this file"), self.tr("all {n} events of this file, unless set by hand")
        self.fields.say_effect(
            offset, counted(source.added, one, many), self._written(source), self._page.snapshot.zone
        )

    def _written(self, source: Source) -> datetime | None:
        """The time of the example as its clock showed it."""
        event = self._page.snapshot.get(Event, self._event_id)
        return event.occurred_at - _offset_of(source) if event is not None and event.occurred_at is not None else None

    def _correct(self) -> None:
        offset = self.fields.value()
        if self._page.bridge.act(correct_clock, self._source_id, offset, self.fields.because()) is not None:
            self.show_source(self._source, self._page.snapshot.get(Event, self._event_id))
            announce(self.apply, self.tr("The clock was corrected by {offset}.").format(offset=format_offset(offset)))


def _offset_of(source: Source) -> timedelta:
    return timedelta(seconds=source.clock_offset)
