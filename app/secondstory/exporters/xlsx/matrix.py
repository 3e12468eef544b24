"""The sheet with the matrix: a native chart, and the table of places behind it."""

from collections.abc import Sequence

from openpyxl.cell import Cell
from openpyxl.chart import Reference, ScatterChart, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.legend import LegendEntry
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from secondstory.exporters.xlsx.cells import Pen, row_height
from secondstory.exporters.xlsx.rows import quadrant_names
from secondstory.exporters.xlsx.totals import Place, Totals
from secondstory.exporters.xlsx.words import colour, say
from secondstory.model.enums import Quadrant
from secondstory.priority.quadrants import CUT

CHART_ROW, TABLE_ROW = 4, 36
LOW, HIGH = 0.0, 6.0
"""The axes run a little past the scores on both sides, so that no point or name lies on the frame."""
WIDTHS = (58, 11, 13, 15, 11, 13, 11, 4, 22, 8, 8)
EFFORT, FIRST_QUADRANT, TABLE_WIDTH = 2, 3, 7
HELPER = 9
"""The first of three columns with a text and its place: the cut lines, corners and labels. They are not printed."""
ASIDE = 0.07, 0.13
"""How far the label of a point stands from its middle."""
MARKERS = dict(zip(Quadrant, ("circle", "square", "triangle", "diamond"), strict=True))
REFS_ON_A_LABEL, REFS_IN_A_CELL = 2, 200

Helper = tuple[str, float, float]


def write(sheet: WriteOnlyWorksheet, totals: Totals) -> None:
    """Write the chart and its table."""
    places = sorted(totals.places.values(), key=lambda p: (quadrant_names().index(p.quadrant), -p.impact, p.effort))
    pen = Pen(sheet)
    for name, width in zip("ABCDEFGHIJK", WIDTHS, strict=True):
        sheet.column_dimensions[name].width = width
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 48
    sheet.merged_cells.add("A2:G2")
    helpers = _helpers()
    sheet.append([pen.text(say("matrix", "title"), bold=True, size=16)])
    rule = say("matrix", "rule", made=totals.today.isoformat()) if places else say("matrix", "empty")
    sheet.append([pen.text(rule, quiet=True, wrap=True)])
    for row in range(3, TABLE_ROW):
        helper = helpers[row - CHART_ROW] if 0 <= row - CHART_ROW < len(helpers) else ()
        sheet.append([None] * (HELPER - 1) + [pen.text(value, quiet=True) for value in helper])
    sheet.append([pen.head(title, align="center" if place else "left") for place, title in enumerate(_headings())])
    for row, place in enumerate(places, TABLE_ROW + 1):
        sheet.row_dimensions[row].height = row_height([(_listed(place.refs, REFS_IN_A_CELL), WIDTHS[0])])
        sheet.append(_cells(pen, place))
    sheet.add_chart(_chart(sheet, places, helpers))
    sheet.print_area = f"A1:G{TABLE_ROW + max(len(places), 1)}"


def _headings() -> list[str]:
    refs, effort, count = (say("matrix_columns", key) for key in ("refs", "effort", "count"))
    return [refs, effort, *quadrant_names(), count]


def _cells(pen: Pen, place: Place) -> list[Cell | None]:
    impacts = [place.impact if place.quadrant == name else None for name in quadrant_names()]
    numbers = [
        None if value is None else pen.text(value, align="center")
        for value in (place.effort, *impacts, len(place.refs))
    ]
    label = (_listed(place.refs, REFS_ON_A_LABEL), place.effort + ASIDE[0], place.impact + ASIDE[1])
    gap = [None] * (HELPER - 1 - TABLE_WIDTH)
    return [
        pen.text(_listed(place.refs, REFS_IN_A_CELL), wrap=True),
        *numbers,
        *gap,
        *(pen.text(value, quiet=True) for value in label),
    ]


def _listed(refs: Sequence[str], most: int) -> str:
    more = [say("matrix", "more", n=len(refs) - most)] if len(refs) > most else []
    return ", ".join([*refs[:most], *more])


