"""Tables of the PDF report: where they may be cut."""

import pytest

from secondstory.exporters.blocks import Cell, Column, Row, Table
from secondstory.exporters.pdf.boxes import Text
from secondstory.exporters.pdf.fonts import fonts_for
from secondstory.exporters.pdf.pages import Frame, paginate
from secondstory.exporters.pdf.tables import Grid, grid
from secondstory.exporters.pdf.typesetting import Measure, Style

FRAME = Frame(0, 0, 400, 700)
STYLE = Style(8, 10)


@pytest.fixture(scope="module")
def measure() -> Measure:
    return Measure(fonts_for(()))


def table(measure: Measure, rows: int, lines: int = 1) -> Grid:
    filled = tuple(Row((Cell("\n".join(["a line"] * lines)),)) for _ in range(rows))
    return grid(Table((Column("What", 1),), filled), measure, FRAME.width)


def space(height: int) -> Text:
    return Text(lines=("",) * (height // 10), style=STYLE)


def heading() -> Text:
    return Text(lines=("Key events",), style=STYLE, keep_with_next=True)


def test_a_short_table_moves_on_as_a_whole(measure: Measure):
    first, second = paginate([space(600), heading(), table(measure, 6)], FRAME, FRAME)

    assert len(first.placed) == 1
    assert len(second.placed) == 2


def test_a_long_table_is_cut(measure: Measure):
    first, second = paginate([space(600), heading(), table(measure, 20)], FRAME, FRAME)

    assert len(first.placed) == 3
    assert len(second.placed) == 1


@pytest.mark.parametrize("lines", [2, 9, 12, 17, 19, 40, 100])
@pytest.mark.parametrize("above", range(300, 690, 30))
def test_a_heading_never_stands_without_its_table(measure: Measure, lines: int, above: int):
    for page in paginate([space(above), heading(), table(measure, 3, lines)], FRAME, FRAME):
        last = page.placed[-1][1]
        assert not last.keep_with_next
