"""A small imported timeline for window tests: six events from one file, and a row that could not be read."""

from pathlib import Path

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from secondstory.model.records import Event
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library
from secondstory_ui.models.event_cells import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from support.libraries import started_review

ROWS = """time,kind,role,title
2026-05-04T14:00:00Z,change,Platform team,New limit goes live
2026-05-04T14:05:00Z,alert,Monitoring,Error rate above 5 percent
2026-05-04T14:09:00Z,acknowledgement,On-call engineer,On-call engineer acknowledges
2026-05-04T14:19:00Z,decision,Incident commander,Incident declared
soon after,note,On-call engineer,Somebody saw slow orders
2026-05-04T15:00:00Z,action,On-call engineer,Limit is put back
2026-05-04T15:10:00Z,recovery,Monitoring,Error rate is back to normal
"""


def import_text(library: Library, review_id: int, folder: Path, text: str, name: str = "alerts.csv") -> None:
    """Import a text as a file of that name."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    for _ in import_files(library, review_id, [FileToImport(path)]):
        pass


def open_timeline(context: PageContext, folder: Path, text: str = ROWS) -> int:
    """Open a new review with the timeline of a text; returns its id."""
    review_id = started_review(context.bridge.library)
    if text:
        import_text(context.bridge.library, review_id, folder, text)
    context.bridge.open_review(review_id)
    return review_id


def titled(page: TimelinePage, words: str) -> Event:
    """The event that has these words in its title."""
    return next(event for event in page.snapshot.events if words in event.title)


def select(page: TimelinePage, *words: str) -> None:
    """Select the events that have these words in their titles, the first of them as the current one."""
    events = [titled(page, each) for each in words]
    page.select(events[0].id)
    table = page.table
    selection = QItemSelection()
    for row in (table.model.row_of(event.id) for event in events):
        selection.select(table.model.index(row, 0), table.model.index(row, len(Column) - 1))
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    table.view.selectionModel().select(selection, flags)
    table.view.setFocus()
