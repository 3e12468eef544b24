"""The shapes of marks: a disc is exact, an open disc approximate, an open diamond recalled, a star is key."""

from functools import cache
from math import ceil, cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetricsF, QPainter, QPen, QPixmap, QPolygonF

from secondstory.model.enums import Precision
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import Theme

RADIUS, KEY_RADIUS = 5.5, 8.5
HALO = 1.5
OPEN = 2.2
LOUD, QUIETER = 7.0, 0.35
"""From this contrast on lines of a grid are too loud, and how much of their colour is left then."""


@cache
def _star_points(points: int = 5, inner: float = 0.45) -> tuple[tuple[float, float], ...]:
    return tuple(
        (sin(i * pi / points) * (1.0 if i % 2 == 0 else inner), -cos(i * pi / points) * (1.0 if i % 2 == 0 else inner))
        for i in range(points * 2)
    )


@cache
def _star_around_zero(radius: float) -> QPolygonF:
    return QPolygonF([QPointF(x, y) * radius for x, y in _star_points()])


def star(at: QPointF, radius: float) -> QPolygonF:
    """A star of five points."""
    return _star_around_zero(radius).translated(at)


def diamond(at: QPointF, radius: float) -> QPolygonF:
    """A square standing on its corner."""
    corners = ((0, -radius), (radius, 0), (0, radius), (-radius, 0))
    return QPolygonF([at + QPointF(x, y) for x, y in corners])


def readable_on(colour: QColor, theme: Theme) -> QColor:
    """The theme's text or surface colour, whichever stands out more on a colour."""
    choices = (theme.color("text"), theme.color("surface"))
    return max(choices, key=lambda choice: contrast(choice, colour))


def grid_line(theme: Theme) -> QColor:
    """The colour of the lines of a grid; quieter than borders where these are as bright as the words it crosses."""
    colour = theme.color("line")
    if contrast(colour, theme.color("surface")) > LOUD:
        colour.setAlphaF(QUIETER)
    return colour


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours, from 1 to 21, as accessibility guidelines reckon it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def draw_event(painter: QPainter, at: QPointF, colour: QColor, precision: Precision, theme: Theme, key: bool) -> None:
    """One event; a key event is larger and carries a star."""
    radius = KEY_RADIUS if key else RADIUS
    surface = theme.color("surface")
    if precision is Precision.EXACT:
        painter.setPen(QPen(surface, HALO))
        painter.setBrush(colour)
        painter.drawEllipse(at, radius, radius)
    else:
        shape = diamond(at, radius + 1.2) if precision is Precision.RECALLED else None
        for pen in (QPen(surface, OPEN + 2 * HALO), QPen(colour, OPEN)):
            painter.setPen(pen)
            painter.setBrush(surface)
            if shape is not None:
                painter.drawPolygon(shape)
            else:
                painter.drawEllipse(at, radius - 0.8, radius - 0.8)
    if key:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(readable_on(colour, theme) if precision is Precision.EXACT else colour)
        painter.drawPolygon(star(at, radius * 0.62))


def cluster_width(count: int) -> float:
    """How wide the pill of a cluster is."""
    metrics = QFontMetricsF(font("caption"))
    return max(metrics.horizontalAdvance(short_count(count)) + metrics.height() * 0.7, cluster_height() + 1)


def cluster_height() -> float:
    """How high the pill of a cluster is."""
    return max(QFontMetricsF(font("caption")).height() + 2, 17.0)


def draw_cluster(painter: QPainter, at: QPointF, colour: QColor, count: int, theme: Theme) -> None:
    """Several events that lie on one another: a pill with their number."""
    width, height = cluster_width(count), cluster_height()
    pill = QRectF(at.x() - width / 2, at.y() - height / 2, width, height)
    painter.setPen(QPen(theme.color("surface"), HALO))
    painter.setBrush(colour)
    painter.drawRoundedRect(pill, height / 2, height / 2)
    painter.setPen(readable_on(colour, theme))
    painter.setFont(font("caption", tabular=True))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, short_count(count))


class Stamps:
    """Marks painted once and stamped many times, for one theme, text size and pixel ratio."""

    def __init__(self, theme: Theme, ratio: float) -> None:
        self.theme = theme
        self.ratio = ratio
        self._stamps: dict[tuple[int, str, bool], QPixmap] = {}

    def event(self, painter: QPainter, at: QPointF, colour: QColor, precision: Precision, key: bool) -> None:
        """One event."""
        name = (colour.rgba(), precision.value, key)
        stamp = self._stamps.get(name)
        if stamp is None:
            side = 2 * KEY_RADIUS + 6
            stamp = self._stamps[name] = self._blank(side, side)
            with QPainter(stamp) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_event(inner, QPointF(side / 2, side / 2), colour, precision, self.theme, key)
        self._put(painter, at, stamp)

    def cluster(self, painter: QPainter, at: QPointF, colour: QColor, count: int) -> None:
        """Several events."""
        name = (colour.rgba(), short_count(count), False)
        stamp = self._stamps.get(name)
        if stamp is None:
            width, height = cluster_width(count) + 4, cluster_height() + 4
            stamp = self._stamps[name] = self._blank(width, height)
            with QPainter(stamp) as inner:
                inner.setRenderHint(QPainter.RenderHint.Antialiasing)
                draw_cluster(inner, QPointF(width / 2, height / 2), colour, count, self.theme)
        self._put(painter, at, stamp)

    def _blank(self, width: float, height: float) -> QPixmap:
        stamp = QPixmap(ceil(width * self.ratio), ceil(height * self.ratio))
        stamp.setDevicePixelRatio(self.ratio)
        stamp.fill(Qt.GlobalColor.transparent)
        return stamp

    def _put(self, painter: QPainter, at: QPointF, stamp: QPixmap) -> None:
        """Stamp on whole device pixels, so that nothing is blurred."""
        ratio = self.ratio
        left = round(at.x() * ratio - stamp.width() / 2) / ratio
        top = round(at.y() * ratio - stamp.height() / 2) / ratio
        painter.drawPixmap(QPointF(left, top), stamp)


def draw_range(painter: QPainter, left: float, right: float, y: float, colour: QColor) -> None:
    """How long an event lasted, or between which times it lies: a soft bar with ends."""
    soft = QColor(colour)
    soft.setAlphaF(0.28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(QRectF(left, y - 4, max(right - left, 2), 8), 4, 4)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QPointF(right, y - 5), QPointF(right, y + 5))


def hatch(theme: Theme) -> QBrush:
    """The quiet diagonal lines of a stretch without events."""
    return QBrush(theme.color("control_line"), Qt.BrushStyle.BDiagPattern)


def short_count(count: int) -> str:
    """A number in at most four characters: ``12``, ``999``, ``1.2k``, ``12k``, ``1.0M``."""
    for size, unit in ((1_000_000, "M"), (1000, "k")):
        if count >= size:
            return f"{count / size:.1f}{unit}" if count < 10 * size else f"{count // size}{unit}"
    return str(count)
