"""Writes an outline as Markdown (CommonMark with tables). Every text is escaped, so that none of it is markup."""

import re
from collections.abc import Iterator
from functools import singledispatch
from pathlib import Path

from secondstory.exporters.blocks import (
    Bullets,
    CauseCards,
    Cell,
    Facts,
    Figures,
    Heading,
    Link,
    MatrixChart,
    Outline,
    Paragraph,
    Row,
    Section,
    Table,
    TimelineChart,
    Tone,
)
from secondstory.model.progress import Progress, Work

SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$^])")
STARTS = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def write_markdown(outline: Outline, path: Path) -> Work[int]:
    """Write the report to a file; Markdown has no pages, so 0 is returned."""
    yield Progress(0, 0, "Writing the report…")
    path.write_text(markdown(outline), encoding="utf-8", newline="\n")
    return 0


def markdown(outline: Outline) -> str:
    """The whole report."""
    return "\n".join(_lines(outline)).rstrip() + "\n"


def escaped(text: str) -> str:
    """A text on one line in which nothing has a meaning to Markdown or HTML."""
    line = " ".join(part.strip() for part in text.split("\n") if part.strip())
    line = SIGNS.sub(r"\\\1", line.replace("&", "&amp;")).replace(r"\<", "&lt;").replace(r"\>", "&gt;")
    return STARTS.sub(lambda found: found[1] + ("\\" + found[2] if not found[2].isdigit() else found[2] + "\\"), line)


def _lines(outline: Outline) -> Iterator[str]:
    cover = outline.cover
    yield f"# {escaped(cover.title)}"
    yield ""
    if cover.marks:
        yield " · ".join(f"**{escaped(mark.upper())}**" for mark in cover.marks)
        yield ""
    yield " · ".join(escaped(part) for part in (outline.ref, outline.edition_name, outline.version) if part)
    yield ""
    yield from blocks(Facts(cover.facts))
    yield escaped(cover.intro)
    yield ""
    for section in outline.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    yield f"## {escaped(section.title)}"
    yield ""
    for block in section.blocks:
        yield from blocks(block)


@singledispatch
def blocks(block: object) -> Iterator[str]:
    """The lines of a block, an empty one at the end."""
    raise TypeError(f"no Markdown for {type(block).__name__}")


@blocks.register
def _(block: Paragraph) -> Iterator[str]:
    for part in block.text.split("\n\n"):
        yield escaped(part) if block.tone in {Tone.BODY, Tone.LEAD} else f"*{escaped(part)}*"
        yield ""


@blocks.register
def _(block: Heading) -> Iterator[str]:
    yield f"### {escaped(block.text)}"
    yield ""


@blocks.register
def _(block: Facts) -> Iterator[str]:
    for fact in block.rows:
        parts = [escaped(part) for part in fact.value.split("\n") if part.strip()]
        yield f"- **{escaped(fact.name)}**: {'; '.join(parts)}"
    yield ""


@blocks.register
def _(block: Figures) -> Iterator[str]:
    for figure in block.items:
        note = f" ({escaped(figure.note)})" if figure.note else ""
        yield f"- **{escaped(figure.name)}**: {escaped(figure.value)}{note}"
    yield ""


@blocks.register
def _(block: Bullets) -> Iterator[str]:
    for item in block.items:
        yield f"- {escaped(item.text)}"
        for part in (item.note, item.label):
            if part:
                yield f"  *{escaped(part)}*"
    yield ""


@blocks.register
def _(block: Table) -> Iterator[str]:
    if block.caption:
        yield f"*{escaped(block.caption)}*"
        yield ""
    yield f"| {' | '.join(escaped(column.title) or ' ' for column in block.columns)} |"
    yield f"|{'|'.join({'left': ' --- ', 'right': ' ---: ', 'centre': ' :---: '}[c.align] for c in block.columns)}|"
    for row in block.rows:
        yield _row(row, len(block.columns))
    yield ""


@blocks.register
def _(block: TimelineChart | MatrixChart) -> Iterator[str]:
    yield escaped(block.summary)
    yield ""


@blocks.register
def _(block: CauseCards) -> Iterator[str]:
    for card in block.cards:
        tag = " · ".join(part for part in (card.ref, card.label_name, card.group) if part)
        yield f"- **{escaped(card.text)}** ({escaped(tag)})"
        for name, links in card.parts:
            yield f"  - {escaped(name)}: {'; '.join(_link(link) for link in links)}"
    yield ""


def _link(link: Link) -> str:
    return f"{escaped(link.label)} – {escaped(link.text)}" if link.label else escaped(link.text)


def _row(row: Row, columns: int) -> str:
    cells = [_cell(cell) for cell in row.cells]
    cells += [""] * (columns - len(cells))
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    text = "; ".join(escaped(part) for part in cell.text.split("\n") if part.strip())
    shown = f"**{text}**" if cell.strong and text else text
    rest = [f"*{escaped(part)}*" for part in (cell.note, cell.label) if part]
    return " ".join([shown, *rest]).strip()
