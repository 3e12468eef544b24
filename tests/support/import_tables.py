"""Small tables that are imported into real libraries, and what is in these afterwards."""

import time
from pathlib import Path

from sqlalchemy import select

from secondstory.model.progress import finish
from secondstory.model.records import Event, Review, Source, Unread
from secondstory.services.importing import FileToImport, ImportReport, import_files
from secondstory.services.library import Library
from secondstory.storage.tables import event_piece
from support.libraries import only_review

HEADER = "time,kind,actor,text"
ALERT = "2026-05-04T14:05:00Z,alert,,Queue is growing"
DECISION = "2026-05-04T14:09:00Z,decision,Robin Example,Roll the flow back"
TEATIME = "teatime,note,,Somebody made tea"


def file_of(folder: Path, *rows: str, name: str = "export.csv") -> FileToImport:
    path = folder / name
    path.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    return FileToImport(path)


def imported(library: Library, review_id: int, *files: FileToImport) -> ImportReport:
    return finish(import_files(library, review_id, files))


def wait_for_events(library: Library, amount: int) -> None:
    """Wait until so many events are stored: a portion is ended in the background."""
    end = time.monotonic() + 10
    while stored(library, Event) < amount and time.monotonic() < end:
        pass
    assert stored(library, Event) == amount


def titles(library: Library) -> list[str]:
    return [event.title for event in only_review(library).events]


def stored(library: Library, *kinds: type[Event | Source | Unread | Review]) -> int:
    """How many records there are, whether a reader sees them or not."""
    with library.reading() as reader:
        events = sum(reader.scalars(select(event_piece.c.amount))) if Event in kinds else 0
        return events + sum(len(reader.all(kind)) for kind in kinds if kind is not Event)
