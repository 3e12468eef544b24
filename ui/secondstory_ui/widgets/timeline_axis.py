"""The axis of a timeline: ticks, clock times, dates where a day begins, and the name of the zone."""

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import Theme
from secondstory_ui.widgets.timeline_data import TimelineData
from secondstory_ui.widgets.timeline_layout import AIR, Layout
from secondstory_ui.widgets.timeline_scale import DAY, MINUTE, Scale, Tick, local, ticks
from secondstory_ui.widgets.timeline_shapes import grid_line

LABEL_ROOM = 84.0
CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def draw_axis(painter: QPainter, data: TimelineData, scale: Scale, layout: Layout, theme: Theme) -> None:
    """Grid lines through the lanes, a row of times below them, and a row of dates below the times."""
    marks, step = _marks(data, scale)
    dated = [(0.0, local(scale.start, data.zone))]
    for tick in marks:
        x = scale.x(tick.time)
        begins = _begins(tick, step)
        grid = QPen(theme.color("control_line") if begins else grid_line(theme), 1)
        painter.setPen(grid)
        painter.drawLine(_point(layout, x, layout.plot.top() + 1), _point(layout, x, layout.axis.top() + 4))
        place = _label_place(tick, step, x, layout)
        if place is not None:
            painter.setPen(theme.color("text" if begins else "text_muted"))
            painter.setFont(_face(begins))
            painter.drawText(place, CENTRE, tick_text(tick, step))
        if begins:
            dated.append((x, tick.local))
    painter.setFont(font("caption"))
    painter.setPen(theme.color("text_muted"))
    _dates(painter, layout, dated, step)


def label_places(data: TimelineData, scale: Scale, layout: Layout) -> list[QRectF]:
    """Where the labels of the ticks stand: what is painted over one of them has to cover the whole of it."""
    marks, step = _marks(data, scale)
    places = (_label_place(tick, step, scale.x(tick.time), layout) for tick in marks)
    return [place for place in places if place is not None]


def _marks(data: TimelineData, scale: Scale) -> tuple[list[Tick], int]:
    """The ticks and how far apart they are."""
    marks = ticks(scale, data.zone, LABEL_ROOM)
    return marks, marks[1].time - marks[0].time if len(marks) > 1 else DAY


def _face(begins: bool) -> QFont:
    return font("small_strong" if begins else "small", tabular=True)


def _label_place(tick: Tick, step: int, x: float, layout: Layout) -> QRectF | None:
    """Where the label of a tick stands; nothing where the edge would cut it."""
    half = QFontMetricsF(_face(_begins(tick, step))).horizontalAdvance(tick_text(tick, step)) / 2 + 2
    if half > x + AIR or x + half > layout.axis.width() + AIR:
        return None
    return QRectF(layout.axis.left() + x - half, layout.axis.top() + 5, 2 * half, layout.line)


def draw_zone(painter: QPainter, data: TimelineData, scale: Scale, layout: Layout, theme: Theme) -> None:
    """The zone, left of the axis, with its offset in the middle of the view."""
    metrics = QFontMetricsF(font("small_strong"))
    place = QRectF(AIR, layout.axis.top() + 5, layout.axis.left() - 2 * AIR, layout.line)
    painter.setPen(theme.color("text"))
    painter.setFont(font("small_strong"))
    painter.drawText(place, LEFT, metrics.elidedText(data.zone_name, Qt.TextElideMode.ElideMiddle, place.width()))
    offset = offset_text(local((scale.start + scale.end) / 2, data.zone))
    if offset != data.zone_name:
        painter.setFont(font("caption"))
        painter.setPen(theme.color("text_muted"))
        painter.drawText(place.translated(0, layout.line), LEFT, offset)


def offset_text(at: datetime) -> str:
    """How far a zone is from UTC, for example ``UTC+02:00``; plain ``UTC`` where it is not."""
    text = at.strftime("%z")
    return f"UTC{text[:3]}:{text[3:5]}" if text.strip("+-0") else "UTC"


def tick_text(tick: Tick, step: int) -> str:
    """The label of a tick: a time, a day, a month or a year, as far apart as the ticks are."""
    if step < DAY - MINUTE * 90:
        return f"{tick.local:%H:%M:%S}" if step < MINUTE else f"{tick.local:%H:%M}"
    pattern = "yyyy" if step > 300 * DAY else "MMM" if step >= 28 * DAY else "d MMM"
    return day_text(tick.local, pattern)


def day_text(day: datetime, pattern: str = "ddd d MMM yyyy") -> str:
    """A date in the person's own language."""
    return QLocale().toString(QDate(day.year, day.month, day.day), pattern)


def _begins(tick: Tick, step: int) -> bool:
    """Whether a new day begins at the tick or, on an axis of days and months, a new year."""
    if step < DAY - MINUTE * 90:
        return tick.midnight
    return step <= 300 * DAY and tick.local.month == 1 and tick.local.day == 1


def _dates(painter: QPainter, layout: Layout, dated: list[tuple[float, datetime]], step: int) -> None:
    """The dates under the times; the first stays at the left edge until the next one pushes it out."""
    pattern = "ddd d MMM yyyy" if step < DAY - MINUTE * 90 else "yyyy"
    if step > 300 * DAY:
        return
    measure = QFontMetricsF(painter.font()).horizontalAdvance
    end = layout.axis.width()
    for x, day in reversed(dated):
        text = day_text(day, pattern)
        width = measure(text)
        left = min(max(x - (width / 2 if x else 0), 0.0), end - width - 8)
        if left >= 0:
            place = QRectF(layout.axis.left() + left, layout.axis.top() + 5 + layout.line, width + 4, layout.line)
            painter.drawText(place, LEFT, text)
            end = left


def _point(layout: Layout, x: float, y: float) -> QPointF:
    return QPointF(layout.plot.left() + x, y)
