"""Paints a point of the matrix while it is being dragged."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from secondstory_ui.text import translate
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.matrix_painter import CENTRE, MatrixPainter
from secondstory_ui.widgets.matrix_points import MatrixPoint
from secondstory_ui.widgets.matrix_words import target_text


def draw_drag(
    painter: QPainter,
    picture: MatrixPainter,
    point: MatrixPoint,
    target: tuple[float, float] | None,
    at: QPointF,
    width: float,
) -> None:
    """The point under the pointer, lines from its target to both axes, and in words where it would go."""
    theme, radius = picture.theme, picture.layout.radius
    if target is not None:
        _draw_target(painter, picture, target)
    picture.point(painter, point, at)
    text = translate("Matrix", "Back to “not scored yet”") if target is None else target_text(*target)
    painter.setFont(font("small_strong"))
    metrics = QFontMetricsF(painter.font())
    room, height = metrics.horizontalAdvance(text) + 20, metrics.height() + 10
    left = min(max(at.x() - room / 2, 4), width - room - 4)
    above = at.y() - radius - height - 10
    plate = QRectF(left, above if above > 0 else at.y() + radius + 12, room, height)
    painter.setPen(QPen(theme.color("accent"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(plate, 6, 6)
    painter.setPen(theme.color("text"))
    painter.drawText(plate, CENTRE, text)


def _draw_target(painter: QPainter, picture: MatrixPainter, target: tuple[float, float]) -> None:
    field, radius = picture.layout.field, picture.layout.radius + 3
    spot = QPointF(field.x(target[1]), field.y(target[0]))
    painter.setPen(QPen(picture.theme.color("accent"), 1.5, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(field.left, spot.y()), spot)
    painter.drawLine(spot, QPointF(spot.x(), field.top + field.height))
    painter.drawEllipse(spot, radius, radius)
