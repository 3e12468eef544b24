"""Paints an action of the plan: rank and mark, the sentence, and below it quadrant, owner, due date and status."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secondstory.model.enums import Quadrant
from secondstory_ui.pages.actions.plan import PlanItem
from secondstory_ui.text import joined, translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.widgets.chip import CAUSE_MARKS, draw_mark
from secondstory_ui.widgets.painted_text import draw_lines, draw_text, line_height, lines_of, mirrored

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
LINES = 3
DOT = "  ·  "
_EDGE = 34
_PAD = 10
_GAP = 3
_MARK = 9.0
_ICON = 15
_FIELD_TONES = {
    Quadrant.QUICK_WIN: "ok_text",
    Quadrant.MAJOR_PROJECT: "accent_strong",
    Quadrant.FILL_IN: "text_muted",
    Quadrant.RECONSIDER: "warn_text",
}


class PlanDelegate(QStyledItemDelegate):
    """Rows as high as their sentence needs, up to three lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The width of the list; the height of the wrapped sentence and the facts."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        item: PlanItem = index.data(ITEM_ROLE)
        room = _room(QRect(0, 0, width, 0)).width()
        sentence = len(lines_of(item.action.text, font("body"), room, LINES)) * _line()
        facts = 1 if _on_one_line(item, room) else 2
        return QSize(width, sentence + facts * line_height("small") + facts * _GAP + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        item: PlanItem = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, option)
        _draw_edge(painter, option.rect, item)
        room = mirrored(painter, option.rect, _room(option.rect))
        count = len(lines_of(item.action.text, font("body"), room.width(), LINES))
        draw_lines(painter, room, item.action.text, "body", LINES)
        top = room.top() + count * _line() + _GAP
        small = line_height("small")
        line = QRect(room.left(), top, room.width(), small)
        left = _draw_field(painter, line, item)
        facts = item.facts
        one_line = _on_one_line(item, room.width())
        behind = joined([item.status, facts if one_line else ""])
        if behind:
            rest = QRect(left, top, room.right() - left + 2, small)
            draw_text(painter, mirrored(painter, line, rest), f"{DOT}{behind}", "small", "text_muted")
        if not one_line:
            below = QRect(room.left(), top + small + _GAP, room.width(), small)
            draw_text(painter, below, facts, "small", "text_muted")
        painter.restore()


def _line() -> int:
    return QFontMetrics(font("body")).lineSpacing()


def _room(row: QRect) -> QRect:
    """Where the words stand."""
    return row.adjusted(_EDGE + 6, _PAD, -10, -_PAD)


def _must_do() -> str:
    return translate("Actions", "Must do")


def _on_one_line(item: PlanItem, width: int) -> bool:
    metrics = QFontMetrics(font("small_strong"))
    words = metrics.horizontalAdvance(item.field) + metrics.horizontalAdvance(f"{DOT}{item.status}{DOT}{item.facts}")
    if item.action.must_do:
        words += _ICON + 4 + metrics.horizontalAdvance(f"{_must_do()}{DOT}")
    return not item.facts or words <= width


def _draw_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    theme, state = current_theme(), option.state
    box = QRectF(option.rect).adjusted(1, 1, -1, -1)
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("selection" if selected else "hover"))
        painter.drawRoundedRect(box, 8, 8)
    else:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(box.left() + 8, box.bottom() + 0.5), QPointF(box.right() - 8, box.bottom() + 0.5))
    view = option.widget
    if selected and view is not None and view.hasFocus():
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 7, 7)


def _draw_edge(painter: QPainter, row: QRect, item: PlanItem) -> None:
    """The rank, and under it the mark of the causes' class."""
    theme = current_theme()
    edge = mirrored(painter, row, QRect(row.left() + 4, row.top() + _PAD, _EDGE - 4, _line()))
    if item.rank:
        painter.setFont(font("strong", tabular=True))
        painter.setPen(theme.color("text"))
        painter.drawText(edge, Qt.AlignmentFlag.AlignCenter, str(item.rank))
    if item.label is not None:
        tone, mark = CAUSE_MARKS[item.label]
        colour = theme.color("text_muted" if tone == "neutral" else tone)
        centre = QPointF(edge.center().x() + 0.5, edge.bottom() + _GAP + line_height("small") / 2)
        draw_mark(painter, mark, centre, _MARK, colour)


def _draw_field(painter: QPainter, line: QRect, item: PlanItem) -> int:
    """The flag of a must-do and the quadrant; returns where the words end."""
    theme, left = current_theme(), line.left()
    metrics = QFontMetrics(font("small_strong"))
    if item.action.must_do:
        box = QRect(left, line.center().y() - _ICON // 2, _ICON, _ICON)
        draw_icon(painter, "flag", mirrored(painter, line, box), theme.color("text"))
        left += _ICON + 4
        words = f"{_must_do()}{DOT}"
        room = QRect(left, line.top(), line.right() - left, line.height())
        draw_text(painter, mirrored(painter, line, room), words, "small_strong")
        left += metrics.horizontalAdvance(words)
    role = _FIELD_TONES.get(item.quadrant, "text_muted") if item.rank and item.quadrant else "text_muted"
    rest = QRect(left, line.top(), max(line.right() - left + 1, 1), line.height())
    draw_text(painter, mirrored(painter, line, rest), item.field, "small_strong", role)
    return left + metrics.horizontalAdvance(item.field)
