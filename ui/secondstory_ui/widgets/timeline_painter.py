"""Paints the picture of a timeline; selection and pointer are painted over it by the canvas."""

from collections.abc import Iterator
from math import log1p

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from secondstory.model.enums import MomentKind
from secondstory.model.instants import MICROSECOND
from secondstory.timeline.clock import format_duration
from secondstory_ui.text import figure, shown_name
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.timeline_axis import draw_axis, draw_zone
from secondstory_ui.widgets.timeline_data import KINDS, PRECISIONS, TimelineData
from secondstory_ui.widgets.timeline_layout import AIR, LABEL_GAP, Layout, MomentLabel
from secondstory_ui.widgets.timeline_marks import LaneMarks, Mark, all_marks, key_rows
from secondstory_ui.widgets.timeline_scale import Scale, in_view
from secondstory_ui.widgets.timeline_shapes import Stamps, draw_range, grid_line, hatch, star

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
CENTRE = Qt.AlignmentFlag.AlignCenter
MOST_RANGES = 400
HIDDEN_OPACITY = 0.35
NARROWEST_GAP = 10
"""In pixels; of a narrower one the hatching would show as a speck."""


class TimelinePainter:
    """Paints one view of one timeline in one theme."""

    def __init__(self, data: TimelineData, scale: Scale, layout: Layout, stamps: Stamps) -> None:
        self.data = data
        self.scale = scale
        self.layout = layout
        self.theme = stamps.theme
        self.stamps = stamps

    def paint(self, painter: QPainter, moments: list[MomentLabel]) -> None:
        """Everything but selection, pointer and hints."""
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot, head = self.layout.plot, self.layout.head
        painter.setClipRect(plot.adjusted(-plot.left(), 0, 0, 1))
        if self.data.has_times:
            self._lanes(painter)
        painter.setClipRect(plot)
        self._band(painter)
        painter.setClipRect(plot.united(self.layout.axis).adjusted(-AIR, 0, AIR, 0))  # a time may stand over the edge
        if self.data.has_times:
            draw_axis(painter, self.data, self.scale, self.layout, self.theme)
        painter.setClipRect(plot.united(head))
        self._moment_lines(painter, moments)
        painter.setClipRect(plot)
        self._marks(painter)
        painter.setClipping(False)
        self._gaps(painter)
        if self.data.has_times:
            draw_zone(painter, self.data, self.scale, self.layout, self.theme)
        self._moment_labels(painter, moments)

    def _lanes(self, painter: QPainter) -> None:
        text, muted, line = self.theme.color("text"), self.theme.color("text_muted"), grid_line(self.theme)
        small = font("small", tabular=True)
        right = self.layout.plot.left() - 1.5 * AIR
        painter.setFont(small)
        for number, place in enumerate(self.data.lanes):
            lane = self.layout.lane(number)
            painter.setPen(line)
            painter.drawLine(QPointF(AIR, lane.top()), QPointF(lane.right(), lane.top()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.lane(KINDS[place]))
            painter.drawRoundedRect(QRectF(AIR, lane.center().y() - 7, 4, 14), 2, 2)
            label = QRectF(AIR * 2.25, lane.top(), right - AIR * 2.25, lane.height())
            painter.setPen(text)
            painter.drawText(label, LEFT, shown_name(KINDS[place]))
            painter.setPen(muted)
            painter.drawText(label, RIGHT, figure(self.data.count_before(number, len(self.data))))
        painter.setPen(line)
        painter.drawLine(QPointF(AIR, self.layout.plot.bottom()), self.layout.plot.bottomRight())

    def _band(self, painter: QPainter) -> None:
        start, end = self.data.moment(MomentKind.STARTED), self.data.moment(MomentKind.MITIGATED)
        if start is None or end is None:
            return
        left, right = self.scale.x(start) + self.layout.plot.left(), self.scale.x(end) + self.layout.plot.left()
        plot = self.layout.plot
        band = QRectF(left, plot.top() + 1, right - left, plot.height() - 1)
        painter.fillRect(band.intersected(plot), self.theme.color("incident_band"))

    def _moment_lines(self, painter: QPainter, moments: list[MomentLabel]) -> None:
        painter.setPen(QPen(self.theme.color("text_muted"), 1.2, Qt.PenStyle.DashLine))
        for label in moments:
            x = self.layout.plot.left() + self.scale.x(label.time)
            top = (label.row + 1) * (self.layout.line + 4)
            painter.drawLine(QPointF(x, top), QPointF(x, self.layout.plot.bottom()))

    def _moment_labels(self, painter: QPainter, moments: list[MomentLabel]) -> None:
        """The labels, pushed in at the right edge as far as the label before leaves room."""
        area, step = self.layout.head, self.layout.line + 4
        bold, plain = font("small_strong"), font("small", tabular=True)
        name_width = QFontMetricsF(bold).horizontalAdvance
        ends: dict[int, float] = {}
        for label in moments:
            if not 0 <= self.scale.x(label.time) <= self.scale.width:
                continue
            left = min(area.left() + label.left, area.right() - label.width)
            left = max(left, ends.get(label.row, 0.0) + LABEL_GAP / 2)
            ends[label.row] = left + label.width
            place = QRectF(left, label.row * step + 2, label.width, self.layout.line)
            painter.fillRect(place.adjusted(-3, 0, 3, 0), self.theme.color("surface"))
            painter.setFont(bold)
            painter.setPen(self.theme.color("text"))
            painter.drawText(place.adjusted(0, 0, 20, 0), LEFT, label.name)
            painter.setFont(plain)
            painter.setPen(self.theme.color("text_muted"))
            painter.drawText(place.adjusted(name_width(label.name + "  "), 0, 40, 0), LEFT, label.clock)

    def _marks(self, painter: QPainter) -> None:
        lanes = all_marks(self.data, self.scale)
        highest = max((count for lane in lanes for _, count in lane.columns), default=1)
        for number, lane in enumerate(lanes):
            if lane.columns:
                self._columns(painter, number, lane, highest)
        crowded = {self.data.lanes[number] for number, lane in enumerate(lanes) if lane.columns}
        self._ranges(painter, crowded)
        for number, lane in enumerate(lanes):
            self._events(painter, number, lane.marks)
        self._keys(painter, crowded)

    def _columns(self, painter: QPainter, number: int, lane: LaneMarks, highest: int) -> None:
        strip = self.layout.lane(number)
        base, room = strip.bottom() - 2, strip.height() - 7
        share = (room - 2) / log1p(highest)
        heights = {count: 2 + share * log1p(count) for count in {count for _, count in lane.columns}}
        width, left = max(lane.width - 1, 1.5), strip.left()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.lane(KINDS[self.data.lanes[number]]))
        painter.drawRects([QRectF(left + x, base - heights[count], width, heights[count]) for x, count in lane.columns])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _events(self, painter: QPainter, number: int, marks: list[Mark]) -> None:
        lane = self.layout.lane(number)
        colour = self.theme.lane(KINDS[self.data.lanes[number]])
        for mark in marks:
            at = QPointF(lane.left() + mark.x, lane.center().y())
            if len(mark.rows) > 1:
                self.stamps.cluster(painter, at, colour, len(mark.rows))
            else:
                self._event(painter, at, colour, mark.rows[0])
        for mark in marks:
            if len(mark.rows) > 1 and any(self.data.key[row] for row in mark.rows):
                self._key_badge(painter, QPointF(lane.left() + mark.x, lane.center().y()), colour)

    def _event(self, painter: QPainter, at: QPointF, colour: QColor, row: int) -> None:
        precision = PRECISIONS[self.data.precisions[row]]
        hidden = self.data.hidden[row]
        if hidden:
            painter.setOpacity(HIDDEN_OPACITY)
        self.stamps.event(painter, at, colour, precision, bool(self.data.key[row]))
        if hidden:
            painter.setOpacity(1)

    def _key_badge(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(QPen(self.theme.color("surface"), 3))
        painter.setBrush(colour)
        badge = star(at + QPointF(9, -8), 5.5)
        painter.drawPolygon(badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawPolygon(badge)

    def _keys(self, painter: QPainter, crowded: set[int]) -> None:
        """The key events of crowded lanes, over the columns."""
        lanes = {p: self.layout.lane(n).center().y() for n, p in enumerate(self.data.lanes) if p in crowded}
        colours = {place: self.theme.lane(KINDS[place]) for place in lanes}
        left = self.layout.plot.left()
        for row in key_rows(self.data, self.scale) if crowded else []:
            place = self.data.kinds[row]
            if place in lanes:
                at = QPointF(left + self.scale.x(self.data.times[row]), lanes[place])
                self._event(painter, at, colours[place], row)

    def _ranges(self, painter: QPainter, crowded: set[int]) -> None:
        numbers = {place: number for number, place in enumerate(self.data.lanes)}
        for start, end, row in self._lasting() if len(crowded) < len(numbers) else ():
            place = self.data.kinds[row]
            if place in crowded:
                continue
            lane = self.layout.lane(numbers[place])
            left = lane.left() + max(self.scale.x(start), -10)
            right = lane.left() + min(self.scale.x(end), self.scale.width + 10)
            draw_range(painter, left, right, lane.center().y(), self.theme.lane(KINDS[place]))

    def _lasting(self) -> Iterator[tuple[int, int, int]]:
        """The events that last visibly, thinned out where there are very many."""
        least = 4 * self.scale.per_pixel
        spans = self.data.lasting_between(self.scale.start, self.scale.end)
        step = max(len(spans) // MOST_RANGES, 1)
        return (span for span in spans[::step] if span[1] - span[0] >= least and span[1] >= self.scale.start)

    def _gaps(self, painter: QPainter) -> None:
        strip = self.layout.quiet
        if not strip.height():
            return
        painter.setFont(font("caption"))
        measure = QFontMetricsF(painter.font()).horizontalAdvance
        for start, end in in_view(self.data.gaps, self.scale, NARROWEST_GAP):
            left, right = max(self.scale.x(start), 0), min(self.scale.x(end), self.scale.width)
            place = QRectF(strip.left() + left + 1, strip.top() + 4, right - left - 2, strip.height() - 8)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setOpacity(0.55)
            painter.setBrush(hatch(self.theme))
            painter.drawRect(place)
            painter.setOpacity(1)
            span = format_duration((end - start) * MICROSECOND)
            text = next((t for t in (f"{span} without events", span) if measure(t) + 16 <= place.width()), "")
            if text:
                room = measure(text) + 12
                plate = QRectF(place.center().x() - room / 2, strip.top(), room, strip.height())
                painter.fillRect(plate, self.theme.color("surface"))
                painter.setPen(self.theme.color("text_muted"))
                painter.drawText(plate, CENTRE, text)
