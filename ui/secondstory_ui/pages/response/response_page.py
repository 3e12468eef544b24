"""The Response step: durations, windows, escalations, communications and the ten checks, from top to bottom."""

from PySide6.QtWidgets import QWidget

from secondstory.model.changes import Changes
from secondstory.model.records import Answer, Event, Moment, ResponseWindow, Review
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.response.checks_card import ChecksCard
from secondstory_ui.pages.response.communications_card import CommunicationsCard
from secondstory_ui.pages.response.durations_card import DurationsCard
from secondstory_ui.pages.response.escalations_card import EscalationsCard
from secondstory_ui.pages.response.windows_card import WindowsCard
from secondstory_ui.widgets.sections import scroll_column


class ResponsePage(StepPage):
    """The Response step."""

    STEP = "response"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.durations = DurationsCard(self)
        self.windows = WindowsCard(self)
        self.escalations = EscalationsCard(self)
        self.communications = CommunicationsCard(self)
        self.checks = ChecksCard(self)
        column = scroll_column(self)
        for card in (self.durations, self.windows, self.escalations, self.communications, self.checks):
            column.add(card)

    def refresh(self, changes: Changes | None) -> None:
        """Measure anew what the changes concern."""
        told = changes is None or changes.touches(Event, Moment, Review)
        if told:
            self.durations.show_snapshot(self.snapshot)
            self.escalations.show_snapshot(self.snapshot)
        if told or (changes is not None and changes.touches(ResponseWindow)):
            self.windows.show_snapshot(self.snapshot)
        if told or (changes is not None and changes.touches(Answer)):
            self.communications.show_snapshot(self.snapshot)
            self.checks.show_snapshot(self.snapshot)

    def show_record(self, record_id: int) -> None:
        """Go to an answer: its check, or its cell in the grid of communications."""
        answer = self.snapshot.get(Answer, record_id)
        if answer is None:
            return
        if answer.event_id is None:
            self.checks.reveal(answer.question)
        else:
            self.communications.reveal(answer.event_id, answer.question)
