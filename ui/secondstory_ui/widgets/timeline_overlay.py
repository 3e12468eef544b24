"""What is painted over the picture of a timeline: selection, pointer, hints, what lies outside, focus and legend."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from secondstory.model.enums import MomentKind, Precision
from secondstory.timeline.clock import format_instant
from secondstory_ui.text import figure, shown_name, translate
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import Theme
from secondstory_ui.widgets.timeline_axis import label_places
from secondstory_ui.widgets.timeline_data import KINDS, PRECISIONS, instant
from secondstory_ui.widgets.timeline_layout import AIR, Layout
from secondstory_ui.widgets.timeline_marks import column_time, is_crowded
from secondstory_ui.widgets.timeline_scale import MINUTE
from secondstory_ui.widgets.timeline_shapes import cluster_width, draw_cluster, draw_event
from secondstory_ui.widgets.timeline_view import TimelineView
from secondstory_ui.widgets.timeline_words import column_text, lanes_text, nothing_text, undated_text

CENTRE = Qt.AlignmentFlag.AlignCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Overlay:
    """What has to be known to paint over a picture."""

    view: TimelineView
    layout: Layout
    theme: Theme
    pointer: QPointF | None
    placing: MomentKind | None
    focused: bool
    legend: bool
    frame: QRect


def draw_overlay(painter: QPainter, over: Overlay) -> None:
    """Paint what follows selection, pointer and focus."""
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not len(over.view.data):
        _say(painter, over)
    _lanes_outside(painter, over)
    edge = _outside(painter, over)
    if len(over.view.data) and over.legend:
        _legend(painter, over, edge)
    if over.pointer is not None and over.layout.plot.contains(over.pointer) and over.view.data.has_times:
        _time_line(painter, over, over.pointer.x(), "accent" if over.placing else "text_muted")
    _selection(painter, over)
    if over.placing is not None:
        _hint(painter, over, over.placing)
    if over.focused:
        painter.setPen(QPen(over.theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(over.frame).adjusted(1, 1, -1, -1), 6, 6)


def _say(painter: QPainter, over: Overlay) -> None:
    """That there is nothing to show; without an axis also what there is that cannot be shown."""
    data, axis = over.view.data, over.view.data.has_times
    lines = [nothing_text(data)] if axis else [nothing_text(data), undated_text(data)]
    painter.setFont(font("body"))
    painter.setPen(over.theme.color("text_muted"))
    painter.drawText(over.layout.plot if axis else QRectF(over.frame), CENTRE, "\n".join(filter(None, lines)))


def _selection(painter: QPainter, over: Overlay) -> None:
    data, row = over.view.data, over.view.row
    if row is None:
        return
    x = over.view.scale.x(data.times[row])
    if not -1 <= x <= over.view.scale.width + 1:
        return
    lane = over.layout.lane(data.lanes.index(data.kinds[row]))
    at = QPointF(lane.left() + x, lane.center().y())
    _time_line(painter, over, at.x(), "accent", data.times[row])
    painter.setClipRect(over.layout.plot.united(over.layout.head))
    colour = over.theme.lane(KINDS[data.kinds[row]])
    precision = PRECISIONS[data.precisions[row]]
    painter.setPen(QPen(over.theme.color("surface"), 6))
    painter.setBrush(over.theme.color("surface"))
    painter.drawEllipse(at, 11, 11)
    draw_event(painter, at, colour, precision, over.theme, bool(data.key[row]))
    painter.setPen(QPen(over.theme.color("accent"), 2.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, 12, 12)
    painter.setClipping(False)


def _time_line(painter: QPainter, over: Overlay, x: float, role: str, time: float | None = None) -> None:
    """A line through all lanes and its time on the axis."""
    layout, data, colour = over.layout, over.view.data, over.theme.color(role)
    moment = over.view.scale.at(x - layout.plot.left()) if time is None else time
    at = instant(moment)
    fine = over.view.scale.per_pixel * 90 < 15 * MINUTE if time is None else at.second > 0
    text = format_instant(at, data.zone, date=False, seconds=fine)
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QPointF(x, layout.plot.top()), QPointF(x, layout.axis.top() + 4))
    painter.setFont(font("small_strong", tabular=True))
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 12
    left = min(max(x - width / 2, layout.axis.left()), layout.axis.right() - width)
    plate = QRectF(left, layout.axis.top() + 4, width, layout.line + 2)
    for place in filter(plate.intersects, label_places(data, over.view.scale, layout)):
        painter.fillRect(place, over.theme.color("surface"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(plate, 5, 5)
    painter.setPen(over.theme.color("accent_text" if role == "accent" else "surface"))
    painter.drawText(plate, CENTRE, text)


def _outside(painter: QPainter, over: Overlay) -> float:
    """What cannot be seen: events without a time, and how many lie before and after the view; its left edge."""
    before, after = over.view.outside()
    parts = [undated_text(over.view.data)] if over.view.data.undated else []
    told = ((before, translate("Timeline", "‹ {count} earlier")), (after, translate("Timeline", "{count} later ›")))
    parts += [text.format(count=figure(count)) for count, text in told if count]
    if not parts or not over.view.data.has_times:
        return over.layout.legend.right()
    text = "   ·   ".join(parts)
    painter.setFont(font("caption", tabular=True))
    width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
    axis, line = over.layout.axis, over.layout.line
    strip = over.layout.legend if over.legend else QRectF(axis.left(), axis.top() + 5 + line, axis.width(), line)
    place = QRectF(strip.right() - width, strip.top(), width, strip.height())
    painter.fillRect(place.adjusted(-AIR, 0, 0, 0), over.theme.color("surface"))
    painter.setPen(over.theme.color("accent_strong" if before or after else "text_muted"))
    painter.drawText(place, RIGHT, text)
    return place.left()


def _lanes_outside(painter: QPainter, over: Overlay) -> None:
    """How many lanes lie above and below those that can be seen, under their names."""
    text = lanes_text(over.view.data, over.layout)
    painter.setFont(font("caption"))
    painter.setPen(over.theme.color("accent_strong"))
    painter.drawText(over.layout.lanes_note, LEFT, text)


def _hint(painter: QPainter, over: Overlay, moment: MomentKind) -> None:
    """What the next click does."""
    room = over.frame.width() - 36
    where = translate("Timeline", "Click where “{moment}” was, on an event or between events.")
    how = translate("Timeline", "Enter uses the selected event, Esc leaves.")
    short = where.format(moment=shown_name(moment))
    texts = (f"{short} {how}", short, shown_name(moment))
    painter.setFont(font("small_strong"))
    measure = QFontMetricsF(painter.font()).horizontalAdvance
    text = next((text for text in texts if measure(text) <= room), texts[-1])
    width = min(measure(text) + 24, room + 24)
    plate = QRectF(over.frame.center().x() - width / 2, over.frame.top() + 4, width, over.layout.line + 10)
    painter.setPen(QPen(over.theme.color("accent"), 1))
    painter.setBrush(over.theme.color("accent_soft"))
    painter.drawRoundedRect(plate, 6, 6)
    painter.setPen(over.theme.color("text"))
    painter.drawText(plate, CENTRE, text)


def _legend(painter: QPainter, over: Overlay, edge: float) -> None:
    """What the marks mean, for those that can be seen, as far as there is room up to an edge."""
    painter.setFont(font("caption"))
    strip = over.layout.legend
    metrics = QFontMetricsF(painter.font())
    x, y = strip.left() + 6, strip.center().y()
    for mark, room, text in _entries(over):
        width = metrics.horizontalAdvance(text)
        if x + room + width > edge - AIR:
            return
        mark(painter, QPointF(x + room / 2 - 6, y))
        painter.setFont(font("caption"))
        painter.setPen(over.theme.color("text_muted"))
        painter.drawText(QRectF(x + room - 2, strip.top(), width + 4, strip.height()), LEFT, text)
        x += room + width + 18


def _entries(over: Overlay) -> Iterator[tuple[Callable[[QPainter, QPointF], None], float, str]]:
    """The entries of the legend: what paints the mark, how wide it is, and what it means."""
    data, theme, scale = over.view.data, over.theme, over.view.scale
    grey = theme.color("text_muted")
    for precision in data.present_precisions:
        yield partial(_event_mark, precision=precision, colour=grey, theme=theme, key=False), 16, shown_name(precision)
    if len(data.key_rows):
        mark = partial(_event_mark, precision=Precision.EXACT, colour=grey, theme=theme, key=True)
        yield mark, 22, translate("Timeline", "Key event")
    if is_crowded(data, scale):
        text = translate("Timeline", "Events in {span}").format(span=column_text(column_time(scale)))
        yield partial(_columns_mark, colour=grey), 16, text
    else:
        mark = partial(draw_cluster, colour=grey, count=3, theme=theme)
        yield mark, cluster_width(3) + 6, translate("Timeline", "Several events")


def _event_mark(painter: QPainter, at: QPointF, precision: Precision, colour: QColor, theme: Theme, key: bool) -> None:
    draw_event(painter, at, colour, precision, theme, key)


def _columns_mark(painter: QPainter, at: QPointF, colour: QColor) -> None:
    painter.fillRect(QRectF(at.x() - 5, at.y() - 5, 4, 11), colour)
    painter.fillRect(QRectF(at.x(), at.y() - 1, 4, 7), colour)
