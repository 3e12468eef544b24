"""Draws on the pages of a PDF: text lines, shapes, links and anchors. Plain strings in, no markup anywhere."""

from collections.abc import Iterable, Sequence
from functools import cache
from math import cos, pi, sin

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from secondstory.exporters import palette
from secondstory.exporters.blocks import Align, Index, Mark
from secondstory.exporters.pdf.typesetting import Measure, Style

KAPPA = 0.5523


@cache
def colour(name: str) -> Color:
    """A colour of the palette as reportlab wants it."""
    return HexColor(palette.colour(name))


class Pen:
    """One canvas with the means of a report. Coordinates are points from the lower left corner of the page."""

    def __init__(self, canvas: Canvas, measure: Measure, found: Index) -> None:
        self.canvas = canvas
        self.measure = measure
        self._found = found
        self._fill = self._stroke = ""
        self._level = -1

    def lines(self, left: float, top: float, lines: Sequence[str], style: Style, width: float = 0.0) -> None:
        """Lines of text below ``top``; ``width`` is the column in which they stand right or centred."""
        if not lines:
            return
        face = self.measure.fonts.faces[style.weight]
        self._set_fill(style.colour)
        baseline = top - (style.leading - style.size) / 2 - style.size * 0.86
        text = self.canvas.beginText(left + self._indent(lines[0], style, width), baseline)
        text.setFont(face.name, style.size, style.leading)
        for number, line in enumerate(lines):
            if number and style.align is not Align.LEFT:
                text.setTextOrigin(left + self._indent(line, style, width), baseline - number * style.leading)
            text.textLine(line)
        self.canvas.drawText(text)

    def line(self, left: float, baseline: float, text: str, style: Style) -> None:
        """One line whose left end, middle or right end (by the style) stands at ``left``."""
        face = self.measure.fonts.faces[style.weight]
        shift = self.measure.width(text, style) * {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[style.align]
        self.canvas.setFont(face.name, style.size)
        self._set_fill(style.colour)
        self.canvas.drawString(left - shift, baseline, text)

    def rectangle(
        self, left: float, bottom: float, width: float, height: float, fill: str, *, stroke: str = "", radius: float = 0
    ) -> None:
        """A filled rectangle, with a hairline around it where a stroke colour is given."""
        self._set_fill(fill)
        if stroke:
            self._set_stroke(stroke)
            self.canvas.setLineWidth(0.6)
        if radius:
            self.canvas.roundRect(left, bottom, width, height, radius, stroke=int(bool(stroke)), fill=1)
        else:
            self.canvas.rect(left, bottom, width, height, stroke=int(bool(stroke)), fill=1)

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        stroke: str = "line",
        width: float = 0.5,
        dash: Sequence[float] = (),
    ) -> None:
        """A straight line."""
        self._set_stroke(stroke)
        self.canvas.setLineWidth(width)
        if dash:
            self.canvas.setDash(list(dash))
        self.canvas.line(x1, y1, x2, y2)
        if dash:
            self.canvas.setDash()

    def rules(self, left: float, right: float, heights: Iterable[float], *, width: float) -> None:
        """Level lines of the colour of lines, all of the same length."""
        self._set_stroke("line")
        self.canvas.setLineWidth(width)
        self.canvas.lines([(left, y, right, y) for y in heights])

    def shape(self, kind: str, x: float, y: float, radius: float, hue: str, *, hollow: bool = False) -> None:
        """A circle, ring, square, diamond or triangle around a point."""
        self._set_stroke(hue)
        self.canvas.setLineWidth(max(radius * 0.32, 0.7))
        open_shape = hollow or kind == "ring"
        self._set_fill("paper" if open_shape else hue)
        if kind in {"circle", "ring"}:
            self.canvas.circle(x, y, radius * 0.92, stroke=int(open_shape), fill=1)
            return
        corners, turn, scale = {"square": (4, 45, 1.15), "diamond": (4, 0, 1.2), "triangle": (3, 90, 1.2)}[kind]
        path = self.canvas.beginPath()
        for corner in range(corners):
            angle = (turn + corner * 360 / corners) * pi / 180
            place = (x + cos(angle) * radius * scale, y + sin(angle) * radius * scale)
            (path.lineTo if corner else path.moveTo)(*place)
        path.close()
        self.canvas.drawPath(path, stroke=int(open_shape), fill=1)

    def mark(self, mark: Mark, x: float, y: float, size: float) -> None:
        """A sign that repeats what the text beside it says, around a point."""
        radius = size * 0.36
        if mark is Mark.SYSTEMIC:
            self.shape("circle", x, y, radius, "causes.systemic")
        elif mark is Mark.EXTERNAL:
            self.shape("square", x, y, radius, "causes.external")
        elif mark is not Mark.NONE:
            self._answer(mark, x, y, radius)

    def anchor(self, name: str, top: float) -> None:
        """Where links to that name lead; only those that something leads to are written."""
        if name in self._found.links:
            self._bookmark(name, top)

    def outline(self, title: str, name: str, level: int, top: float) -> None:
        """List a heading in the outline of the document; no level is left out on the way down."""
        self._bookmark(name, top)
        self._level = min(level, self._level + 1)
        self.canvas.addOutlineEntry(" ".join(title.split()), name, self._level, closed=self._level > 0)

    def link(self, name: str, left: float, bottom: float, width: float, height: float) -> None:
        """An area that leads to an anchor; nothing where this report has no such anchor."""
        if name in self._found.anchors:
            self.canvas.linkRect("", name, (left, bottom, left + width, bottom + height), relative=0, thickness=0)

    def end_page(self) -> None:
        """Go on to the next page, which begins with the colours that reportlab begins with."""
        self.canvas.showPage()
        self._fill = self._stroke = ""

    def turned(self, x: float, y: float, text: str, style: Style) -> None:
        """One line that reads from bottom to top, its middle at the point."""
        self.canvas.saveState()
        self.canvas.translate(x, y)
        self.canvas.rotate(90)
        self.line(0, 0, text, style)
        self.canvas.restoreState()
        self._fill = self._stroke = ""

    def _bookmark(self, name: str, top: float) -> None:
        self.canvas.bookmarkHorizontal(name, 0, top + 12)

    def _set_fill(self, name: str) -> None:
        if name != self._fill:
            self._fill = name
            self.canvas.setFillColor(colour(name))

    def _set_stroke(self, name: str) -> None:
        if name != self._stroke:
            self._stroke = name
            self.canvas.setStrokeColor(colour(name))

    def _answer(self, mark: Mark, x: float, y: float, radius: float) -> None:
        """Yes is full, partly is half full, no is empty with a bar, unknown is empty."""
        hue = f"marks.{mark.value}"
        self.shape("circle" if mark is Mark.YES else "ring", x, y, radius, hue)
        if mark is Mark.PARTLY:
            path = self.canvas.beginPath()
            reach = radius * 0.92
            path.moveTo(x, y - reach)
            path.curveTo(x - reach * KAPPA * 2.4, y - reach, x - reach * KAPPA * 2.4, y + reach, x, y + reach)
            path.close()
            self._set_fill(hue)
            self.canvas.drawPath(path, stroke=0, fill=1)
        elif mark is Mark.NO:
            self.rule(x - radius * 0.5, y, x + radius * 0.5, y, stroke=hue, width=radius * 0.36)

    def _indent(self, line: str, style: Style, width: float) -> float:
        if style.align is Align.LEFT:
            return 0.0
        free = width - self.measure.width(line, style)
        return free if style.align is Align.RIGHT else free / 2
