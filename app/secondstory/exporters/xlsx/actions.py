"""The sheet of actions: one row each, ready to be sorted, filtered and edited."""

from collections.abc import Callable
from itertools import count
from operator import attrgetter

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import RowDimension

from secondstory.exporters.xlsx.cells import Pen, row_height
from secondstory.exporters.xlsx.columns import ColumnWriter, take_cells
from secondstory.exporters.xlsx.rows import CLOSED, Row, field_of
from secondstory.exporters.xlsx.words import Column, colour, columns, letter, say
from secondstory.model.enums import CauseLabel
from secondstory.model.names import name_of

PAGES_WIDE = 2
"""On how many sheets of paper the columns stand side by side, so that they can be read without a magnifier."""
DATE_FORMAT = "yyyy-mm-dd"
FORMATS = {"date": DATE_FORMAT, "score": "0.0", "whole": "0"}


def begin(sheet: WriteOnlyWorksheet) -> Callable[[Row], None]:
    """Write the heading of the sheet; returns what adds a row to it."""
    take_cells(sheet)
    pen = Pen(sheet)
    sheet.freeze_panes = f"{letter('review')}2"
    sheet.row_dimensions[1].height = 32
    for column in columns():
        dimension = sheet.column_dimensions[letter(column.key)]
        dimension.width = column.width
        dimension.hidden = column.hidden
    sheet.append([pen.head(column.title, align=_align(column)) for column in columns()])
    fields = attrgetter(*(field_of(column.key) for column in columns()))
    writers = [
        ColumnWriter(sheet, place, align=_align(column), form=FORMATS.get(column.type, "General"))
        for place, column in enumerate(columns(), 1)
    ]
    wrapped = [(place, column.width) for place, column in enumerate(columns()) if column.type == "long"]
    numbers = count(2)
    heights: dict[float, RowDimension] = {}  # rows of one height share their dimension: making one is slow

    def add(row: Row) -> None:
        values, number = fields(row), next(numbers)
        height = row_height((values[place], width) for place, width in wrapped)
        if height is not None:
            if height not in heights:
                heights[height] = RowDimension(sheet, ht=height)
            sheet.row_dimensions[number] = heights[height]
        sheet.append([writer.cell(value) for writer, value in zip(writers, values, strict=True)])

    return add


def end(sheet: WriteOnlyWorksheet, actions: int) -> None:
    """Give the sheet its filter, lists, colours and page set-up, now that its length is known."""
    last = max(actions + 1, 2)
    sheet.auto_filter.ref = f"A1:{letter(columns()[-1].key)}{last}"
    for column in columns():
        if column.edit:
            _validate(sheet, column, f"{letter(column.key)}2:{letter(column.key)}{last}")
    _colour(sheet, last)
    sheet.print_title_rows, sheet.print_title_cols = "1:1", f"{letter('ref')}:{letter('action')}"
    sheet.page_setup.fitToWidth = PAGES_WIDE
    sheet.close()  # a disk that is full is noticed here, before an archive is open


def _align(column: Column) -> str:
    return "left" if column.type in {"text", "long"} else "center"


def _validate(sheet: WriteOnlyWorksheet, column: Column, cells: str) -> None:
    """Say what may be entered into a column, and what to do where something else was."""
    first = cells.partition(":")[0]
    kinds = {
        "list": {"type": "list", "formula1": '"' + ",".join(column.choices) + '"'},
        "score": {"type": "custom", "formula1": f"AND(ISNUMBER({first}),{first}>=1,{first}<=5,MOD({first}*2,1)=0)"},
        "date": {"type": "date", "operator": "greaterThan", "formula1": "36526"},  # 2000-01-01
        "fixed": {"type": "custom", "formula1": "FALSE"},
    }
    rule = DataValidation(**kinds[column.edit], allow_blank=column.edit != "fixed", showErrorMessage=True)
    rule.errorTitle, rule.error = say("edit", f"{column.edit}_title"), say("edit", column.edit)
    rule.add(cells)
    sheet.data_validations.append(rule)


def _colour(sheet: WriteOnlyWorksheet, last: int) -> None:
    """Grey for what is closed, amber and a word for what is overdue, violet and teal beside the words of the class."""
    status, due, label = letter("status"), letter("due"), letter("class")
    closed = [f'${status}2="{name_of(state)}"' for state in CLOSED]
    passed = f'AND(${due}2<>"",${due}2<TODAY(),NOT(OR({",".join(closed)})))'
    amber = {
        "font": Font(bold=True, color=colour("marks", "warning")),
        "fill": PatternFill(bgColor=colour("marks", "warning_ground"), fill_type="solid"),
    }
    word = NumberFormat(numFmtId=180, formatCode=f'{DATE_FORMAT} "{say("edit", "overdue")}"')
    _rule(
        sheet, f"A2:{letter(columns()[-1].key)}{last}", f"OR({','.join(closed)})", Font(color=colour("page", "quiet"))
    )
    style = DifferentialStyle(**amber, numFmt=word)
    sheet.conditional_formatting.add(f"{due}2:{due}{last}", Rule(type="expression", dxf=style, formula=[passed]))
    for kind in (CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL):
        font = Font(bold=True, color=colour("causes", kind.value))
        _rule(sheet, f"{label}2:{label}{last}", f'${label}2="{name_of(kind)}"', font)


def _rule(sheet: WriteOnlyWorksheet, cells: str, formula: str, font: Font) -> None:
    rule = Rule(type="expression", dxf=DifferentialStyle(font=font), formula=[formula], stopIfTrue=True)
    sheet.conditional_formatting.add(cells, rule)
