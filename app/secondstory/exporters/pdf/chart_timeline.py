"""The timeline graphic: a lane for each kind of event, the moments as labelled lines, the durations as bars."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from secondstory.exporters.blocks import Align, Lane, Point, TimelineChart
from secondstory.exporters.charts import time_share
from secondstory.exporters.palette import lane_shape
from secondstory.exporters.pdf.boxes import Box
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style
from secondstory.timeline.clock import format_duration

LANE, LABELS, AXIS, BAR = 19.0, 92.0, 24.0, 15.0
LABEL_ROW = 11.0
SMALL = Style(7.2, 9, colour="quiet")
NAME = Style(8, 10)
MOMENT = Style(7.2, 9, Weight.BOLD)
STEPS = [timedelta(seconds=s) for s in (1, 5, 15, 30)]
STEPS += [timedelta(minutes=m) for m in (1, 2, 5, 10, 15, 30)]
STEPS += [timedelta(hours=h) for h in (1, 2, 3, 6, 12)]
STEPS += [timedelta(days=d) for d in (1, 2, 7, 14, 30, 90, 365, 1825)]
STEPS += [timedelta(days=3650 * n) for n in (1, 5, 10, 50, 100, 500)]
MOST_TICKS = 9


@dataclass(frozen=True, kw_only=True)
class TimelinePlot(Box):
    """The graphic on the page; ``rows`` are the label rows that the moments need, worked out for the width."""

    chart: TimelineChart
    labels: tuple[tuple[float, int], ...]

    @property
    def height(self) -> float:
        """Labels, lanes, axis and bars."""
        rows = max((row for _, row in self.labels), default=-1) + 1
        lanes = max(len(self.chart.lanes), 1)
        return rows * LABEL_ROW + 4 + lanes * LANE + AXIS + len(self.chart.bands) * BAR

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Everything, back to front."""
        scale = Scale(self.chart, left, width)
        rows = max((row for _, row in self.labels), default=-1) + 1
        lanes_top = top - rows * LABEL_ROW - 4
        lanes_bottom = lanes_top - max(len(self.chart.lanes), 1) * LANE
        self._bands(pen, scale, lanes_top, lanes_bottom)
        self._lanes(pen, left, lanes_top, width)
        self._moments(pen, scale, left, top, lanes_bottom)
        for place, lane in enumerate(self.chart.lanes):
            draw_points(pen, scale, lane, lanes_top - (place + 0.5) * LANE)
        self._axis(pen, scale, lanes_bottom, left)

    def _bands(self, pen: Pen, scale: "Scale", top: float, bottom: float) -> None:
        for place, band in enumerate(self.chart.bands):
            x1, x2 = scale.x(band.start), scale.x(band.end)
            if place == len(self.chart.bands) - 1:
                pen.rectangle(x1, bottom, max(x2 - x1, 1), top - bottom, "ground")
            y = bottom - AXIS - (place + 0.5) * BAR
            pen.rule(x1, y, x2, y, stroke="quiet", width=2.4)
            for x in (x1, x2):
                pen.rule(x, y - 3.4, x, y + 3.4, stroke="quiet", width=1)
            text = f"{band.name}: {format_duration(band.span)}"
            text_width = pen.measure.width(text, SMALL) + 8
            middle = (x1 + x2) / 2
            if x2 - x1 > text_width + 8:
                pen.rectangle(middle - text_width / 2, y - 5, text_width, 10, "paper")
                pen.line(middle, y - 2.5, text, SMALL.but(align=Align.CENTRE, colour="ink"))
            elif x2 + text_width + 4 < scale.right:
                pen.line(x2 + 6, y - 2.5, text, SMALL.but(colour="ink"))
            else:
                pen.line(x1 - 6, y - 2.5, text, SMALL.but(align=Align.RIGHT, colour="ink"))

    def _lanes(self, pen: Pen, left: float, top: float, width: float) -> None:
        pen.rule(left, top, left + width, top)
        for place, lane in enumerate(self.chart.lanes):
            middle = top - (place + 0.5) * LANE
            pen.shape(lane_shape(lane.kind), left + 5, middle, 3.2, f"lanes.{lane.kind}.colour")
            pen.line(left + 13, middle - 2.8, lane.name, NAME)
            pen.rule(left, middle - LANE / 2, left + width, middle - LANE / 2)

    def _moments(self, pen: Pen, scale: "Scale", left: float, top: float, bottom: float) -> None:
        for moment, (x, row) in zip(self.chart.moments, self.labels, strict=True):
            at = scale.x(moment.at)
            y = top - (row + 1) * LABEL_ROW + 2
            pen.rule(at, bottom, at, y + 6, stroke="ink", width=0.8, dash=(2.5, 2))
            pen.rectangle(left + x - 1, y - 2, pen.measure.width(moment.name, MOMENT) + 2, 9, "paper")
            pen.line(left + x, y, moment.name, MOMENT)

    def _axis(self, pen: Pen, scale: "Scale", bottom: float, left: float) -> None:
        for tick, words, begun in labelled_ticks(self.chart.start, self.chart.end):
            x = scale.x(tick)
            pen.rule(x, bottom, x, bottom - 3, stroke="quiet", width=0.6)
            pen.line(x, bottom - 11, words, SMALL.but(align=Align.CENTRE))
            pen.line(x, bottom - 19.5, begun, SMALL.but(align=Align.CENTRE, weight=Weight.BOLD))
        pen.line(left, bottom - 11, f"{self.chart.start:%Y} · {self.chart.zone.split(' ')[0]}", SMALL)


