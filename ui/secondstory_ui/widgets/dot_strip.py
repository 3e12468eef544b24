"""A strip of dots: every value of a small sample, with median and ninetieth percentile where there are enough."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from secondstory_ui.theme.controller import current_theme

_RADIUS = 4.5
_HEIGHT = 30
_STACKED = 3


class DotStrip(QWidget):
    """Values from zero to ``most`` on a line. What it shows in words is its spoken description."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[float, ...] = ()
        self._most = 1.0
        self._median: float | None = None
        self._p90: float | None = None
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_values(
        self, values: Sequence[float], most: float, median: float | None, p90: float | None, words: str
    ) -> None:
        """Show values (of any unit), their marks, and what screen readers say."""
        self._values, self._most = tuple(sorted(values)), most or 1.0
        self._median, self._p90 = median, p90
        self.setAccessibleDescription(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough to tell values apart."""
        return QSize(220, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Still useful in a narrow window."""
        return QSize(100, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the line, the marks, then the dots; equal ones stand above one another."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        middle = self.height() / 2
        painter.setPen(QPen(theme.color("pressed"), 2))
        painter.drawLine(QPointF(_RADIUS, middle), QPointF(self.width() - _RADIUS, middle))
        self._draw_marks(painter, middle)
        painter.setPen(QPen(theme.color("surface"), 1.2))
        painter.setBrush(theme.color("accent"))
        before, stacked = -1e9, 0
        for value in self._values:
            x = self._place(value)
            stacked = stacked + 1 if x - before < _RADIUS else 0
            lift = (stacked % _STACKED) * _RADIUS * (-1 if stacked % 2 else 1)
            painter.drawEllipse(QPointF(x, middle + lift), _RADIUS, _RADIUS)
            before = x

    def _draw_marks(self, painter: QPainter, middle: float) -> None:
        theme = current_theme()
        if self._median is not None:
            x = self._place(self._median)
            painter.fillRect(QRectF(x - 1.5, middle - 13, 3, 26), theme.color("text"))
        if self._p90 is not None:
            x = self._place(self._p90)
            painter.setPen(QPen(theme.color("text_muted"), 2, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, middle - 13), QPointF(x, middle + 13))

    def _place(self, value: float) -> float:
        return _RADIUS + (self.width() - 2 * _RADIUS) * value / self._most
