"""Rows that are no tables: texts side by side, such as a fact with its name, and the points of a list."""

from dataclasses import dataclass, replace

from secondstory.exporters.blocks import Bullet, Fact, Link
from secondstory.exporters.pdf.boxes import Box
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style

NAME_WIDTH, GAP = 128.0, 12.0
NAME = Style(8.6, 12.6, Weight.BOLD, "quiet")
VALUE = Style(9.2, 12.6)
CARD_NAME_WIDTH, LABEL_WIDTH = 82.0, 112.0
CARD_NAME = Style(7.8, 11.8, Weight.BOLD, "quiet")
CARD_VALUE = Style(8.4, 11.8)
CARD_LABEL = Style(7.8, 11.8, colour="accent")
DOT_INDENT = 13.0


@dataclass(frozen=True, slots=True)
class Part:
    """Lines in one of the columns; ``link`` makes them lead somewhere."""

    shift: float
    width: float
    lines: tuple[str, ...]
    style: Style
    link: str = ""

    @property
    def height(self) -> float:
        """As many lines as there are."""
        return len(self.lines) * self.style.leading


@dataclass(frozen=True, kw_only=True)
class Columns(Box):
    """Texts side by side, each from the same height. All have the same leading, so that lines stand level."""

    parts: tuple[Part, ...]

    @property
    def height(self) -> float:
        """The highest of them."""
        return max(part.height for part in self.parts)

    @property
    def least(self) -> float:
        """Three lines at most."""
        return min(self.height, 3 * self.parts[0].style.leading)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut all of them after the same line."""
        fitting = int(room / self.parts[0].style.leading + 1e-6)
        if fitting < 2 or room >= self.height:
            return None
        first = tuple(replace(part, lines=part.lines[:fitting]) for part in self.parts)
        rest = tuple(replace(part, lines=part.lines[fitting:]) for part in self.parts)
        return replace(self, parts=first), replace(self, parts=rest, before=0.0, new_page=False)

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Each from its own left edge."""
        del width
        for part in self.parts:
            pen.lines(left + part.shift, top, part.lines, part.style)
            if part.link and part.lines:
                pen.link(part.link, left + part.shift, top - part.height, part.width, part.height)


def fact_row(fact: Fact, measure: Measure, width: float, *, before: float = 0.0) -> Columns:
    """A name, and beside it what it is."""
    shift = NAME_WIDTH + GAP
    name = Part(0.0, NAME_WIDTH, tuple(measure.lines(fact.name, NAME, NAME_WIDTH)), NAME)
    value = Part(shift, width - shift, tuple(measure.lines(fact.value, VALUE, width - shift)), VALUE)
    return Columns(before=before, parts=(name, value))


def card_row(name: str, link: Link, measure: Measure, width: float, *, before: float = 0.0) -> Columns:
    """One thing that is said about a cause: its name, a label that leads somewhere, a text."""
    shift = CARD_NAME_WIDTH
    parts = [Part(0.0, shift, tuple(measure.lines(name, CARD_NAME, shift - 6)), CARD_NAME)]
    if link.label:
        lines = tuple(measure.lines(link.label, CARD_LABEL, LABEL_WIDTH - 8))
        parts.append(Part(shift, LABEL_WIDTH - 8, lines, CARD_LABEL, link.link))
        shift += LABEL_WIDTH
    lines = tuple(measure.lines(link.text, CARD_VALUE, width - shift))
    return Columns(before=before, parts=(*parts, Part(shift, width - shift, lines, CARD_VALUE)))


@dataclass(frozen=True, kw_only=True)
class Point(Box):
    """A point of a list: its text, quiet lines below it, a label that leads somewhere."""

    lines: tuple[tuple[str, Style], ...]
    link: str = ""
    labels: int = 0
    dot: bool = True

    @property
    def height(self) -> float:
        """All lines."""
        return sum(style.leading for _, style in self.lines)

    @property
    def least(self) -> float:
        """Three lines at most."""
        return sum(style.leading for _, style in self.lines[:3])

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between lines."""
        fitting = 0
        while fitting < len(self.lines) and self.lines[fitting][1].leading <= room:
            room -= self.lines[fitting][1].leading
            fitting += 1
        if not 2 <= fitting < len(self.lines):
            return None
        labels = max(self.labels - (len(self.lines) - fitting), 0)
        first = replace(self, lines=self.lines[:fitting], labels=labels)
        rest = replace(self, lines=self.lines[fitting:], labels=self.labels - labels, before=0.0, dot=False)
        return first, rest

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """A dot, then the lines; the area of the label, else of everything, leads to the anchor."""
        if self.dot:
            pen.shape("circle", left + 4, top - self.lines[0][1].leading / 2, 1.9, "quiet")
        y = top
        labels_from = len(self.lines) - self.labels if self.labels else 0
        linked = top
        for number, (line, style) in enumerate(self.lines):
            if number == labels_from:
                linked = y
            pen.lines(left + DOT_INDENT, y, (line,), style)
            y -= style.leading
        pen.link(self.link, left + DOT_INDENT, y, width - DOT_INDENT, linked - y)


def point(item: Bullet, body: Style, quiet: Style, measure: Measure, width: float, *, before: float = 0.0) -> Point:
    """A point of a list for a width."""
    room = width - DOT_INDENT
    label = quiet.but(colour="accent")
    lines = [(line, body) for line in measure.lines(item.text, body, room)]
    lines += [(line, quiet) for line in measure.lines(item.note, quiet, room)]
    labels = [(line, label) for line in measure.lines(item.label, label, room)]
    return Point(before=before, lines=tuple(lines + labels) or (("", body),), link=item.link, labels=len(labels))