def _helpers() -> list[Helper]:
    """The ends of the two cut lines, then the names of the quadrants in their corners."""
    lines = [("", CUT, LOW), ("", CUT, HIGH), ("", LOW, CUT), ("", HIGH, CUT)]
    left, right, top, bottom = LOW + 0.05, HIGH - 0.05, HIGH - 0.25, LOW + 0.25
    corners = ((left, top), (right, top), (left, bottom), (right, bottom))
    return lines + [(name, *corner) for name, corner in zip(quadrant_names(), corners, strict=True)]


def _chart(sheet: WriteOnlyWorksheet, places: Sequence[Place], helpers: Sequence[Helper]) -> ScatterChart:
    chart = ScatterChart()
    chart.style, chart.scatterStyle = 2, "lineMarker"
    ends = AnchorMarker(col=0, row=CHART_ROW - 1), AnchorMarker(col=TABLE_WIDTH, row=TABLE_ROW - 2)
    chart.anchor = TwoCellAnchor(editAs="oneCell", _from=ends[0], to=ends[1])
    for axis, title in ((chart.x_axis, say("matrix", "x_axis")), (chart.y_axis, say("matrix", "y_axis"))):
        axis.title, axis.delete, axis.majorGridlines = title, False, None
        axis.scaling.min, axis.scaling.max, axis.majorUnit = LOW, HIGH, 1
        axis.number_format, axis.majorTickMark = '[<1]"";[>5]"";0', "out"
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour("page", "line")))
    chart.plot_area.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=colour("page", "line")))
    last = TABLE_ROW + max(len(places), 1)
    for quadrant in Quadrant:
        chart.series.append(_points(sheet, quadrant, last))
    chart.series += [_cut_line(sheet, CHART_ROW), _cut_line(sheet, CHART_ROW + 2)]
    for row, (name, x, _) in enumerate(helpers, CHART_ROW):
        if name:
            chart.series.append(_word(sheet, row, "r" if x < CUT else "l"))
    chart.series += [_word(sheet, row, "r") for row in range(TABLE_ROW + 1, TABLE_ROW + 1 + len(places))]
    chart.legend.position = "b"
    chart.legend.legendEntry = [LegendEntry(idx=i, delete=True) for i in range(len(Quadrant), len(chart.series))]
    return chart


def _points(sheet: WriteOnlyWorksheet, quadrant: Quadrant, last: int) -> Series:
    """The points of a quadrant; its column is empty where a row belongs to another."""
    column = FIRST_QUADRANT + list(Quadrant).index(quadrant)
    ink = colour("quadrant_names", quadrant.value)
    xs = Reference(sheet, min_col=EFFORT, min_row=TABLE_ROW + 1, max_row=last)
    series = Series(Reference(sheet, min_col=column, min_row=TABLE_ROW, max_row=last), xs, title_from_data=True)
    look = GraphicalProperties(solidFill=ink, ln=LineProperties(solidFill=ink))
    series.marker = Marker(symbol=MARKERS[quadrant], size=9, spPr=look)
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    return series


def _cut_line(sheet: WriteOnlyWorksheet, row: int) -> Series:
    xs = Reference(sheet, min_col=HELPER + 1, min_row=row, max_row=row + 1)
    series = Series(Reference(sheet, min_col=HELPER + 2, min_row=row, max_row=row + 1), xs)
    series.marker = Marker(symbol="none")
    series.graphicalProperties = GraphicalProperties(
        ln=LineProperties(solidFill=colour("page", "quiet"), prstDash="dash", w=12700)
    )
    return series


def _word(sheet: WriteOnlyWorksheet, row: int, side: str) -> Series:
    """A point without a mark that shows the text of its helper cells beside it."""
    x, y = (Reference(sheet, min_col=HELPER + place, min_row=row, max_row=row) for place in (1, 2))
    series = Series(y, x)
    series.tx = SeriesLabel(strRef=StrRef(f"'{sheet.title}'!${get_column_letter(HELPER)}${row}"))
    series.marker = Marker(symbol="none")
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.dLbls = DataLabelList(
        showSerName=True, showVal=False, showCatName=False, showLegendKey=False, showPercent=False, dLblPos=side
    )
    return series
