"""The line below the grid: the current cell in words, its answer, and what shows it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.enums import AnswerValue
from secondstory.response.communications import CommunicationCheck, Question
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.pages.response.answer_buttons import AnswerButtons
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import TextField


class AnswerDetail(QWidget):
    """Shows one answer to one question on one communication."""

    answered = Signal(object, str)
    """`AnswerValue` and the text that shows it."""
    taken_back = Signal()

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self._place: tuple[int, str] | None = None
        self.question = Label("", "strong", wrap=True)
        self.why = Label("", "small", "muted", wrap=True)
        self.answers = AnswerButtons(self.tr("This answer"))
        self.back = quiet_button(self.tr("Back to the suggestion"), "undo")
        self.back.clicked.connect(self.taken_back)
        self.setMaximumWidth(length("line_of_text"))
        self.text = TextField(self.tr("What shows this answer"), self.tr("What shows it?"), lines=(1, 4))
        coach_field(page, self.text)
        self.answers.answered.connect(lambda value: self.answered.emit(value, self.text.text()))
        self.text.committed.connect(self._keep_text)
        buttons = QWidget()
        line = FlowLayout(buttons, 4)
        line.addWidget(self.answers)
        line.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.question)
        column.addWidget(self.why)
        column.addWidget(buttons)
        column.addWidget(self.text)

    def show_answer(self, check: CommunicationCheck, question: Question) -> None:
        """Show the answer of a cell; typing about another cell is stored first."""
        place = (check.event.id, question.key)
        if place != self._place:
            self.text.commit()
        answer = check.answers[question.key]
        written = "" if answer.suggested else answer.why
        if place != self._place:
            self.text.reset_text(written)
        else:
            self.text.set_text(written)
        self._place = place
        self.question.setText(f"{shown_text(question.text)}  “{check.event.title}”")
        self.why.setText(self.tr("Suggested: {why}").format(why=answer.why) if answer.suggested else "")
        self.why.setVisible(answer.suggested)
        self.answers.set_value(None if answer.suggested else answer.value)
        self.back.setVisible(not answer.suggested)

    def place(self) -> tuple[int, str] | None:
        """The id of the communication and the key of the question that are shown."""
        return self._place

    def _keep_text(self, text: str) -> None:
        self.answered.emit(self.answers.value() or AnswerValue.UNKNOWN, text)