@dataclass(frozen=True)
class Scale:
    """Where an instant stands on the page, from left to right, with room at both ends for the outermost shapes."""

    chart: TimelineChart
    left: float
    whole: float

    def x(self, at: datetime) -> float:
        """The place of an instant."""
        return self.left + LABELS + 8 + (self.whole - LABELS - 20) * time_share(self.chart, at)

    @property
    def right(self) -> float:
        """The right end."""
        return self.left + self.whole


def draw_points(pen: Pen, scale: Scale, lane: Lane, y: float) -> None:
    """The events of a lane; those that would fall on the same spot are drawn once, key events on top and larger."""
    hue, shape = f"lanes.{lane.kind}.colour", lane_shape(lane.kind)
    for point in lane.points:
        if point.until is not None and point.until > point.at:
            x1, x2 = scale.x(point.at), scale.x(point.until)
            pen.rule(x1, y, x2, y, stroke=hue, width=2)
    for place, key, exact in sorted(_spots(scale, lane.points), key=lambda spot: spot[1]):
        if key:
            pen.shape("circle", place, y, 5.6, "page.paper")
        pen.shape(shape, place, y, 4.4 if key else 2.9, hue, hollow=not exact)


def _spots(scale: Scale, points: tuple[Point, ...]) -> Iterator[tuple[float, bool, bool]]:
    seen: dict[int, tuple[float, bool, bool]] = {}
    for point in points:
        x = scale.x(point.at)
        spot = round(x * 2)
        _, key, exact = seen.get(spot, (x, False, False))
        seen[spot] = (x, key or point.key, exact or point.exact)
    yield from seen.values()


def labelled_ticks(start: datetime, end: datetime) -> Iterator[tuple[datetime, str, str]]:
    """The ticks, each with its words, and with the day below that begins there; the year, where ticks are days."""
    days = _step(start, end) >= timedelta(days=1)
    told = f"{start:%Y}" if days else ""  # the year stands at the left end of the axis
    for tick in ticks(start, end):
        whole = f"{tick:%Y}" if days else f"{tick:%d %b}"
        words = f"{tick:%d %b}" if days else f"{tick:%H:%M:%S}" if tick.second else f"{tick:%H:%M}"
        yield tick, words, "" if whole == told else whole
        told = whole


def _step(start: datetime, end: datetime) -> timedelta:
    return next((s for s in STEPS if (end - start) / s <= MOST_TICKS), STEPS[-1])


def ticks(start: datetime, end: datetime) -> Iterator[datetime]:
    """Round times of the zone between two instants, at most a handful."""
    step = _step(start, end)
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    tick = midnight + ((start - midnight) // step) * step if step < timedelta(days=1) else midnight
    while tick <= end:
        if tick >= start:
            yield tick
        try:
            tick += step
        except OverflowError:
            return


def plot(chart: TimelineChart, measure: Measure, whole: float, *, before: float = 0.0) -> TimelinePlot:
    """The graphic for a width.

    A label stands to the right of its line, or to the left near the edge. A line that would cross the label of an
    earlier moment begins below it.
    """
    scale = Scale(chart, 0.0, whole)
    ends: list[float] = []
    labels = []
    for moment in chart.moments:
        width = measure.width(moment.name, MOMENT)
        at = scale.x(moment.at)
        x = at + 3 if at + 3 + width <= whole else at - 3 - width
        row = max((r + 1 for r, end in enumerate(ends) if end > min(x, at) - 4), default=0)
        ends[row:] = [max(x + width, at)]
        labels.append((x, row))
    return TimelinePlot(before=before, chart=chart, labels=tuple(labels))
