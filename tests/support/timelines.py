"""A small imported timeline for window tests: six events from one file, and a row that could not be read."""

from pathlib import Path

from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library
from secondstory_ui.page import PageContext
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
