"""A program that edits a library without pause and says each stored edit: for tests that kill it.

Run as ``python restless_editor.py PLACE edit`` or ``python restless_editor.py PLACE import FILE``.
"""

import sys
from itertools import count
from pathlib import Path

from secondstory.model.enums import LearningKind
from secondstory.model.progress import finish
from secondstory.model.records import Learning
from secondstory.services import reviews
from secondstory.services.editing import add_record, change_record
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library, open_library


def main(place: str, what: str, *files: str) -> None:
    """Edit until somebody kills the program."""
    library = open_library(place, "restless")
    review_id = reviews.summaries(library)[0].review.id
    for number in count(1):
        if what == "edit":
            said = edit(library, review_id, number)
        else:
            said = import_once(library, review_id, Path(files[0]), number)
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


def edit(library: Library, review_id: int, number: int) -> str:
    """Add a learning, then change it; both are acknowledged by one line."""
    added = add_record(library, Learning(review_id=review_id, kind=LearningKind.SURPRISE, text=f"draft {number}"))
    row_id = added.rows[0].record.id
    change_record(library, Learning, row_id, text=f"edit {number}")
    return f"{row_id} edit {number}"


def import_once(library: Library, review_id: int, file: Path, number: int) -> str:
    """Import a timeline whose events are new each time."""
    fresh = file.with_name(f"round-{number}.csv")
    fresh.write_text(file.read_text(encoding="utf-8").replace("ROUND", str(number)), encoding="utf-8")
    report = finish(import_files(library, review_id, [FileToImport(fresh)]))
    return f"{report.sources[0].source_id} {report.sources[0].added}"


if __name__ == "__main__":
    main(*sys.argv[1:])
