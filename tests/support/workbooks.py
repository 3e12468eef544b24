"""Composed workbooks."""

from io import BytesIO

from openpyxl import Workbook


def workbook(hidden: tuple[str, ...] = (), **sheets: list[list[object]]) -> bytes:
    """A workbook with these sheets, some of them hidden; a text that begins with “=” is a formula without a value."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    made.save(data)
    return data.getvalue()
