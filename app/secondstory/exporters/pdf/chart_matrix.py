"""The impact-effort matrix as a drawing: quadrants, cut lines and numbered points, with a key of the shapes."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, pi, sin

from secondstory.exporters.blocks import Align, MatrixChart, MatrixPoint
from secondstory.exporters.charts import RIGHT, UPPER, same_spot, score_share, shape_of
from secondstory.exporters.pdf.boxes import Box
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style
from secondstory.model.records import SCORE_MAX, SCORE_MIN

SIDE, MARGIN, RADIUS = 250.0, 34.0, 8.2
CORNER = 15.0
"""The height that the name of a quadrant takes at the upper or lower edge."""

TICK = Style(7.2, 9, colour="quiet", align=Align.CENTRE)
AXIS = Style(7.8, 10, Weight.BOLD, "quiet", Align.CENTRE)
NUMBER = Style(7.8, 10, Weight.BOLD, "paper", Align.CENTRE)
KEY = Style(7.6, 10, colour="quiet")
NAME = Style(8, 10.4)
NAME_NUMBER = Style(8, 10.4, Weight.BOLD, "ink", Align.RIGHT)


@dataclass(frozen=True, kw_only=True)
class MatrixPlot(Box):
    """The drawing, and beside it the names of the first actions and the key of shapes."""

    chart: MatrixChart
    legend: tuple[tuple[str, tuple[str, ...]], ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def height(self) -> float:
        """The square and its lower axis."""
        return SIDE + MARGIN

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The quadrants, the axes, the points, the key."""
        del width
        x, y = left + MARGIN, top - SIDE
        self._quadrants(pen, x, y)
        self._axes(pen, x, y)
        for point, (px, py) in spread(self.chart):
            shape, hue = shape_of(point)
            pen.shape(shape, x + px, y + py, RADIUS + 1.6, "page.paper")
            pen.shape(shape, x + px, y + py, RADIUS, hue)
            pen.line(x + px, y + py - (4.4 if shape == "triangle" else 2.8), str(point.number), NUMBER)
        self._legend(pen, x + SIDE + 22, top)

    def _quadrants(self, pen: Pen, x: float, y: float) -> None:
        cut = place(self.chart.cut)
        for quadrant, name in self.chart.quadrants:
            right, upper = quadrant in RIGHT, quadrant in UPPER
            dx, width = (cut, SIDE - cut) if right else (0.0, cut)
            dy, height = (cut, SIDE - cut) if upper else (0.0, cut)
            pen.rectangle(x + dx, y + dy, width, height, f"quadrants.{quadrant}")
            style = Style(8, 10, Weight.BOLD, f"quadrant_names.{quadrant}", Align.RIGHT if right else Align.LEFT)
            pen.line(x + (SIDE - 7 if right else 7), y + (SIDE - 13 if upper else 7), name, style)
        pen.rule(x + cut, y, x + cut, y + SIDE, stroke="quiet", width=0.9, dash=(4, 2.5))
        pen.rule(x, y + cut, x + SIDE, y + cut, stroke="quiet", width=0.9, dash=(4, 2.5))

    def _axes(self, pen: Pen, x: float, y: float) -> None:
        for score in range(int(SCORE_MIN), int(SCORE_MAX) + 1):
            at = place(score)
            pen.line(x + at, y - 11, str(score), TICK)
            pen.line(x - 9, y + at - 2.6, str(score), TICK)
            pen.rule(x + at, y, x + at, y - 3, stroke="quiet")
            pen.rule(x - 3, y + at, x, y + at, stroke="quiet")
        pen.rule(x, y, x + SIDE, y, stroke="quiet", width=0.7)
        pen.rule(x, y, x, y + SIDE, stroke="quiet", width=0.7)
        pen.line(x + SIDE / 2, y - 25, self.chart.effort_title, AXIS)
        pen.turned(x - 24, y + SIDE / 2, self.chart.impact_title, AXIS)

    def _legend(self, pen: Pen, left: float, top: float) -> None:
        for number, lines in self.names:
            pen.line(left + 12, top - 8.2, number, NAME_NUMBER)
            pen.lines(left + 18, top, lines, NAME)
            top -= len(lines) * NAME.leading + 3
        top -= 6
        for shape, lines in self.legend:
            if shape:
                hue = next(shape_of(point)[1] for point in self.chart.points if shape_of(point)[0] == shape)
                pen.shape(shape, left + 7, top - 5.5, 4.6, hue)
            pen.lines(left + (18 if shape else 0), top, lines, KEY)
            top -= len(lines) * KEY.leading + 4


def place(score: float) -> float:
    """Where a score stands on an axis, from its lower end."""
    return SIDE * score_share(score)


def spread(chart: MatrixChart) -> Iterator[tuple[MatrixPoint, tuple[float, float]]]:
    """Each point with its place; those with the same scores stand in a ring, so that every number can be read.

    A large ring moves inwards, off the edge and off the names of the quadrants.
    """
    for point, number, members in same_spot(chart):
        reach = 0.0 if members == 1 else max(RADIUS * 1.15, RADIUS * 1.1 / sin(pi / members))
        angle = pi - 2 * pi * number / members
        x = _inside(place(point.effort), reach + RADIUS)
        y = _inside(place(point.impact), reach + RADIUS + CORNER)
        yield point, (x + cos(angle) * reach, y + sin(angle) * reach)


def _inside(at: float, reach: float) -> float:
    """The nearest place from which that reach stays within the square; the middle where none is."""
    return min(max(at, reach), SIDE - reach) if reach < SIDE / 2 else SIDE / 2


def plot(
    chart: MatrixChart,
    words: tuple[tuple[str, str], ...],
    measure: Measure,
    whole: float,
    *,
    more: str,
    before: float = 0.0,
) -> MatrixPlot:
    """The drawing for a width; ``words`` explain each shape, and an empty shape is a remark.

    ``more`` says where the actions stand whose names have no room.
    """
    room = whole - MARGIN - SIDE - 22 - 18
    used = {shape_of(point)[0] for point in chart.points} | {""}
    legend = tuple(
        (shape, tuple(measure.lines(text, KEY, room if shape else room + 18))) for shape, text in words if shape in used
    )
    free = SIDE - 6 - sum(len(lines) * KEY.leading + 4 for _, lines in legend)
    names = [
        (str(point.number), tuple(measure.at_most(point.name, NAME, room, 2)))
        for point in sorted(chart.points, key=lambda point: point.number)
    ]
    if _tall(names) > free:
        rest = ("", tuple(measure.lines(more, NAME, room)))
        while names and _tall([*names, rest]) > free:
            names.pop()
        names.append(rest)
    return MatrixPlot(before=before, chart=chart, legend=legend, names=tuple(names))


def _tall(names: list[tuple[str, tuple[str, ...]]]) -> float:
    return sum(len(lines) * NAME.leading + 3 for _, lines in names)
