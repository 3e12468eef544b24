"""Key figures in tiles, four to a row."""

from collections.abc import Iterator
from dataclasses import dataclass

from secondstory.exporters.blocks import Figures
from secondstory.exporters.pdf.boxes import Box
from secondstory.exporters.pdf.fonts import Weight
from secondstory.exporters.pdf.pen import Pen
from secondstory.exporters.pdf.typesetting import Measure, Style

PER_ROW, GAP, PADDING = 4, 9.0, 9.0
NAME = Style(7.6, 10, Weight.BOLD, "quiet")
VALUE = Style(16, 22, Weight.BOLD)
NOTE = Style(7.4, 9.8, colour="quiet")


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with its lines broken."""

    name: tuple[str, ...]
    value: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        """All lines of it."""
        parts = ((self.name, NAME), (self.value, VALUE), (self.note, NOTE))
        return sum(len(lines) * style.leading for lines, style in parts)


@dataclass(frozen=True, kw_only=True)
class FigureRow(Box):
    """Tiles side by side, all as high as the highest."""

    tiles: tuple[Tile, ...]

    @property
    def height(self) -> float:
        """The highest tile with its padding."""
        return max(tile.height for tile in self.tiles) + 2 * PADDING

    def draw(self, pen: Pen, left: float, top: float, width: float) -> None:
        """Each tile on its ground."""
        each = _tile_width(width)
        for number, tile in enumerate(self.tiles):
            x, y = left + number * (each + GAP), top - PADDING
            pen.rectangle(x, top - self.height, each, self.height, "ground", radius=4)
            for lines, style in ((tile.name, NAME), (tile.value, VALUE), (tile.note, NOTE)):
                pen.lines(x + PADDING, y, lines, style)
                y -= len(lines) * style.leading

    @classmethod
    def rows(cls, figures: Figures, measure: Measure, width: float) -> Iterator["FigureRow"]:
        """As many rows as the figures need."""
        inner = _tile_width(width) - 2 * PADDING
        tiles = [
            Tile(
                tuple(measure.lines(figure.name, NAME, inner)),
                (measure.shortened(figure.value, VALUE, inner),),
                tuple(measure.at_most(figure.note, NOTE, inner, 3)),
            )
            for figure in figures.items
        ]
        for start in range(0, len(tiles), PER_ROW):
            yield cls(before=14 if start == 0 else GAP, tiles=tuple(tiles[start : start + PER_ROW]))


def _tile_width(width: float) -> float:
    return (width - (PER_ROW - 1) * GAP) / PER_ROW
