"""Where the parts of a timeline canvas lie: labels of moments, lanes, quiet stretches, axis and legend."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from secondstory_ui.text import figure, shown_name
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.timeline_data import KINDS, Marker, TimelineData
from secondstory_ui.widgets.timeline_scale import Scale, stack_rows

LANE_LEAST, LANE_MOST = 18.0, 44.0
AIR = 8.0
LABEL_GAP = 12.0


class MomentLabel(NamedTuple):
    """One or several moments of the same instant, and where their label is drawn."""

    time: int
    name: str
    clock: str
    left: float
    width: float
    row: int


class Layout(NamedTuple):
    """The places of everything, in pixels of the viewport; all but the gutter is right of ``plot.left()``.

    ``plot`` is what can be seen of the lanes; ``top`` is where the first lane begins, above it when scrolled down.
    """

    head: QRectF
    plot: QRectF
    top: float
    quiet: QRectF
    axis: QRectF
    legend: QRectF
    lane_height: float
    lanes: int
    line: float
    least: float

    @property
    def lanes_height(self) -> float:
        """How high all lanes are together."""
        return self.lane_height * self.lanes

    def lane(self, number: int) -> QRectF:
        """The strip of a lane, over the plot only."""
        return QRectF(self.plot.left(), self.top + number * self.lane_height, self.plot.width(), self.lane_height)

    @property
    def lanes_outside(self) -> tuple[int, int]:
        """How many lanes lie above and below those that can be seen."""
        above = round((self.plot.top() - self.top) / self.lane_height)
        return above, self.lanes - above - round(self.plot.height() / self.lane_height)

    @property
    def lanes_note(self) -> QRectF:
        """Where it is said that there are more lanes: left of the dates, below the name of the zone."""
        return QRectF(AIR, self.axis.top() + 5 + self.line, self.axis.left() - AIR, self.line)

    def lane_at(self, y: float) -> int:
        """The number of the lane at a height; may lie outside of the lanes."""
        return int((y - self.top) // self.lane_height)


def gutter_width(data: TimelineData) -> float:
    """Room for the names of the lanes, their counts and the zone."""
    metrics = QFontMetricsF(font("small"))
    names = [shown_name(KINDS[place]) for place in data.lanes]
    name = max((metrics.horizontalAdvance(text) for text in names), default=0)
    count = metrics.horizontalAdvance("8" * max(len(figure(len(data))), 2))
    zone = QFontMetricsF(font("caption")).horizontalAdvance(data.zone_name)
    return max(name + count + 5 * AIR, min(zone + 2 * AIR, 200.0))


def layout(data: TimelineData, size: tuple[float, float], rows: int, legend: bool, scrolled: float = 0) -> Layout:
    """The layout for a viewport of that size, with so many rows of moment labels, scrolled down by so many pixels.

    Labels, axis and legend are always in view; lanes that find no room are scrolled to.
    """
    width, height = size
    line = QFontMetricsF(font("small")).height()
    left = gutter_width(data)
    room = max(width - left - AIR, 1)
    head = rows * (line + 4) + AIR
    quiet = line + 4 if data.gaps else 0.0
    axis = 2 * line + AIR
    foot = line + AIR if legend else 0.0
    lanes = max(len(data.lanes), 1)
    around = head + quiet + axis + foot
    least = max(LANE_LEAST, line + 2)
    lane = min(max((height - around) / lanes, least), max(LANE_MOST, least))
    seen = min(lanes, max(int((height - around) / lane + 0.01), 1)) * lane  # no lane is cut through its middle
    below = head + seen
    return Layout(
        head=QRectF(left, 0, room, head),
        plot=QRectF(left, head, room, seen),
        top=head - min(scrolled, lanes * lane - seen),
        quiet=QRectF(left, below, room, quiet),
        axis=QRectF(left, below + quiet, room, axis),
        legend=QRectF(AIR, below + quiet + axis, max(width - 2 * AIR, 1), foot),
        lane_height=lane,
        lanes=lanes,
        line=line,
        least=around,
    )


def moment_labels(markers: Sequence[Marker], scale: Scale, clock: "Sequence[str]") -> list[MomentLabel]:
    """The labels of moments by time; those of one instant share a label, those that would touch are stacked.

    The rows depend on the scale but not on where the view begins, so that panning moves nothing up or down.
    """
    names, bold = QFontMetricsF(font("small")), QFontMetricsF(font("small_strong"))
    grouped: dict[int, tuple[str, str]] = {}
    for marker, text in sorted(zip(markers, clock, strict=True), key=lambda pair: pair[0].time):
        name = shown_name(marker.kind)
        grouped[marker.time] = (f"{grouped[marker.time][0]}, {name.lower()}" if marker.time in grouped else name, text)
    places = []
    for time, (name, text) in grouped.items():
        width = bold.horizontalAdvance(name) + names.horizontalAdvance(f"  {text}")
        places.append((scale.x(time) - width / 2, width))
    rows = stack_rows(places, LABEL_GAP)
    return [
        MomentLabel(time, name, text, left, width, row)
        for (time, (name, text)), (left, width), row in zip(grouped.items(), places, rows, strict=True)
    ]
