"""How the cells of the action table are painted and edited: chips, a list of statuses, a typed day."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QValidator
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from secondstory.model.enums import ActionStatus
from secondstory.model.errors import UserError
from secondstory.services.actions import OpenAction
from secondstory_ui.models.action_table import ITEM_ROLE
from secondstory_ui.text import shown_error, shown_name, translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.widgets.chip import draw_mark, look_of, paint_chip
from secondstory_ui.widgets.date_field import read_date
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.painted_ground import paint_ground
from secondstory_ui.widgets.painted_text import draw_lines, draw_text, line_height, mirrored

Index = QModelIndex | QPersistentModelIndex
_PADDING = 3  # as in the header
_CARET = 14
LINES = 3
"""How many lines of text a row has room for."""


class _PaintedDelegate(QStyledItemDelegate):
    """Leaves the ground to the style and paints the content itself."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground, then the content."""
        paint_ground(painter, option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(option.rect).adjusted(_PADDING, 0, -_PADDING, 0), index.data(ITEM_ROLE))
        painter.restore()

    def draw(self, painter: QPainter, room: QRectF, item: OpenAction) -> None:
        """Paint the content of a cell."""


class WordsDelegate(_PaintedDelegate):
    """Paints a text on a few lines."""

    def __init__(self, words: Callable[[OpenAction], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def draw(self, painter: QPainter, room: QRectF, item: OpenAction) -> None:
        """As many lines as the row has room for."""
        draw_lines(painter, room.toRect(), self._words(item), "body", LINES, centred=True)


class LabelsDelegate(_PaintedDelegate):
    """Paints the classes of the causes, each with its mark."""

    def draw(self, painter: QPainter, room: QRectF, item: OpenAction) -> None:
        """One line for each class."""
        painter.setFont(font("small_strong"))
        high = painter.fontMetrics().lineSpacing() + 2
        top = room.center().y() - high * len(item.labels) / 2
        for label in item.labels:
            tone, mark = look_of(label)
            colour = current_theme().color("text_muted" if tone == "neutral" else tone)
            place = mirrored(painter, room.toRect(), QRect(round(room.left()), round(top), 10, high))
            draw_mark(painter, mark, QRectF(place).center(), 8, colour)
            painter.setPen(current_theme().color("text_muted" if tone == "neutral" else f"{tone}_text"))
            line = QRect(round(room.left()) + 16, round(top), round(room.width()) - 16, high)
            painter.drawText(mirrored(painter, room.toRect(), line), Qt.AlignmentFlag.AlignVCenter, shown_name(label))
            top += high


class StatusDelegate(_PaintedDelegate):
    """Paints the status as a chip with a caret; edits it with a list that opens at once."""

    def draw(self, painter: QPainter, room: QRectF, item: OpenAction) -> None:
        """The chip, and the caret that says that it can be changed."""
        painter.setFont(font("small_strong"))
        text = shown_name(item.action.status)
        tone, mark = look_of(item.action.status)
        metrics = painter.fontMetrics()
        high = metrics.height() + 8
        chip = QRectF(room.left(), room.center().y() - high / 2, metrics.horizontalAdvance(text) + 34, high)
        place = mirrored(painter, room.toRect(), chip.toRect())
        paint_chip(painter, QRectF(place), text, tone, mark, current_theme())
        caret = QRectF(chip.right() + 4, room.center().y() - _CARET / 2, _CARET, _CARET)
        place = mirrored(painter, room.toRect(), caret.toRect())
        draw_icon(painter, "expand", place, current_theme().color("text_muted"))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """The statuses; a choice counts at once."""
        box = EnumCombo(ActionStatus, parent=parent)
        box.setAccessibleName(translate("ActionTable", "Status of the action"))
        box.activated.connect(lambda: self._chosen(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _chosen(self, box: QWidget) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Choose the present status."""
        if isinstance(editor, EnumCombo):
            editor.set_value(index.data(ITEM_ROLE).action.status)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the chosen status."""
        if isinstance(editor, EnumCombo):
            model.setData(index, editor.value())


class DueDelegate(_PaintedDelegate):
    """Paints a due date; what is overdue says so. Edits it as text: ``2026-11-28``, ``+14d``, or nothing."""

    refused = Signal(str)
    """Why what was typed is no day."""

    def draw(self, painter: QPainter, room: QRectF, item: OpenAction) -> None:
        """The day, and below it the word and sign for what is overdue."""
        if item.action.due is None:
            return
        late = item.overdue(today())
        high = line_height("body") + 2
        top = room.center().y() - high * (1 if late else 0.5)
        day = QRectF(room.left(), top, room.width(), high).toRect()
        draw_text(painter, day, item.action.due.isoformat(), "body", "warn_text" if late else "text")
        if late:
            below = day.translated(0, high)
            sign = QRect(below.left(), below.top() + (high - 14) // 2, 14, 14)
            draw_icon(painter, "overdue", mirrored(painter, below, sign), _warn())
            words, behind = translate("ActionTable", "overdue"), below.adjusted(18, 0, 0, 0)
            draw_text(painter, mirrored(painter, below, behind), words, "small_strong", "warn_text")

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A line that Enter leaves only with a day that can be read."""
        line = QLineEdit(parent)
        line.setAccessibleName(translate("ActionTable", "Due date of the action"))
        line.setPlaceholderText("2026-11-28, +14d")
        line.setValidator(_DayValidator(line))
        return line

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the day, or say why there is none."""
        if not isinstance(editor, QLineEdit):
            return
        text = editor.text().strip()
        try:
            model.setData(index, read_day(text) if text else None)
        except UserError as error:
            self.refused.emit(shown_error(error))


class OwnerDelegate(WordsDelegate):
    """Edits the owner as a line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(lambda item: item.action.owner, parent)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A line with a name of its own."""
        line = QLineEdit(parent)
        line.setAccessibleName(translate("ActionTable", "Owner of the action"))
        line.setPlaceholderText(translate("ActionTable", "one team or person"))
        return line


def _warn() -> QColor:
    return current_theme().color("warn")


class _DayValidator(QValidator):
    """Lets everything be typed; only a day (or nothing) counts as complete."""

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Whether the text can be read as a day."""
        try:
            if text.strip():
                read_day(text)
        except UserError:
            return QValidator.State.Intermediate, text, place
        return QValidator.State.Acceptable, text, place


def read_day(text: str) -> date:
    """A typed day, counted from today."""
    return read_date(text, today())


def today() -> date:
    """The day it is where the person is; due dates are such days."""
    return date.today()  # noqa: DTZ011 - as it says
