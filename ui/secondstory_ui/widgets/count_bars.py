"""Counts as bars, each with its name and number."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.chip import draw_mark
from secondstory_ui.widgets.labels import ElidedLabel, Label

_BAR = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One count. ``role`` colours it; ``mark`` is the shape that goes with that colour, if it has a meaning."""

    name: str
    count: int
    role: str = "accent"
    mark: str = "none"


class CountBars(QWidget):
    """A line for each count; the longest bar fills the width."""

    def __init__(self, bars: Sequence[Bar], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(length("gap") - length("half"))
        grid.setVerticalSpacing(length("unit") - 2)
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(1, 4)
        most = max((bar.count for bar in bars), default=1) or 1
        for row, bar in enumerate(bars):
            grid.addWidget(ElidedLabel(bar.name), row, 0)
            grid.addWidget(_Stroke(bar, most), row, 1)
            grid.addWidget(Label(str(bar.count), "strong", tabular=True), row, 2)
        self.setAccessibleDescription(", ".join(f"{bar.name}: {bar.count}" for bar in bars))


class _Stroke(QWidget):
    """One bar; the words beside it say the same."""

    def __init__(self, bar: Bar, most: int) -> None:
        super().__init__()
        self._bar, self._most = bar, most
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """As high as the bar."""
        return QSize(160, _BAR + 12)

    def minimumSizeHint(self) -> QSize:
        """Room for the mark and a short bar."""
        return QSize(60, _BAR + 12)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = current_theme()
        middle = self.height() / 2
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)  # bars grow from the side where their names stand
            painter.scale(-1, 1)
        left = 0.0
        if self._bar.mark != "none":
            draw_mark(painter, self._bar.mark, QPointF(6, middle), 9, theme.color(self._bar.role))
            left = 18.0
        room = self.width() - left
        painter.setPen(theme.color("pressed"))
        painter.setBrush(theme.color("pressed"))
        painter.drawRoundedRect(QRectF(left, middle - _BAR / 2, room - 1, _BAR), _BAR / 2, _BAR / 2)
        if self._bar.count:
            painter.setPen(theme.color(self._bar.role))
            painter.setBrush(theme.color(self._bar.role))
            wide = max(_BAR, (room - 1) * self._bar.count / self._most)
            painter.drawRoundedRect(QRectF(left, middle - _BAR / 2, wide, _BAR), _BAR / 2, _BAR / 2)
