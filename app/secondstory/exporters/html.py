"""Writes an outline as one HTML file that needs nothing beside it. Every text is escaped."""

from collections.abc import Iterator
from functools import cache, singledispatch
from html import escape
from pathlib import Path

from secondstory.exporters import svg
from secondstory.exporters.blocks import (
    Bullets,
    CauseCards,
    Cell,
    Column,
    Facts,
    Figures,
    Heading,
    Link,
    Mark,
    MatrixChart,
    Outline,
    Paragraph,
    Row,
    Section,
    Table,
    TimelineChart,
)
from secondstory.exporters.contents.words import say
from secondstory.exporters.palette import variables
from secondstory.model.progress import Progress, Work
from secondstory_resources import resource_text

SIGNS = {Mark.YES: "●", Mark.PARTLY: "◐", Mark.NO: "⊖", Mark.UNKNOWN: "○", Mark.SYSTEMIC: "●", Mark.EXTERNAL: "■"}


def write_html(outline: Outline, path: Path) -> Work[int]:
    """Write the report to a file; HTML has no pages, so 0 is returned."""
    yield Progress(0, 0, "Writing the report…")
    path.write_text(html(outline), encoding="utf-8", newline="\n")
    return 0


def html(outline: Outline) -> str:
    """The whole report."""
    return "\n".join(_lines(outline)) + "\n"


def _lines(outline: Outline) -> Iterator[str]:
    cover = outline.cover
    yield "<!DOCTYPE html>"
    yield f'<html lang="{escape(outline.language)}">'
    yield '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    yield "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f'<meta name="author" content="{escape(outline.author)}">'
    yield f"<title>{escape(outline.title)}</title><style>{_style()}</style></head><body>"
    yield f'<header><p class="kind">{escape(cover.kind)}{_marks(cover.marks)}</p><h1>{_text(cover.title)}</h1>'
    about = " · ".join(part for part in (outline.ref, outline.edition_name, outline.version) if part)
    yield f"<p>{escape(about)}</p></header><main>"
    yield from blocks(Facts(cover.facts))
    yield f'<p class="quiet">{_text(cover.intro)}</p>'
    yield f'<nav aria-label="{escape(say("cover", "contents"))}"><ol>'
    yield from (f'<li><a href="#{escape(s.anchor)}">{escape(s.title)}</a></li>' for s in outline.sections)
    yield "</ol></nav>"
    for section in outline.sections:
        yield from _section(section)
    yield f"</main><footer>{escape(about)} · {escape(say('pdf', 'zone', zone=outline.zone))}</footer></body></html>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section id="{escape(section.anchor)}"><h2>{_text(section.title)}</h2>'
    for block in section.blocks:
        yield from blocks(block)
    yield "</section>"


@singledispatch
def blocks(block: object) -> Iterator[str]:
    """The lines of a block."""
    raise TypeError(f"no HTML for {type(block).__name__}")


@blocks.register
def _(block: Paragraph) -> Iterator[str]:
    for part in block.text.split("\n\n"):
        yield f'<p class="{block.tone.value}">{_text(part)}</p>'


@blocks.register
def _(block: Heading) -> Iterator[str]:
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    yield f"<h3{anchor}>{_sign(block.mark)}{_text(block.text)}</h3>"


@blocks.register
def _(block: Facts) -> Iterator[str]:
    yield '<dl class="facts">'
    yield from (f"<dt>{_text(fact.name)}</dt><dd>{_text(fact.value)}</dd>" for fact in block.rows)
    yield "</dl>"


@blocks.register
def _(block: Figures) -> Iterator[str]:
    yield '<dl class="figures">'
    for figure in block.items:
        note = f"<dd>{_text(figure.note)}</dd>" if figure.note else ""
        yield f'<div><dt>{_text(figure.name)}</dt><dd class="value">{_text(figure.value)}</dd>{note}</div>'
    yield "</dl>"


@blocks.register
def _(block: Bullets) -> Iterator[str]:
    yield "<ul>"
    for item in block.items:
        yield f"<li>{_linked(Link(item.text, item.link, item.label), item.note)}</li>"
    yield "</ul>"


@blocks.register
def _(block: Table) -> Iterator[str]:
    yield f'<div class="scroll"><table{" class=dense" if block.dense else ""}>'
    if block.caption:
        yield f"<caption>{_text(block.caption)}</caption>"
    heads = "".join(f'<th scope="col" class="{c.align.value}">{_text(c.title)}</th>' for c in block.columns)
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    yield from (_row(row, block.columns) for row in block.rows)
    yield "</tbody></table></div>"


@blocks.register
def _(block: TimelineChart) -> Iterator[str]:
    words = _text(f"{block.summary} {block.outside}".strip())
    yield f"<figure>{svg.timeline(block)}<figcaption>{words}</figcaption></figure>"


@blocks.register
def _(block: MatrixChart) -> Iterator[str]:
    yield f"<figure>{svg.matrix(block)}<figcaption>{_text(block.summary)}</figcaption></figure>"


@blocks.register
def _(block: CauseCards) -> Iterator[str]:
    mark = {"systemic": Mark.SYSTEMIC, "external": Mark.EXTERNAL}.get(block.label.value, Mark.NONE)
    for card in block.cards:
        yield f'<article class="card {block.label.value}" id="{escape(card.anchor)}">'
        tag = " · ".join(part for part in (card.ref, card.label_name, card.group) if part)
        yield f'<p class="tag">{_sign(mark)}{_text(tag)}</p><h4>{_text(card.text)}</h4><dl class="facts">'
        for name, links in card.parts:
            yield f"<dt>{_text(name)}</dt>" + "".join(f"<dd>{_linked(link)}</dd>" for link in links)
        yield "</dl></article>"


def _row(row: Row, columns: tuple[Column, ...]) -> str:
    anchor = f' id="{escape(row.anchor)}"' if row.anchor else ""
    if row.band:
        return f'<tr{anchor}><th scope="rowgroup" class="band" colspan="{len(columns)}">{_cell(row.cells[0])}</th></tr>'
    cells = (f'<td class="{c.align.value}">{_cell(cell)}</td>' for cell, c in zip(row.cells, columns, strict=True))
    return f"<tr{anchor}>{''.join(cells)}</tr>"


def _cell(cell: Cell) -> str:
    shown = _sign(cell.mark) + _linked(Link(cell.text, cell.link, cell.label), cell.note)
    return f"<strong>{shown}</strong>" if cell.strong and not cell.note else shown


def _linked(link: Link, note: str = "") -> str:
    """A text with its label and its note; the label leads to the anchor, or the text where there is none."""
    quiet = f'<br><span class="quiet">{_text(note)}</span>' if note else ""
    if not link.link:
        return _text(link.text) + quiet
    target = f'<a href="#{escape(link.link)}">'
    if link.label:
        return f'{_text(link.text)}{quiet}<br><span class="quiet">{target}{_text(link.label)}</a></span>'
    return f"{target}{_text(link.text)}</a>{quiet}"


def _sign(mark: Mark) -> str:
    if mark is Mark.NONE:
        return ""
    return f'<span class="mark {mark.value}" aria-hidden="true">{SIGNS[mark]}</span> '


def _marks(marks: tuple[str, ...]) -> str:
    return "".join(f' <span class="pill">{escape(mark.upper())}</span>' for mark in marks)


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


@cache
def _style() -> str:
    """The shipped style sheet, with the palette of printed reports as its colours."""
    colours = "".join(f"--{name}:{value};" for name, value in variables())
    return f":root{{{colours}}}\n{resource_text('report/report.css')}"
