"""The grid of communications: one row for each update, one column for each of the five questions."""

from enum import IntEnum
from textwrap import fill

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from secondstory.model.enums import AnswerValue
from secondstory.model.snapshot import Snapshot
from secondstory.response.communications import QUESTIONS, CommunicationCheck, Question, QuestionAnswer
from secondstory_ui.text import shown_event_time, shown_name, shown_text

Index = QModelIndex | QPersistentModelIndex
ANSWER_ROLE = int(Qt.ItemDataRole.UserRole)
TIME_ROLE = ANSWER_ROLE + 1
HEADING_WIDTH = 12
_NOWHERE = QModelIndex()
_NEXT = {
    AnswerValue.YES: AnswerValue.PARTLY,
    AnswerValue.PARTLY: AnswerValue.NO,
    AnswerValue.NO: AnswerValue.UNKNOWN,
    AnswerValue.UNKNOWN: AnswerValue.YES,
}


class Column(IntEnum):
    """The column of the update, and the first of those of the questions."""

    UPDATE = 0
    FIRST_QUESTION = 1


class CommunicationTable(QAbstractTableModel):
    """Shows answers, and asks for others; who made the table stores them."""

    answer_asked = Signal(int, str, object)
    """Event id, key of the question, and the `AnswerValue` (None: back to the suggestion)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._checks: tuple[CommunicationCheck, ...] = ()
        self._times: list[str] = []

    def show_checks(self, checks: tuple[CommunicationCheck, ...], snapshot: Snapshot) -> None:
        """Show these communications; where they are the same as before, only their cells are painted anew."""
        same = [check.event for check in checks] == [check.event for check in self._checks]
        times = [shown_event_time(check.event, snapshot.zone) for check in checks]
        if same and times == self._times and checks:
            self._checks = checks
            self.dataChanged.emit(self.index(0, 0), self.index(len(checks) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._checks, self._times = checks, times
        self.endResetModel()

    def check(self, index: Index) -> CommunicationCheck | None:
        """The communication of a row."""
        return self._checks[index.row()] if index.isValid() else None

    def question(self, index: Index) -> Question | None:
        """The question of a column."""
        place = index.column() - Column.FIRST_QUESTION
        return QUESTIONS[place] if index.isValid() and place >= 0 else None

    def answer(self, index: Index) -> QuestionAnswer | None:
        """The answer in a cell."""
        check, question = self.check(index), self.question(index)
        return check.answers[question.key] if check and question else None

    def place_of(self, event_id: int, question: str) -> QModelIndex:
        """The cell of a communication and a question."""
        rows = (row for row, check in enumerate(self._checks) if check.event.id == event_id)
        column = next((i for i, each in enumerate(QUESTIONS) if each.key == question), 0)
        row = next(rows, -1)
        return self.index(row, Column.FIRST_QUESTION + column) if row >= 0 else QModelIndex()

    def set_answer(self, index: Index, value: AnswerValue | None) -> None:
        """Ask for an answer to be stored, or (None) for the group's answer to be taken back."""
        check, question = self.check(index), self.question(index)
        if check and question:
            self.answer_asked.emit(check.event.id, question.key, value)

    def cycle(self, index: Index) -> None:
        """Confirm a suggestion; after that go on to the next value."""
        answer = self.answer(index)
        if answer is not None:
            self.set_answer(index, answer.value if answer.suggested else _NEXT[answer.value])

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row for each communication."""
        return 0 if parent.isValid() else len(self._checks)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The update and the five questions."""
        return 0 if parent.isValid() else Column.FIRST_QUESTION + len(QUESTIONS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows, tells on hovering, and speaks."""
        answer = self.answer(index)
        if answer is None:
            return self._event_data(index, role)
        if role == ANSWER_ROLE:
            return answer
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_name(answer.value)
        if role == Qt.ItemDataRole.ToolTipRole:
            return answer.why
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(index)
        return None

    def _event_data(self, index: Index, role: int) -> object:
        check = self.check(index)
        if check is None:
            return None
        event = check.event
        if role == Qt.ItemDataRole.DisplayRole:
            return event.title
        if role == TIME_ROLE:
            return self._times[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._times[index.row()]}, {event.title}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (self._times[index.row()], event.role, event.title, event.body) if part)
        return None

    def spoken(self, index: Index) -> str:
        """An answer in words."""
        answer, question = self.answer(index), self.question(index)
        if answer is None or question is None:
            return ""
        words = self.tr("{question}: {answer}, suggested") if answer.suggested else self.tr("{question}: {answer}")
        return words.format(question=shown_text(question.name), answer=shown_name(answer.value))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the questions on short lines."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if section < Column.FIRST_QUESTION:
            return self.tr("Update") if role == Qt.ItemDataRole.DisplayRole else None
        question = QUESTIONS[section - Column.FIRST_QUESTION]
        if role == Qt.ItemDataRole.DisplayRole:
            return fill(shown_text(question.name), HEADING_WIDTH)
        return shown_text(question.text) if role == Qt.ItemDataRole.ToolTipRole else None
