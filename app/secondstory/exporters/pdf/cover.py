"""The cover: a band with the title, the facts below it, and the contents with their pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from secondstory.exporters.blocks import Align, Cover, Outline
from secondstory.exporters.contents.words import say
from secondstory.exporters.pdf.boxes import Box, text
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pages import Frame
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.rows import fact_row
from secondstory.exporters.pdf.typesetting import Measure, Style

BAND_LEAST, PADDING = 210.0, 56.0
KIND = Style(10, 13, Weight.BOLD, "cover_quiet")
MARK = Style(8, 10, Weight.BOLD, "cover", Align.CENTRE)
BRAND = Style(9, 12, Weight.BOLD, "cover_ink")
EDITION = Style(9.4, 13, colour="cover_quiet")
TITLES = [Style(size, size * 1.22, Weight.BOLD, "cover_ink") for size in (30.0, 25.0, 20.0, 16.0)]
MOST_LINES = 5
INTRO = Style(9, 13, colour="quiet")
CONTENTS = Style(9.2, 14)
CONTENTS_TITLE = Style(8.6, 13, Weight.BOLD, "quiet")


@dataclass(frozen=True)
class Band:
    """The dark upper part of the cover."""

    cover: Cover
    edition: str
    title: tuple[str, ...]
    style: Style

    @property
    def height(self) -> float:
        """As high as the title needs."""
        return max(BAND_LEAST, 132 + len(self.title) * self.style.leading + 34)

    def draw(self, pen: Pen, frame: Frame, page_height: float, page_width: float) -> None:
        """The band over the whole width of the page."""
        bottom = page_height - self.height
        pen.rectangle(0, bottom, page_width, self.height, "cover")
        pen.rectangle(0, bottom, page_width, 4, "accent")
        top = page_height - 46
        pen.line(frame.left, top, say("cover", "author"), BRAND)
        x = frame.left + frame.width
        for mark in reversed(self.cover.marks):
            words = mark.upper()
            width = pen.measure.width(words, MARK) + 18
            x -= width
            pen.rectangle(x, top - 5, width, 17, "cover_ink", radius=8.5)
            pen.line(x + width / 2, top + 0.6, words, MARK)
            x -= 6
        pen.line(frame.left, page_height - 92, self.cover.kind.upper(), KIND)
        pen.lines(frame.left, page_height - 102, self.title, self.style)
        pen.line(frame.left, bottom + 22, self.edition, EDITION)


@dataclass(frozen=True, kw_only=True)
class Contents(Box):
    """The sections with their pages. ``pages`` is filled while pages are made, before anything is drawn."""

    entries: tuple[tuple[str, str], ...]
    pages: Mapping[str, int]

    @property
    def height(self) -> float:
        """The title and one line for each section."""
        return CONTENTS_TITLE.leading + 6 + len(self.entries) * CONTENTS.leading

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """One line for each section, with dots up to its page."""
        pen.lines(left, top, (say("cover", "contents"),), CONTENTS_TITLE)
        y = top - CONTENTS_TITLE.leading - 6
        for anchor, title in self.entries:
            shown = pen.measure.shortened(title, CONTENTS, width - 40)
            number = str(self.pages.get(anchor, ""))
            pen.lines(left, y, (shown,), CONTENTS)
            pen.lines(left, y, (number,), CONTENTS.but(align=Align.RIGHT), width)
            start = left + pen.measure.width(shown, CONTENTS) + 6
            end = left + width - pen.measure.width(number, CONTENTS) - 6
            pen.rule(start, y - 10.4, end, y - 10.4, stroke="line", width=0.8, dash=(0.8, 3))
            pen.link(anchor, left, y - CONTENTS.leading, width, CONTENTS.leading)
            y -= CONTENTS.leading


def band(outline: Outline, measure: Measure, width: float) -> Band:
    """The band with the title as large as it fits."""
    edition = " · ".join(part for part in (outline.ref, outline.edition_name, outline.version) if part)
    for style in TITLES:
        lines = measure.at_most(outline.cover.title, style, width, MOST_LINES)
        if len(measure.lines(outline.cover.title, style, width)) <= MOST_LINES - (style.size > 25):
            break
    return Band(outline.cover, edition, tuple(lines), style)


def lower_part(outline: Outline, measure: Measure, width: float, pages: Mapping[str, int]) -> list[Box]:
    """The facts, what the report is, and the contents."""
    boxes: list[Box] = [
        fact_row(fact, measure, width, before=4.5 if number else 0.0) for number, fact in enumerate(outline.cover.facts)
    ]
    boxes.append(text(measure, outline.cover.intro, INTRO, width, before=20))
    entries = tuple((section.anchor, section.title) for section in outline.sections)
    boxes.append(Contents(before=20, entries=entries, pages=pages))
    return boxes
