"""How the cells of the grid are painted: the update with its time, and answers as chips."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from secondstory.model.enums import AnswerValue
from secondstory.response.communications import QuestionAnswer
from secondstory_ui.models.event_delegates import elided, wrapped
from secondstory_ui.pages.response.communication_table import ANSWER_ROLE, TIME_ROLE
from secondstory_ui.text import translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.chip import paint_chip
from secondstory_ui.widgets.painted_ground import paint_ground
from secondstory_ui.widgets.painted_text import mirrored

Index = QModelIndex | QPersistentModelIndex
AROUND_CHIP = 20
PADDING = 4
TONES = {
    AnswerValue.YES: "ok",
    AnswerValue.PARTLY: "accent",
    AnswerValue.NO: "neutral",
    AnswerValue.UNKNOWN: "neutral",
}


class UpdateDelegate(QStyledItemDelegate):
    """The time of an update over its title, which takes two lines at most."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Time, then title."""
        paint_ground(painter, option)
        title = str(index.data())
        time_font, title_font = font("small", tabular=True), font("body")
        room = QRectF(option.rect).adjusted(PADDING, 0, -PADDING, 0)
        lines = wrapped(title, title_font, room.width())
        if len(lines) > 2:
            lines = [lines[0], elided(" ".join(lines[1:]), title_font, room.width())]
        first, height = QFontMetrics(time_font).lineSpacing(), QFontMetrics(title_font).lineSpacing()
        top = room.center().y() - (first + height * len(lines)) / 2
        painter.save()
        painter.setFont(time_font)
        painter.setPen(current_theme().color("text_muted"))
        painter.drawText(
            QRectF(room.left(), top, room.width(), first), Qt.AlignmentFlag.AlignLeft, index.data(TIME_ROLE)
        )
        painter.setFont(title_font)
        painter.setPen(current_theme().color("text"))
        for place, line in enumerate(lines):
            below = QRectF(room.left(), top + first + place * height, room.width(), height)
            painter.drawText(below, Qt.AlignmentFlag.AlignLeft, line)
        painter.restore()


class AnswerDelegate(QStyledItemDelegate):
    """An answer is a filled chip; a suggestion is an outline with the word below it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the style, then the chip."""
        paint_ground(painter, option)
        text = str(index.data() or "")
        answer = index.data(ANSWER_ROLE)
        if not isinstance(answer, QuestionAnswer):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font("small_strong"))
        self._paint_answer(painter, QRectF(option.rect), text, answer)
        painter.restore()

    @staticmethod
    def _paint_answer(painter: QPainter, cell: QRectF, text: str, answer: QuestionAnswer) -> None:
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + AROUND_CHIP, metrics.height() + 6
        chip = QRectF(cell.left() + 3, cell.center().y() - height / 2, min(width, cell.width() - 4), height)
        chip = QRectF(mirrored(painter, cell.toRect(), chip.toRect()))
        theme = current_theme()
        if not answer.suggested:
            paint_chip(painter, chip, text, TONES[answer.value], "none", theme)
            return
        chip.moveTop(cell.center().y() - height / 2 - painter.fontMetrics().height() / 2)
        painter.setPen(QPen(theme.color("control_line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        painter.setFont(font("caption"))
        below = QRectF(cell.left() + 5, chip.bottom() + 1, cell.width() - 5, cell.bottom() - chip.bottom())
        place = mirrored(painter, cell.toRect(), below.toRect())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, translate("Response", "suggested"))
