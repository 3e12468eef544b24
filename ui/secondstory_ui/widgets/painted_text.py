"""Words for delegates and canvases: one line that ends in … where there is no room, or a few of them."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle

from secondstory_ui.text import qt_part
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font


def line_height(role: str) -> int:
    """The height of a line of text in a step of the type scale."""
    return QFontMetrics(font(role)).height()


def text_width(text: str, role: str) -> int:
    """The width of a line of text in a step of the type scale."""
    return QFontMetrics(font(role)).horizontalAdvance(text)


def mirrored(painter: QPainter, frame: QRect, rect: QRect) -> QRect:
    """Where a part stands in its frame: as it is, or as far from the right in a window that runs from right to left."""
    way = painter.layoutDirection()
    return QStyle.visualRect(way, frame, rect) if way is Qt.LayoutDirection.RightToLeft else rect


def draw_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str,
    colour: str = "text",
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Paint one line that ends in … where there is no room."""
    painter.setFont(font(role))
    painter.setPen(current_theme().color(colour))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


def draw_lines(painter: QPainter, rect: QRect, text: str, role: str, most: int, *, centred: bool = False) -> None:
    """Paint a text in at most so many lines, from the top of the rectangle or centred in its height."""
    face = font(role)
    metrics = QFontMetrics(face)
    lines = lines_of(text, face, rect.width(), most)
    top = rect.top() + ((rect.height() - len(lines) * metrics.lineSpacing()) / 2 if centred else 0)
    painter.setFont(face)
    painter.setPen(current_theme().color("text"))
    for number, line in enumerate(lines):
        place = QRectF(rect.left(), top + number * metrics.lineSpacing(), rect.width(), metrics.lineSpacing())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip, line.rstrip())


def lines_of(text: str, face: QFont, width: int, most: int) -> list[str]:
    """A text broken into at most so many lines of a width; the last one ends in … where there is more."""
    layout = QTextLayout(" ".join(text.split()), face)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        last = len(lines) == most - 1
        part = qt_part(layout.text(), line.textStart(), len(text) * 2 if last else line.textLength())
        lines.append(QFontMetrics(face).elidedText(part, Qt.TextElideMode.ElideRight, width) if last else part)
    layout.endLayout()
    return lines
