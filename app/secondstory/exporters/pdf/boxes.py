"""Boxes: the pieces that pages are filled with. A box knows its height, can be cut, and draws itself."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, replace

from secondstory.exporters.blocks import Mark
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style

WHOLE = 300.0
"""Up to which height, in points, a frame is never cut."""


@dataclass(frozen=True, kw_only=True)
class Box(ABC):
    """Something as wide as the text of a page. ``before`` is the room above it, which falls away at the top."""

    before: float = 0.0
    keep_with_next: bool = False
    new_page: bool = False

    @property
    @abstractmethod
    def height(self) -> float:
        """The height of the whole box in points."""

    @property
    def least(self) -> float:
        """The height of the smallest first part that may stand at the foot of a page."""
        return self.height

    def split(self, room: float) -> "tuple[Box, Box] | None":
        """The box in two parts of which the first fits into the room; nothing where it cannot be cut so."""
        del room
        return None

    def on_top(self) -> "Box":
        """The box as it stands at the top of a page."""
        return replace(self, before=0.0, new_page=False) if self.before or self.new_page else self

    def on_new_page(self) -> "Box":
        """The box as one that begins a page."""
        return replace(self, new_page=True)

    @abstractmethod
    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Draw the box below ``top``."""


@dataclass(frozen=True, kw_only=True)
class Text(Box):
    """Lines of text, already broken. ``link`` makes all of them lead somewhere."""

    lines: tuple[str, ...]
    style: Style
    indent: float = 0.0
    anchor: str = ""
    link: str = ""

    @property
    def height(self) -> float:
        """As many lines as there are."""
        return len(self.lines) * self.style.leading

    @property
    def least(self) -> float:
        """Two lines, or all three of three: no line stands alone."""
        count = len(self.lines)
        return (count if count <= 3 else 2) * self.style.leading

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between lines, with at least two on both sides."""
        fitting = min(int(room / self.style.leading + 1e-6), len(self.lines) - 2)
        if fitting < 2:
            return None
        first = replace(self, lines=self.lines[:fitting])
        return first, replace(self, lines=self.lines[fitting:], before=0.0, anchor="", new_page=False)

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The lines from the top."""
        pen.anchor(self.anchor, top)
        pen.lines(left + self.indent, top, self.lines, self.style, width - self.indent)
        if self.link:
            pen.link(self.link, left + self.indent, top - self.height, width - self.indent, self.height)


@dataclass(frozen=True, kw_only=True)
class Title(Text):
    """A heading; with an anchor the outline of the document lists it, at a level that counts from 0."""

    title: str = ""
    level: int = 0
    mark: Mark = Mark.NONE
    rule: bool = False

    @property
    def height(self) -> float:
        """The lines, and room for a rule below them."""
        return len(self.lines) * self.style.leading + (8 if self.rule else 0)

    def split(self, room: float) -> tuple[Box, Box] | None:
        """A heading is never cut."""
        del room
        return None

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The lines, a sign in front of them, a rule below them."""
        if self.anchor:
            pen.outline(self.title, self.anchor, self.level, top)
        pen.lines(left + self.indent, top, self.lines, self.style)
        if self.mark is not Mark.NONE:
            pen.mark(self.mark, left + 5, top - self.style.leading / 2, self.style.size)
        if self.rule:
            pen.rule(left, top - self.height + 2, left + width, top - self.height + 2)


def text(measure: Measure, words: str, style: Style, width: float, *, before: float = 0.0, indent: float = 0.0) -> Text:
    """A text box with its lines broken for a width."""
    return Text(before=before, lines=tuple(measure.lines(words, style, width - indent)), style=style, indent=indent)


@dataclass(frozen=True, kw_only=True)
class Stack(Box):
    """Boxes in a frame: a ground, and a bar at the left whose colour says what they belong to.

    A stack is kept together unless it is taller than ``WHOLE``.
    """

    children: tuple[Box, ...] = ()
    padding: float = 0.0
    ground: str = ""
    bar: str = ""
    anchor: str = ""

    @property
    def height(self) -> float:
        """All children with the room between them."""
        inner = sum(child.height + (child.before if place else 0.0) for place, child in enumerate(self.children))
        return inner + 2 * self.padding

    @property
    def least(self) -> float:
        """All of it, or the first children up to one that need not be kept with the next."""
        if self.height <= WHOLE:
            return self.height
        found = 2 * self.padding
        for place, child in enumerate(self.children):
            before = child.before if place else 0.0
            if not child.keep_with_next:
                return found + before + child.least
            found += before + child.height
        return found

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between children, or inside one of them."""
        if self.height <= WHOLE:
            return None
        left = room - 2 * self.padding
        for place, child in enumerate(self.children):
            before = child.before if place else 0.0
            if child.height + before <= left:
                left -= child.height + before
                continue
            parts = child.split(left - before)
            head, tail = self.children[:place], self.children[place:]
            if parts is not None:
                head, tail = (*head, parts[0]), (parts[1], *tail[1:])
            while head and parts is None and head[-1].keep_with_next:
                head, tail = head[:-1], (head[-1], *tail)
            if not head:
                return None
            rest = replace(self, children=tail, before=0.0, anchor="", new_page=False)
            return replace(self, children=head), rest
        return None

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The frame, then the children."""
        pen.anchor(self.anchor, top)
        if self.ground:
            pen.rectangle(left, top - self.height, width, self.height, self.ground)
        if self.bar:
            pen.rectangle(left, top - self.height, 3, self.height, self.bar)
        y = top - self.padding
        for place, child in enumerate(self.children):
            y -= child.before if place else 0.0
            child.draw(pen, left + self.padding, y, width - 2 * self.padding)
            y -= child.height
