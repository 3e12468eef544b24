"""Paints an impact-effort matrix, on a widget or into a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from secondstory.model.enums import CauseLabel, Quadrant
from secondstory.priority.quadrants import CUT
from secondstory_ui.text import translate
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import Theme
from secondstory_ui.widgets.matrix_points import Field, MatrixPoint, places
from secondstory_ui.widgets.matrix_words import class_name, label_class, quadrant_names
from secondstory_ui.widgets.timeline_shapes import grid_line, readable_on

RADIUS = 14.0
GAP = 8.0
DONE_OPACITY = 0.35
LABEL_LEAST, LABEL_MOST = 120.0, 300.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
COLOURS = {CauseLabel.SYSTEMIC: "systemic", CauseLabel.EXTERNAL: "external", CauseLabel.MIXED: "accent"}
NAME_COLOURS = {
    Quadrant.QUICK_WIN: "ok_text",
    Quadrant.MAJOR_PROJECT: "accent_strong",
    Quadrant.FILL_IN: "text_muted",
    Quadrant.RECONSIDER: "warn_text",
}
LESS_EFFORT = (Quadrant.QUICK_WIN, Quadrant.FILL_IN)
CLASSES = (CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL, CauseLabel.MIXED, None)


@dataclass(frozen=True, slots=True)
class MatrixLayout:
    """The places of the parts: a row of explanations, the field with its axes, and the tray of unscored actions.

    ``names`` is how high the strips above and below the field are, in which the names of the quadrants stand: no point
    gets there, however many there are.
    """

    legend: QRectF
    field: Field
    tray: QRectF
    line: float
    radius: float
    names: float

    @property
    def plot(self) -> QRectF:
        """The ground of the quadrants: the field and the strips with their names."""
        field, names = self.field, self.names
        return QRectF(field.left, field.top - names, field.width, field.height + 2 * names)

    def name_place(self, kind: Quadrant) -> QRectF:
        """Where the name of a quadrant stands: in the strip above or below it, at its outer side."""
        plot, middle = self.plot, self.field.x(CUT)
        top = plot.top() if kind in (Quadrant.QUICK_WIN, Quadrant.MAJOR_PROJECT) else plot.bottom() - self.names
        left, right = (plot.left(), middle) if kind in LESS_EFFORT else (middle, plot.right())
        return QRectF(left, top, right - left, self.names).adjusted(1.5 * GAP, 0, -1.5 * GAP, 0)

    def tray_places(self, count: int) -> list[QPointF]:
        """The middles of the points in the tray, as many as find room; the rest is counted behind them."""
        words = QFontMetricsF(font("small_strong")).horizontalAdvance(translate("Matrix", "Not scored yet")) + 3 * GAP
        step = 2 * self.radius + GAP
        room = max(int((self.tray.width() - words - 5 * GAP) // step), 0)
        left = self.tray.left() + words + self.radius
        return [QPointF(left + number * step, self.tray.center().y()) for number in range(min(count, room))]


def matrix_layout(size: tuple[float, float], *, tray: bool) -> MatrixLayout:
    """The layout for a size, with or without a tray."""
    width, height = size
    line = QFontMetricsF(font("small")).height()
    top, left, bottom = line + GAP * 1.5, 2 * line + GAP * 1.5, 2 * line + GAP * 1.5
    radius = max(RADIUS, line * 0.85)
    strip = 2 * radius + 2 * GAP if tray else 0.0
    names = QFontMetricsF(font("subheading")).height() + GAP
    high = max(height - top - bottom - strip - 2 * names, 50)
    field = Field(left, top + names, max(width - left - GAP, 50), high)
    foot = QRectF(GAP, height - strip, max(width - 2 * GAP, 1), max(strip - GAP / 2, 0))
    return MatrixLayout(QRectF(left, 0, field.width, top), field, foot, line, radius, names)


@dataclass(frozen=True, slots=True)
class MatrixPainter:
    """Paints points in one theme. ``lifted`` is left out: it is being dragged.

    Effort grows to the right, also in a window that runs from right to left.
    """

    points: Sequence[MatrixPoint]
    layout: MatrixLayout
    theme: Theme
    selected: int | None = None
    focused: bool = False
    lifted: int | None = None

    def paint(self, painter: QPainter) -> None:
        """Everything but a point that is being dragged."""
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._quadrants(painter)
        self._axes(painter)
        self._names(painter)
        shown = places(self.points, self.layout.field, self.layout.radius)
        self._legend(painter)
        self._labels(painter, shown)
        for point in sorted(self.points, key=lambda p: (p.action_id == self.selected, -p.number)):
            if point.action_id in shown and point.action_id != self.lifted:
                self.point(painter, point, QPointF(*shown[point.action_id]))
        if self.layout.tray.height():
            self._tray(painter)

    def _quadrants(self, painter: QPainter) -> None:
        field, plot = self.layout.field, self.layout.plot
        x, y = field.x(CUT), field.y(CUT)
        areas = {
            Quadrant.QUICK_WIN: QRectF(plot.topLeft(), QPointF(x, y)),
            Quadrant.MAJOR_PROJECT: QRectF(QPointF(x, plot.top()), QPointF(plot.right(), y)),
            Quadrant.FILL_IN: QRectF(QPointF(plot.left(), y), QPointF(x, plot.bottom())),
            Quadrant.RECONSIDER: QRectF(QPointF(x, y), plot.bottomRight()),
        }
        for kind, area in areas.items():
            painter.fillRect(area, self.theme.color(f"{kind.name.lower()}_soft"))

    def _names(self, painter: QPainter) -> None:
        """The names of the quadrants, in the outer corners."""
        painter.setFont(font("subheading"))
        metrics = QFontMetricsF(painter.font())
        for kind, name in quadrant_names().items():
            place = self.layout.name_place(kind)
            painter.setPen(self.theme.color(NAME_COLOURS[kind]))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, LEFT if kind in LESS_EFFORT else RIGHT, shown)

    def _axes(self, painter: QPainter) -> None:
        field, plot, line = self.layout.field, self.layout.plot, self.layout.line
        text, muted = self.theme.color("text"), self.theme.color("text_muted")
        for score in range(1, 6):
            cut = score == CUT
            painter.setPen(QPen(self.theme.color("control_line") if cut else grid_line(self.theme), 1.4 if cut else 1))
            painter.drawLine(QPointF(field.x(score), plot.top()), QPointF(field.x(score), plot.bottom()))
            painter.drawLine(QPointF(plot.left(), field.y(score)), QPointF(plot.right(), field.y(score)))
            painter.setFont(font("small_strong" if cut else "small"))
            painter.setPen(text if cut else muted)
            below = QRectF(field.x(score) - 20, plot.bottom() + 3, 40, line)
            painter.drawText(below, CENTRE, str(score))
            painter.drawText(QRectF(plot.left() - line - 6, field.y(score) - 10, line + 2, 20), RIGHT, str(score))
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(plot)
        along = QRectF(plot.left(), plot.bottom() + 4 + line, plot.width(), line)
        self._axis_title(
            painter, along, translate("Matrix", "Effort: less → more"), translate("Matrix", "up to 3 counts as less")
        )
        painter.save()
        painter.translate(GAP / 2, plot.bottom())
        painter.rotate(-90)
        up = QRectF(0, 0, plot.height(), line)
        self._axis_title(
            painter, up, translate("Matrix", "Impact: less → more"), translate("Matrix", "from 3 counts as high")
        )
        painter.restore()

    def _axis_title(self, painter: QPainter, place: QRectF, title: str, rule: str) -> None:
        strong, plain = font("small_strong"), font("small")
        head = QFontMetricsF(strong).horizontalAdvance(title + "   ")
        tail = QFontMetricsF(plain).horizontalAdvance(rule)
        tail = tail if head + tail <= place.width() else 0
        left = place.center().x() - (head + tail) / 2
        painter.setFont(strong)
        painter.setPen(self.theme.color("text"))
        painter.drawText(QRectF(left, place.top(), head, place.height()), LEFT, title)
        if tail:
            painter.setFont(plain)
            painter.setPen(self.theme.color("text_muted"))
            painter.drawText(QRectF(left + head, place.top(), tail + 4, place.height()), LEFT, rule)

    def _legend(self, painter: QPainter) -> None:
        """What the shapes mean, right above the field."""
        present = {label_class(point) for point in self.points}
        entries = [kind for kind in CLASSES if kind in present]
        face, names = self._legend_words(entries)
        painter.setFont(face)
        measure = QFontMetricsF(face).horizontalAdvance
        x = self.layout.legend.right()
        for kind, text in reversed(list(zip(entries, names, strict=True))):
            x -= measure(text)
            painter.setPen(self.theme.color("text_muted"))
            row = QRectF(x, self.layout.legend.top(), measure(text) + 2, self.layout.legend.height() - GAP / 2)
            painter.drawText(row, LEFT, text)
            x -= 12
            self._shape(painter, QPointF(x, row.center().y()), kind, 6)
            x -= 22

    def _legend_words(self, entries: Sequence[CauseLabel | None]) -> tuple[QFont, list[str]]:
        """The names of the shapes and their font: smaller, then shorter, where there is little room."""
        width = self.layout.legend.right()
        tries = [(font(role), short) for short in (False, True) for role in ("small", "caption")]
        for face, short in tries:
            names = [class_name(kind, short=short) for kind in entries]
            if sum(QFontMetricsF(face).horizontalAdvance(name) + 34 for name in names) < width:
                break
        return face, names

    def point(self, painter: QPainter, point: MatrixPoint, at: QPointF) -> None:
        """One point with its number, rings and badges."""
        radius = self.layout.radius
        painter.setOpacity(DONE_OPACITY if point.done else 1)
        self._shape(painter, at, label_class(point), radius)
        painter.setOpacity(1)
        painter.setFont(font("small_strong", tabular=True))
        painter.setPen(self.theme.color("text") if point.done else self._ink(label_class(point)))
        painter.drawText(
            QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius),
            CENTRE,
            str(point.number),
        )
        badge = at + QPointF(radius - 3, -radius + 3)
        if point.done:
            self._badge(painter, badge, "ok", "✓")
        elif point.must_do:
            self._badge(painter, badge, "warn", "!")
        if point.action_id == self.selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent"), 2.5))
            painter.drawEllipse(at, radius + 4.5, radius + 4.5)
            if self.focused:
                painter.setPen(QPen(self.theme.color("focus"), 1.5, Qt.PenStyle.DotLine))
                painter.drawEllipse(at, radius + 8, radius + 8)

    def _ink(self, kind: CauseLabel | None) -> QColor:
        return readable_on(self.theme.color(COLOURS[kind]), self.theme) if kind else self.theme.color("text")

    def _shape(self, painter: QPainter, at: QPointF, kind: CauseLabel | None, radius: float) -> None:
        """A disc is systemic, a square external, a hexagon both, an open disc neither."""
        surface = self.theme.color("surface")
        painter.setPen(QPen(surface, 2))
        painter.setBrush(self.theme.color(COLOURS[kind]) if kind else surface)
        if kind is CauseLabel.EXTERNAL:
            side = radius * 0.92
            painter.drawRoundedRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side), side / 3, side / 3)
        elif kind is CauseLabel.MIXED:
            corners = [QPointF(cos(i * pi / 3), sin(i * pi / 3)) * (radius * 1.12) + at for i in range(6)]
            painter.drawPolygon(QPolygonF(corners))
        else:
            painter.drawEllipse(at, radius, radius)
        if kind is None:
            painter.setPen(QPen(self.theme.color("control_line"), 1.8))
            painter.drawEllipse(at, radius - 1.5, radius - 1.5)

    def _badge(self, painter: QPainter, at: QPointF, role: str, text: str) -> None:
        painter.setPen(QPen(self.theme.color("surface"), 1.5))
        painter.setBrush(self.theme.color(role))
        size = max(6.5, self.layout.line * 0.4)
        painter.drawEllipse(at, size, size)
        painter.setPen(readable_on(self.theme.color(role), self.theme))
        painter.setFont(font("caption"))
        painter.drawText(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size), CENTRE, text)

    def _labels(self, painter: QPainter, shown: Mapping[int, tuple[float, float]]) -> None:
        """The words of the points, beside each where there is free ground; the best ranked choose first."""
        painter.setFont(font("small"))
        metrics = QFontMetricsF(painter.font())
        around = self.layout.radius + 5
        most = min(max(self.layout.field.width * 0.3, LABEL_LEAST), LABEL_MOST)
        taken = [QRectF(x - around, y - around, 2 * around, 2 * around) for x, y in shown.values()]
        names = self.layout.names
        plot, cut = self.layout.plot.adjusted(4, names, -4, -names), self.layout.field.y(CUT)
        for point in sorted(self.points, key=lambda p: (p.action_id != self.selected, p.number)):
            if point.action_id not in shown or point.action_id == self.lifted:
                continue
            x, y = shown[point.action_id]
            text = metrics.elidedText(point.label, Qt.TextElideMode.ElideRight, most)
            width, height = metrics.horizontalAdvance(text) + 2, metrics.height()
            lefts = (x + around + 3, x - around - 3 - width)
            spots = [QRectF(left, y - height / 2, width, height) for left in lefts]
            spots += [QRectF(x - width / 2, y + way, width, height) for way in (around + 2, -around - 2 - height)]
            spots.sort(key=lambda spot: spot.top() < cut < spot.bottom())  # a line through the words comes last
            free = (s for s in spots if plot.contains(s) and not any(s.intersects(other) for other in taken))
            spot = next(free, None)
            if spot is not None:
                taken.append(spot)
                painter.setPen(self.theme.color("text_muted" if point.done else "text"))
                painter.drawText(spot, LEFT, text)

    def _tray(self, painter: QPainter) -> None:
        tray = self.layout.tray
        painter.setPen(QPen(self.theme.color("line"), 1))
        painter.setBrush(self.theme.color("sunken"))
        painter.drawRoundedRect(tray, 8, 8)
        painter.setFont(font("small_strong"))
        painter.setPen(self.theme.color("text_muted"))
        painter.drawText(tray.adjusted(1.5 * GAP, 0, 0, 0), LEFT, translate("Matrix", "Not scored yet"))
        waiting = [point for point in self.points if point.scores is None]
        spots = self.layout.tray_places(len(waiting))
        for point, spot in zip(waiting, spots, strict=False):
            if point.action_id != self.lifted:
                self.point(painter, point, spot)
        if len(waiting) > len(spots):
            painter.setFont(font("small"))
            painter.setPen(self.theme.color("text_muted"))
            painter.drawText(tray.adjusted(0, 0, -1.5 * GAP, 0), RIGHT, f"+{len(waiting) - len(spots)}")
