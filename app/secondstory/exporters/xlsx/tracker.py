"""Writes the tracker: the workbook of actions that managers take away and send back."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from secondstory.exporters.privacy import role_words
from secondstory.exporters.replacing import replacing
from secondstory.exporters.xlsx import actions, matrix, summary
from secondstory.exporters.xlsx.cells import LINE_HEIGHT, Pen, row_height
from secondstory.exporters.xlsx.rows import rows
from secondstory.exporters.xlsx.totals import Totals
from secondstory.exporters.xlsx.words import colour, notes, say
from secondstory.model.errors import UserError
from secondstory.model.progress import Progress, Work
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import ranking_rule

SUFFIX = ".xlsx"
ROWS_A_STEP = 500
REVIEWS_BY_NAME = 3
_CANNOT_WRITE = "SerialisationError"
"""What openpyxl raises for a full disk where it finds lxml, which the program does not need; else it is an OSError."""


def write_tracker(snapshots: Iterable[Snapshot], path: Path, today: date, *, open_only: bool = False) -> Work[int]:
    """Write the actions of reviews into a workbook; returns how many there are.

    ``today`` is the day on which overdue actions are counted. With ``open_only`` actions that are done or dropped
    are left out.

    Raises:
        UserError: the suffix is not that of a workbook, or the file cannot be written there.
    """
    if path.suffix.casefold() != SUFFIX:
        raise UserError(f"A tracker cannot be written as “{path.name}”.", f"Choose a file name that ends in {SUFFIX}.")
    reviews = tuple(snapshots)
    with replacing(path) as draft:
        workbook = Workbook(write_only=True)
        try:
            totals = yield from _fill(workbook, reviews, today, open_only=open_only)
            whole = BytesIO()  # openpyxl leaves an archive open behind it where a disk is full
            workbook.save(whole)
            draft.write_bytes(whole.getbuffer())
        except Exception as error:
            if type(error).__name__ == _CANNOT_WRITE:
                raise OSError(f"the temporary folder takes no more ({error})") from error
            raise
        finally:
            _tidy(workbook)
    return totals.actions


def _fill(workbook: Workbook, reviews: tuple[Snapshot, ...], today: date, *, open_only: bool) -> Work[Totals]:
    sheets = {key: workbook.create_sheet(say("sheets", key)) for key in ("actions", "matrix", "summary", "notes")}
    for key, sheet in sheets.items():
        _set_page(sheet, today, landscape=key == "actions")
    total, done = sum(len(review.actions) for review in reviews), 0
    totals = Totals(today, many_reviews=len(reviews) > 1)
    add = actions.begin(sheets["actions"])
    for review in reviews:
        for row in rows(review, open_only=open_only):
            if done % ROWS_A_STEP == 0:
                yield Progress(done, total, "Writing the tracker…")
            add(row)
            totals.add(row)
            done += 1
    yield Progress(total, total, "Closing the tracker…")
    actions.end(sheets["actions"], totals.actions)
    matrix.write(sheets["matrix"], totals)
    summary.write(sheets["summary"], totals)
    _write_notes(sheets["notes"], reviews, totals)
    workbook.properties.title = say("book", "title")
    workbook.properties.creator = "Second Story"
    workbook.properties.created = datetime.combine(today, time())
    return totals


def _set_page(sheet: WriteOnlyWorksheet, today: date, *, landscape: bool) -> None:
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_properties.tabColor = colour("page", "accent")
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.oddFooter.left.text = say("book", "footer", made=today.isoformat())
    sheet.oddFooter.right.text = say("book", "page")


def _write_notes(sheet: WriteOnlyWorksheet, reviews: tuple[Snapshot, ...], totals: Totals) -> None:
    """Write how to use the tracker."""
    pen = Pen(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 92
    sheet.row_dimensions[1].height = 30
    sheet.append([pen.text(say("sheets", "notes"), bold=True, size=16)])
    values = {
        "made": totals.today.isoformat(),
        "rule": ranking_rule(),
        "reviews": _named(reviews),
        "actions": say("book", "one_action" if totals.actions == 1 else "many_actions", n=totals.actions),
    }
    for number, (heading, text) in enumerate(notes(**values), 2):
        sheet.row_dimensions[number].height = (row_height([(text, 92)]) or LINE_HEIGHT) + 6
        sheet.append([pen.text(heading, bold=True, wrap=True), pen.text(text, wrap=True)])


def _named(reviews: tuple[Snapshot, ...]) -> str:
    if not 1 <= len(reviews) <= REVIEWS_BY_NAME:
        return say("book", "many_reviews", n=len(reviews))
    titles = (f"{r.review.ref} “{role_words(r)(r.review.title)}”".strip() for r in reviews)
    return ", ".join(titles)


def _tidy(workbook: Workbook) -> None:
    """Remove what openpyxl keeps in the temporary folder; it does so itself only where a workbook is saved."""
    for sheet in workbook.worksheets:
        writer = sheet._writer
        if writer is not None:
            if not sheet.closed:
                with suppress(StopIteration):  # from a sheet that broke off while it was written
                    sheet.close()
            Path(writer.out).unlink(missing_ok=True)
