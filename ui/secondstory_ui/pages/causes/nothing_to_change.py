"""Where every cause of a review lies outside: the reason why nothing on our side is to change."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.enums import CauseLabel
from secondstory.services.reviews import change_review
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow
from secondstory_ui.widgets.text_fields import TextField


class NothingToChange(QWidget):
    """Asked only while no systemic cause is named; shown as long as a reason is kept."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self._page = page
        self.field = TextField(lines=(1, 6))
        coach_field(page, self.field)
        self.field.committed.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        note = self.tr("So far every cause lies outside. A review seldom ends there.")
        column.addWidget(Label(note, "small", "muted", wrap=True))
        column.addWidget(FormRow(self.tr("Nothing to change on our &side, because"), self.field))

    def show_review(self) -> None:
        """Show the reason where it belongs."""
        snapshot = self._page.snapshot
        labels = {cause.label for cause in snapshot.causes}
        reason = snapshot.review.nothing_to_change
        self.field.set_text(reason)
        self.setVisible(labels == {CauseLabel.EXTERNAL} or bool(reason) or self.field.hasFocus())

    def _keep(self, text: str) -> None:
        self._page.bridge.act(change_review, self._page.snapshot.review.id, nothing_to_change=text.strip())
