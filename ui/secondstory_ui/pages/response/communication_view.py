"""The view of the grid: keys and clicks that answer."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QMenu,
    QTableView,
)

from secondstory.model.enums import AnswerValue
from secondstory.response.communications import QUESTIONS
from secondstory_ui.pages.response.cell_delegates import AROUND_CHIP, AnswerDelegate, UpdateDelegate
from secondstory_ui.pages.response.communication_table import Column, CommunicationTable
from secondstory_ui.text import shown_name
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.tables import dress_table

Index = QModelIndex | QPersistentModelIndex
KEYS = {
    Qt.Key.Key_Y: AnswerValue.YES,
    Qt.Key.Key_P: AnswerValue.PARTLY,
    Qt.Key.Key_N: AnswerValue.NO,
    Qt.Key.Key_U: AnswerValue.UNKNOWN,
}
NARROWEST_UPDATE = 140
WIDEST_QUESTION = 120


class CommunicationView(QTableView):
    """One Tab stop. Y, P, N and U answer, Space confirms or goes on, Delete goes back to the suggestion.

    ``opened`` asks for an update to be shown on the timeline (Enter, a double click on its title); ``current_moved``
    says that another cell is current.
    """

    opened = Signal(int)
    current_moved = Signal()

    def __init__(self, model: CommunicationTable) -> None:
        super().__init__()
        self._table = model
        self.setModel(model)
        dress_table(self, self.tr("Communications and the five questions"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._answers, self._updates = AnswerDelegate(self), UpdateDelegate(self)
        self.setItemDelegateForColumn(Column.UPDATE, self._updates)
        for place in range(len(QUESTIONS)):
            self.setItemDelegateForColumn(Column.FIRST_QUESTION + place, self._answers)
        self.verticalHeader().setDefaultSectionSize(3 * self.fontMetrics().lineSpacing() + 10)
        self.clicked.connect(self._table.cycle)
        self.doubleClicked.connect(self._open_event)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes the room that the questions leave."""
        super().resizeEvent(event)
        room = self.viewport().width()
        question = max(self._narrowest_question(), min(WIDEST_QUESTION, (room // 2) // len(QUESTIONS)))
        self.setColumnWidth(Column.UPDATE, max(NARROWEST_UPDATE, room - question * len(QUESTIONS)))
        for place in range(len(QUESTIONS)):
            self.setColumnWidth(Column.FIRST_QUESTION + place, question)

    def _narrowest_question(self) -> int:
        """Wide enough for the heading and for the longest answer."""
        heading = QFontMetrics(self.horizontalHeader().font())
        shown = [
            str(self._table.headerData(place, Qt.Orientation.Horizontal)) for place in range(1, 1 + len(QUESTIONS))
        ]
        lines = [line for text in shown for line in text.split("\n")]
        answer = QFontMetrics(font("small_strong"))
        chips = [answer.horizontalAdvance(shown_name(value)) + AROUND_CHIP for value in AnswerValue]
        return max(*(heading.horizontalAdvance(line) + 8 for line in lines), *(chip + 6 for chip in chips))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which cell is current."""
        super().currentChanged(current, previous)
        self.current_moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that answer."""
        index, key = self.currentIndex(), Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif plain and key in KEYS:
            self._table.set_answer(index, KEYS[key])
        elif plain and key == Qt.Key.Key_Space:
            self._table.cycle(index)
        elif plain and key == Qt.Key.Key_Delete:
            self._table.set_answer(index, None)
        else:
            super().keyPressEvent(event)

    def _open_event(self, index: QModelIndex) -> None:
        """A double click on an answer only answers twice."""
        if index.column() < Column.FIRST_QUESTION:
            self._open(index)

    def _open(self, index: QModelIndex) -> None:
        check = self._table.check(index)
        if check is not None:
            self.opened.emit(check.event.id)

    def _show_menu(self, where: QPoint) -> None:
        index = self.currentIndex()
        check, answer = self._table.check(index), self._table.answer(index)
        if check is None:
            return
        menu = QMenu(self)
        if answer is not None:
            for key, value in KEYS.items():
                act = menu.addAction(f"{shown_name(value)}\t{key.name.removeprefix('Key_')}")
                act.triggered.connect(lambda _checked=False, value=value: self._table.set_answer(index, value))
            back = menu.addAction(self.tr("Back to the suggestion"))
            back.setEnabled(not answer.suggested)
            back.triggered.connect(lambda: self._table.set_answer(index, None))
            menu.addSeparator()
        menu.addAction(self.tr("Show on the &timeline")).triggered.connect(lambda: self.opened.emit(check.event.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.viewport().mapToGlobal(where))
