"""The ten checks, each with an answer and what shows it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.enums import AnswerValue
from secondstory.model.records import Answer
from secondstory.model.snapshot import Snapshot
from secondstory.response.checks import Check, checks
from secondstory.services.response import answer
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.pages.response.answer_buttons import AnswerButtons
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import TextField


class ChecksCard(Card):
    """Escalation, then communication."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.rows: dict[str, CheckRow] = {}
        group = ""
        for check in checks():
            if check.group != group:
                group = check.group
                self.add(Label(shown_text(group), "subheading"))
            self.rows[check.key] = CheckRow(page, check)
            self.add(self.rows[check.key])
        self.body.setSpacing(12)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show what was answered."""
        given = {each.question: each for each in snapshot.answers if each.event_id is None}
        for key, row in self.rows.items():
            row.show_answer(given.get(key))
        done = sum(key in given for key in self.rows)
        words = self.tr("{done} of {all} answered").format(done=done, all=len(self.rows))
        self.set_title(self.tr("How help and information moved"), words)

    def reveal(self, key: str) -> None:
        """Go to a check."""
        row = self.rows.get(key)
        if row is not None:
            row.text.setFocus(Qt.FocusReason.OtherFocusReason)


class CheckRow(QWidget):
    """One check."""

    def __init__(self, page: StepPage, check: Check) -> None:
        super().__init__()
        self._page, self._key = page, check.key
        self.answers = AnswerButtons(check.key)
        self.text = TextField(
            self.tr("What shows it, {key}").format(key=check.key), self.tr("What shows it?"), lines=(1, 6)
        )
        coach_field(page, self.text)
        self.answers.answered.connect(lambda value: self._keep(value, self.text.text()))
        self.text.committed.connect(lambda text: self._keep(self.answers.value() or AnswerValue.UNKNOWN, text))
        key = Label(check.key, "small_strong", "muted")
        key.setMinimumWidth(24)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(key, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Label(shown_text(check.text), wrap=True))
        column.addWidget(self.answers, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text)
        line.addLayout(column, 1)
        self.setMaximumWidth(length("line_of_text") + key.minimumWidth())

    def show_answer(self, given: Answer | None) -> None:
        """Show what was answered, or nothing."""
        self.answers.set_value(given.value if given else None)
        self.text.set_text(given.text if given else "")

    def _keep(self, value: AnswerValue, text: str) -> None:
        self._page.bridge.act(answer, self._page.snapshot.review.id, self._key, value, text=text.strip())
