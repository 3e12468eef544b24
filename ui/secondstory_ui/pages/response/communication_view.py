"""The view of the grid: chips in its cells, and keys and clicks that answer."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from secondstory.model.enums import AnswerValue
from secondstory.response.communications import QUESTIONS, QuestionAnswer
from secondstory_ui.models.event_delegates import WrappedDelegate
from secondstory_ui.pages.response.communication_table import ANSWER_ROLE, Column, CommunicationTable
from secondstory_ui.text import shown_name, translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.chip import paint_chip
from secondstory_ui.widgets.tables import dress_table

Index = QModelIndex | QPersistentModelIndex
TONES = {
    AnswerValue.YES: "ok",
    AnswerValue.PARTLY: "accent",
    AnswerValue.NO: "neutral",
    AnswerValue.UNKNOWN: "neutral",
}
KEYS = {
    Qt.Key.Key_Y: AnswerValue.YES,
    Qt.Key.Key_P: AnswerValue.PARTLY,
    Qt.Key.Key_N: AnswerValue.NO,
    Qt.Key.Key_U: AnswerValue.UNKNOWN,
}
NARROWEST_TITLE = 120


class AnswerDelegate(QStyledItemDelegate):
    """An answer is a filled chip; a suggestion is an outline with the word below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the style, then the chip."""
        filled = QStyleOptionViewItem(option)
        self.initStyleOption(filled, index)
        text, filled.text = filled.text, ""
        style = filled.widget.style() if filled.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, filled, painter, filled.widget)
        answer = index.data(ANSWER_ROLE)
        if not isinstance(answer, QuestionAnswer):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small_strong"))
        self._paint_answer(painter, QRectF(filled.rect), text, answer)
        painter.restore()

    @staticmethod
    def _paint_answer(painter: QPainter, cell: QRectF, text: str, answer: QuestionAnswer) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 20, metrics.height() + 6
        chip = QRectF(cell.left() + 6, cell.center().y() - height / 2, min(width, cell.width() - 8), height)
        theme = current_theme()
        if not answer.suggested:
            paint_chip(painter, chip, text, TONES[answer.value], "none", theme)
            return
        chip.moveTop(cell.top() + 5)
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(font("caption"))
        below = QRectF(cell.left() + 8, chip.bottom() + 1, cell.width() - 8, cell.bottom() - chip.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, translate("Response", "suggested"))


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
        self._answers, self._wrapped = AnswerDelegate(self), WrappedDelegate(self)
        self.setItemDelegateForColumn(Column.TITLE, self._wrapped)
        self.setItemDelegateForColumn(Column.TIME, self._wrapped)
        for place in range(len(QUESTIONS)):
            self.setItemDelegateForColumn(Column.FIRST_QUESTION + place, self._answers)
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().lineSpacing() + 16)
        self.clicked.connect(self._table.cycle)
        self.doubleClicked.connect(self._open_event)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The title takes the room that the questions leave."""
        super().resizeEvent(event)
        letter = self.fontMetrics().averageCharWidth()
        time = letter * 13
        room = self.viewport().width() - time
        question = max(letter * 11, min(letter * 18, (room - NARROWEST_TITLE * 2) // len(QUESTIONS)))
        self.setColumnWidth(Column.TIME, time)
        self.setColumnWidth(Column.TITLE, max(NARROWEST_TITLE, room - question * len(QUESTIONS)))
        for place in range(len(QUESTIONS)):
            self.setColumnWidth(Column.FIRST_QUESTION + place, question)

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
