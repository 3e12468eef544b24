"""Writes an outline as a PDF file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from secondstory.exporters.blocks import Align, Index, Outline, index
from secondstory.exporters.contents.words import count, say, texts_of_report
from secondstory.exporters.pdf import cover
from secondstory.exporters.pdf.boxes import Box, Title, text
from secondstory.exporters.pdf.fonts import REPLACEMENT, Fonts, Weight, fonts_for
from secondstory.exporters.pdf.pages import Frame, Page, paginate
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.render import QUIET, Renderer
from secondstory.exporters.pdf.typesetting import Measure, Style
from secondstory.model.progress import Progress, Work
from secondstory.timeline.clock import in_zone

rl_config.useA85 = 0  # write streams as bytes: text form is a fifth larger and slower, and nothing needs it

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 54.0
FRAME = Frame(MARGIN, 58.0, PAGE_WIDTH - 2 * MARGIN, PAGE_HEIGHT - 58 - 66)
RUNNING = Style(7.6, 10, colour="quiet")
DRAW_EVERY = 10


@dataclass(frozen=True)
class Layout:
    """A report on its pages, before anything is drawn."""

    pages: tuple[Page, ...]
    band: cover.Band


def write_pdf(outline: Outline, path: Path, made_at: datetime) -> Work[int]:
    """Write the report to a file and return its number of pages."""
    yield Progress(0, 0, "Preparing the fonts…")
    found = index(outline)
    fonts = fonts_for((*found.texts, *texts_of_report()))
    measure = Measure(fonts)
    yield Progress(0, 0, "Setting the pages…")
    layout = yield from _layout(outline, found, measure)
    canvas = _canvas(outline, path, made_at, fonts)
    pen = Pen(canvas, measure, found)
    total = len(layout.pages)
    for number, page in enumerate(layout.pages, 1):
        if number % DRAW_EVERY == 1:
            yield Progress(number - 1, total, f"Drawing page {number} of {total}…")
        if number == 1:
            layout.band.draw(pen, FRAME, PAGE_HEIGHT, PAGE_WIDTH)
        else:
            _header(pen, outline)
        _footer(pen, outline, number, total)
        for top, box in page.placed:
            box.draw(pen, page.frame.left, top, page.frame.width)
        pen.end_page()
    yield Progress(total, total, "Writing the file…")
    canvas.save()
    return total


def _layout(outline: Outline, found: Index, measure: Measure) -> Work[Layout]:
    """Fill the pages. The page of each section is noted for the contents, which are drawn later."""
    numbers: dict[str, int] = {}
    band = cover.band(outline, measure, FRAME.width)
    renderer = Renderer(measure, FRAME.width)
    boxes = cover.lower_part(outline, measure, FRAME.width, numbers)
    first = Frame(FRAME.left, FRAME.bottom, FRAME.width, PAGE_HEIGHT - band.height - 34 - FRAME.bottom)
    on_cover = sum(box.before + box.height for box in boxes) <= first.height
    for done, section in enumerate(outline.sections):
        yield Progress(done, len(outline.sections), f"Setting “{section.title}”…")
        section_boxes = list(renderer.section(section))
        if done == 0 and on_cover:  # contents that stand on the second page leave it to the summary too
            section_boxes[0] = section_boxes[0].on_new_page()
        boxes += section_boxes
    boxes += _lost_characters(found, measure)
    pages = tuple(paginate(boxes, first, FRAME))
    for number, page in enumerate(pages, 1):
        for _, box in page.placed:
            if isinstance(box, Title) and box.anchor:
                numbers.setdefault(box.anchor, number)
    return Layout(pages, band)


def _lost_characters(found: Index, measure: Measure) -> Sequence[Box]:
    """What a reader must know where letters could not be drawn."""
    lost = [chr(code) for code, sign in measure.fonts.replacements.items() if sign == REPLACEMENT]
    times = sum(words.count(character) for words in found.texts for character in lost)
    if not times:
        return ()
    words = say("fonts", "replaced", count=count("character", times))
    return (text(measure, words, QUIET, FRAME.width, before=14),)


def _canvas(outline: Outline, path: Path, made_at: datetime, fonts: Fonts) -> Canvas:
    """An empty document that says what it is. Its dates are those of the report, so that it can be made again."""
    canvas = Canvas(
        str(path),
        pagesize=A4,
        pageCompression=1,
        lang=outline.language,
        initialFontName=fonts.faces[Weight.REGULAR].name,
        invariant=1,
    )
    _set_date(canvas, made_at)
    canvas.setTitle(outline.title)
    canvas.setAuthor(outline.author)
    canvas.setSubject(" · ".join((outline.subject, outline.edition_name, outline.version)))
    canvas.setCreator(outline.author)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()
    return canvas


def _set_date(canvas: Canvas, made_at: datetime) -> None:
    """Date the document to the second at which the report was made; reportlab would take the clock."""
    utc = in_zone(made_at, UTC)
    stamp = canvas._doc._timeStamp
    stamp.t, stamp.lt, stamp.YMDhms = utc.timestamp(), utc.timetuple(), tuple(utc.timetuple())[:6]


def _header(pen: Pen, outline: Outline) -> None:
    """The title and the marks above the text."""
    y = PAGE_HEIGHT - 40
    marks = " · ".join(mark.upper() for mark in outline.cover.marks)
    room = FRAME.width - pen.measure.width(marks, RUNNING.but(weight=Weight.BOLD)) - 16
    pen.line(FRAME.left, y, pen.measure.shortened(outline.title, RUNNING, room), RUNNING)
    pen.line(FRAME.left + FRAME.width, y, marks, RUNNING.but(weight=Weight.BOLD, align=Align.RIGHT, colour="ink"))
    pen.rule(FRAME.left, y - 7, FRAME.left + FRAME.width, y - 7, width=0.4)


def _footer(pen: Pen, outline: Outline, number: int, total: int) -> None:
    """Which report this is, its zone, and the page."""
    y = 32.0
    about = " · ".join(part for part in (outline.ref, outline.edition_name, outline.version) if part)
    zone = say("pdf", "zone", zone=outline.zone)
    page = say("pdf", "page", page=number, pages=total)
    pen.rule(FRAME.left, y + 12, FRAME.left + FRAME.width, y + 12, width=0.4)
    pen.line(FRAME.left, y, pen.measure.shortened(about, RUNNING, FRAME.width * 0.42), RUNNING)
    pen.line(FRAME.left + FRAME.width * 0.58, y, zone, RUNNING.but(align=Align.CENTRE))
    pen.line(FRAME.left + FRAME.width, y, page, RUNNING.but(align=Align.RIGHT))
