"""Turns the blocks of an outline into boxes."""

from collections.abc import Iterator
from dataclasses import replace
from functools import singledispatchmethod
from itertools import pairwise

from secondstory.exporters.blocks import (
    Bullets,
    CauseCard,
    CauseCards,
    Facts,
    Figures,
    Heading,
    Mark,
    MatrixChart,
    Paragraph,
    Section,
    Table,
    TimelineChart,
    Tone,
)
from secondstory.exporters.contents.words import say
from secondstory.exporters.pdf import chart_matrix, chart_timeline
from secondstory.exporters.pdf.boxes import Box, Stack, Title, text
from secondstory.exporters.pdf.figures import FigureRow
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.rows import card_row, fact_row, point
from secondstory.exporters.pdf.tables import grid
from secondstory.exporters.pdf.typesetting import Measure, Style
from secondstory.model.enums import CauseLabel

BODY = Style(9.4, 13.6)
LEAD = Style(10.6, 16)
QUIET = Style(8.4, 12, colour="quiet")
MISSING = Style(9.2, 13.2, colour="marks.warning")
H1 = Style(19, 25, Weight.BOLD)
H2 = Style(11.6, 16, Weight.BOLD)
STRONG = Style(9.4, 13.2, Weight.BOLD)
TAG = Style(7.8, 11, Weight.BOLD)
CARD_MARKS = {CauseLabel.SYSTEMIC: Mark.SYSTEMIC, CauseLabel.EXTERNAL: Mark.EXTERNAL}
TONES = {Tone.BODY: BODY, Tone.LEAD: LEAD, Tone.QUIET: QUIET, Tone.MISSING: MISSING}


class Renderer:
    """Makes boxes of a width."""

    def __init__(self, measure: Measure, width: float) -> None:
        self._measure = measure
        self._width = width

    def section(self, section: Section) -> Iterator[Box]:
        """The title and the blocks of a section."""
        lines = tuple(self._measure.lines(section.title, H1, self._width))
        yield Title(
            before=34,
            lines=lines,
            style=H1,
            anchor=section.anchor,
            title=section.title,
            rule=True,
            keep_with_next=True,
            new_page=section.appendix,
        )
        for before, block in pairwise((None, *section.blocks)):
            headed = before is None or isinstance(before, Heading)
            explains = headed and isinstance(block, Paragraph) and block.tone is Tone.QUIET
            for box in self.boxes(block):
                yield replace(box, keep_with_next=True) if explains else box

    @singledispatchmethod
    def boxes(self, block: object) -> Iterator[Box]:
        """The boxes of a block."""
        raise TypeError(f"no boxes for {type(block).__name__}")

    @boxes.register
    def _(self, block: Paragraph) -> Iterator[Box]:
        style = TONES[block.tone]
        for number, part in enumerate(block.text.split("\n\n")):
            yield text(self._measure, part, style, self._width, before=6 if number else 9)

    @boxes.register
    def _(self, block: Heading) -> Iterator[Box]:
        indent = 17.0 if block.mark is not Mark.NONE else 0.0
        yield Title(
            before=20,
            lines=tuple(self._measure.lines(block.text, H2, self._width - indent)),
            style=H2,
            indent=indent,
            anchor=block.anchor,
            title=block.text,
            level=1,
            mark=block.mark,
            keep_with_next=True,
        )

    @boxes.register
    def _(self, block: Facts) -> Iterator[Box]:
        for number, fact in enumerate(block.rows):
            yield fact_row(fact, self._measure, self._width, before=5 if number else 9)

    @boxes.register
    def _(self, block: Figures) -> Iterator[Box]:
        yield from FigureRow.rows(block, self._measure, self._width)

    @boxes.register
    def _(self, block: Bullets) -> Iterator[Box]:
        for number, item in enumerate(block.items):
            yield point(item, BODY, QUIET, self._measure, self._width, before=5 if number else 8)

    @boxes.register
    def _(self, block: Table) -> Iterator[Box]:
        if block.caption:
            caption = text(self._measure, block.caption, QUIET, self._width, before=6)
            yield replace(caption, keep_with_next=True)
        yield grid(block, self._measure, self._width, before=9)

    @boxes.register
    def _(self, block: TimelineChart) -> Iterator[Box]:
        yield chart_timeline.plot(block, self._measure, self._width, before=12)
        if block.outside:
            yield text(self._measure, block.outside, QUIET, self._width, before=6)

    @boxes.register
    def _(self, block: MatrixChart) -> Iterator[Box]:
        words = tuple((shape, say("shapes", shape)) for shape in ("circle", "square", "diamond", "triangle"))
        remark = ("", say("shapes", "rule", cut=f"{block.cut:g}"))
        more = say("shapes", "more")
        yield chart_matrix.plot(block, (*words, remark), self._measure, self._width, more=more, before=12)

    @boxes.register
    def _(self, block: CauseCards) -> Iterator[Box]:
        for number, card in enumerate(block.cards):
            yield self._card(card, before=10 if number else 8)

    def _card(self, card: CauseCard, *, before: float) -> Box:
        hue = f"causes.{card.label.value}"
        width = self._width - 24
        tag = " · ".join(part for part in (card.ref, card.label_name, card.group) if part)
        mark = CARD_MARKS.get(card.label, Mark.NONE)
        indent = 0.0 if mark is Mark.NONE else 14.0
        head = Title(
            lines=tuple(self._measure.lines(tag, TAG, width - indent)),
            style=TAG.but(colour=hue),
            indent=indent,
            mark=mark,
            keep_with_next=True,
        )
        children: list[Box] = [head, text(self._measure, card.text, STRONG, width, before=3)]
        for name, links in card.parts:
            for number, link in enumerate(links):
                row = card_row("" if number else name, link, self._measure, width, before=1 if number else 5)
                children.append(row)
        return Stack(
            before=before, children=tuple(children), padding=12, ground=f"{hue}_ground", bar=hue, anchor=card.anchor
        )
