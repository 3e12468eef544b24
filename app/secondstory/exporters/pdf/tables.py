"""Tables: rows measured once, cut at the foot of a page, their header repeated on the next one.

The appendix of a long incident has thousands of rows, so a row is lines of text with their places and nothing more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secondstory.exporters.blocks import Align, Cell, Mark, Row, Table
from secondstory.exporters.pdf.boxes import Box
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style


@dataclass(frozen=True)
class TableStyles:
    """The styles and distances of a table."""

    head: Style
    body: Style
    strong: Style
    note: Style
    band: Style
    gap: float
    above: float


NORMAL = TableStyles(
    head=Style(7.6, 10, Weight.BOLD, "quiet"),
    body=Style(8.6, 11.6),
    strong=Style(8.6, 11.6, Weight.BOLD),
    note=Style(7.8, 10.6, colour="quiet"),
    band=Style(8.6, 11.6, Weight.BOLD, "accent"),
    gap=9,
    above=4.5,
)
DENSE = TableStyles(
    head=Style(7, 9, Weight.BOLD, "quiet"),
    body=Style(7.6, 10),
    strong=Style(7.6, 10, Weight.BOLD),
    note=Style(7, 9.2, colour="quiet"),
    band=Style(7.8, 10.4, Weight.BOLD, "accent"),
    gap=7,
    above=2.8,
)
MARK_WIDTH = 1.25
TALL = 220.0
"""From which height, in points, a row may be cut inside."""

WHOLE = 240.0
"""Up to which height, in points, a table is never cut: a short one is read at a glance, and wastes little of a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines of one style in a cell."""

    lines: tuple[str, ...]
    style: Style


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell with its lines broken."""

    pieces: tuple[Piece, ...]
    mark: Mark
    link: str

    @property
    def height(self) -> float:
        """The height of its lines."""
        return sum(len(piece.lines) * piece.style.leading for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its lines broken; ``height`` has the distance above and below in it."""

    spots: tuple[Spot, ...]
    height: float
    anchor: str = ""
    band: bool = False


@dataclass(frozen=True, kw_only=True)
class Grid(Box):
    """A table, or the part of it from ``start`` to ``end``. All parts share the same measured rows."""

    rows: tuple[Line, ...] = ()
    head: Line | None = None
    columns: tuple[tuple[float, float, Align], ...] = ()
    styles: TableStyles = NORMAL
    total: float = 0.0

    @property
    def height(self) -> float:
        """The header and all rows."""
        return self.total

    @property
    def least(self) -> float:
        """The header and the first two rows with the band above them, or as much of a tall one as is worth a cut."""
        if self.total <= WHOLE:
            return self.total
        found = self._head_height
        for row in self.rows[: 3 if self.rows[0].band else 2]:
            if row.height > TALL:
                return found + TALL / 2
            found += row.height
        return found

    def split(self, room: float) -> tuple[Box, Box] | None:
        """Cut between rows; a tall row is cut inside, and a short table not at all."""
        if self.total <= WHOLE:
            return None
        left = room - self._head_height
        for place, row in enumerate(self.rows):
            if row.height <= left:
                left -= row.height
                continue
            head, tail = self.rows[:place], self.rows[place:]
            if row.height > TALL and (parts := cut(row, left, self.styles.above)) is not None:
                head, tail = (*head, parts[0]), (parts[1], *tail[1:])
            else:
                keep = len(head) - 1 if len(tail) == 1 and len(head) > 2 else len(head)
                keep -= int(keep > 0 and head[keep - 1].band)
                head, tail = self.rows[:keep], self.rows[keep:]
            if not head or all(part.band for part in head):
                return None
            return self._part(head), self._part(self._continued(head, tail))
        return None

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """The header with its rule, then the rows with hairlines between them."""
        y = top
        if self.head:
            self._draw_row(pen, self.head, left, y)
            y -= self.head.height
            pen.rule(left, y, left + width, y, stroke="quiet", width=0.7)
        feet = []
        for row in self.rows:
            if row.anchor:
                pen.anchor(row.anchor, y)
            if row.band:
                pen.rectangle(left, y - row.height, width, row.height, "ground")
            self._draw_row(pen, row, left, y)
            y -= row.height
            feet.append(y)
        pen.rules(left, left + width, feet, width=0.4)

    @property
    def _head_height(self) -> float:
        return self.head.height if self.head else 0.0

    def _part(self, rows: Sequence[Line]) -> "Grid":
        total = self._head_height + sum(row.height for row in rows)
        return replace(self, rows=tuple(rows), total=total, before=0.0, new_page=False)

    def _continued(self, head: Sequence[Line], tail: Sequence[Line]) -> Sequence[Line]:
        """The rest of a table, beginning with the band that still holds."""
        band = next((row for row in reversed(head) if row.band), None)
        return tail if band is None or tail[0].band else (band, *tail)

    def _draw_row(self, pen: Pen, row: Line, left: float, top: float) -> None:
        columns = ((0.0, 0.0, Align.LEFT),) if row.band else self.columns
        for spot, (shift, width, align) in zip(row.spots, columns, strict=True):
            y = top - self.styles.above
            indent = 0.0
            if spot.mark is not Mark.NONE and spot.pieces:
                style = spot.pieces[0].style
                pen.mark(spot.mark, left + shift + style.size * 0.4, y - style.leading / 2, style.size)
                indent = style.size * MARK_WIDTH
            for piece in spot.pieces:
                style = piece.style if align is Align.LEFT else piece.style.but(align=align)
                pen.lines(left + shift + indent, y, piece.lines, style, width - indent)
                y -= len(piece.lines) * style.leading
            if spot.link:
                pen.link(spot.link, left + shift, y, width, top - y)


def grid(table: Table, measure: Measure, width: float, *, before: float = 0.0) -> Grid:
    """A table measured for a width."""
    styles = DENSE if table.dense else NORMAL
    columns = _columns(table, styles, width)
    rows = tuple(_line(row, columns, styles, measure, width) for row in table.rows)
    titles = Row(tuple(Cell(column.title) for column in table.columns))
    head_styles = replace(styles, body=styles.head)
    head = _line(titles, columns, head_styles, measure, width)
    total = head.height + sum(row.height for row in rows)
    return Grid(before=before, rows=rows, head=head, columns=columns, styles=styles, total=total)


def cut(row: Line, room: float, above: float) -> tuple[Line, Line] | None:
    """A row in two parts of which the first fits; nothing where not even a few lines would."""
    free = room - 2 * above
    if free < 30:
        return None
    parts = [_cut_spot(spot, free) for spot in row.spots]
    heads, tails = tuple(first for first, _ in parts), tuple(rest for _, rest in parts)
    height = max(spot.height for spot in heads) + 2 * above
    rest = max(spot.height for spot in tails) + 2 * above
    return Line(heads, height, row.anchor), Line(tails, rest)


def _cut_spot(spot: Spot, room: float) -> tuple[Spot, Spot]:
    heads: list[Piece] = []
    tails: list[Piece] = []
    for piece in spot.pieces:
        fitting = 0 if tails else min(int(room / piece.style.leading), len(piece.lines))
        room -= fitting * piece.style.leading
        if fitting:
            heads.append(replace(piece, lines=piece.lines[:fitting]))
        if fitting < len(piece.lines):
            tails.append(replace(piece, lines=piece.lines[fitting:]))
    return replace(spot, pieces=tuple(heads)), Spot(tuple(tails), Mark.NONE, spot.link)


def _columns(table: Table, styles: TableStyles, width: float) -> tuple[tuple[float, float, Align], ...]:
    """The left edge, the width and the side of each column."""
    free = width - styles.gap * (len(table.columns) - 1)
    whole = sum(column.width for column in table.columns)
    found, left = [], 0.0
    for column in table.columns:
        share = free * column.width / whole
        found.append((left, share, column.align))
        left += share + styles.gap
    return tuple(found)


def _line(
    row: Row, columns: Sequence[tuple[float, float, Align]], styles: TableStyles, measure: Measure, width: float
) -> Line:
    spots: tuple[Spot, ...]
    if row.band:
        spots = (_spot(row.cells[0], replace(styles, strong=styles.band), measure, width),)
    else:
        pairs = zip(row.cells, columns, strict=True)
        spots = tuple(_spot(cell, styles, measure, column[1]) for cell, column in pairs)
    height = max(styles.body.leading, *(spot.height for spot in spots)) + 2 * styles.above
    return Line(spots, height, row.anchor, row.band)


def _spot(cell: Cell, styles: TableStyles, measure: Measure, width: float) -> Spot:
    style = styles.strong if cell.strong else styles.body
    if cell.link and not cell.label:
        style = style.but(colour="accent")
    room = width - (style.size * MARK_WIDTH if cell.mark else 0.0)
    return Spot(tuple(_pieces(cell, style, styles.note, measure, room)), cell.mark, cell.link)


def _pieces(cell: Cell, style: Style, note: Style, measure: Measure, width: float) -> Iterator[Piece]:
    if cell.text:
        yield Piece(tuple(measure.lines(cell.text, style, width)), style)
    if cell.label:
        label = note.but(colour="accent")
        yield Piece(tuple(measure.lines(cell.label, label, width)), label)
    if cell.note:
        yield Piece(tuple(measure.lines(cell.note, note, width)), note)
