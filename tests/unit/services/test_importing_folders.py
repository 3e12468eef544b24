"""Importing what stands in a folder or an archive: what is no timeline is left out, and takes nothing from the rest."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.event import listen, remove

from secondstory.model.errors import LibraryError, UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Source, Unread
from secondstory.services import importing
from secondstory.services.importing import FileToImport, preview_import
from secondstory.services.library import Library, check_library
from support.import_tables import ALERT, DECISION, TEATIME, file_of, imported, stored, titles
from support.libraries import started_review


def in_a_folder(file: FileToImport) -> FileToImport:
    return replace(file, inside=True)


def test_a_file_of_a_folder_that_cannot_be_read_is_left_out_with_the_reason(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    picture = tmp_path / "chart.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    files = [in_a_folder(FileToImport(picture)), in_a_folder(file_of(tmp_path, ALERT))]
    for report in (finish(preview_import(library, files, review_id)), imported(library, review_id, *files)):
        assert [source.added for source in report.sources] == [1]
        assert [(file.name, bool(error.remedy)) for file, error in report.left_out] == [("chart.png", True)]
        assert report.needs_attention
    assert stored(library, Source) == 1


def test_a_file_that_ends_early_takes_no_event_from_the_others(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first portion is written when it turns out that it cannot be read; the same events stand in the next file."""
    monkeypatch.setattr(importing, "PORTION", 2)
    monkeypatch.setattr(importing, "MOST_UNREAD", 600)
    review_id = started_review(library)
    broken = file_of(tmp_path, ALERT, DECISION, *(f"teatime,note,,{number}" for number in range(700)), name="a.csv")
    whole = file_of(tmp_path, ALERT, DECISION, TEATIME, name="b.csv")
    report = imported(library, review_id, in_a_folder(broken), in_a_folder(whole))
    assert [(source.file, source.added, len(source.unread)) for source in report.sources] == [("b.csv", 2, 1)]
    assert titles(library) == ["Queue is growing", "Roll the flow back"]
    assert (stored(library, Source), stored(library, Unread), check_library(library)) == (1, 1, [])


def test_a_folder_without_one_file_that_can_be_read_is_refused(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    for name in ("one.png", "two.png"):
        (tmp_path / name).write_bytes(b"\x89PNG\r\n\x1a\n\0")
    with pytest.raises(UserError, match=r"None of the 2 files can be read\. one\.png: "):
        imported(library, review_id, *(in_a_folder(FileToImport(tmp_path / name)) for name in ("one.png", "two.png")))
    assert stored(library, Source) == 0


def test_a_library_without_room_is_no_fault_of_a_file(sqlite_library: Library, tmp_path: Path) -> None:
    review_id = started_review(sqlite_library)
    rows = [f"2026-05-04T14:05:00Z,note,,{'words ' * 1000}{number}" for number in range(200)]
    files = [in_a_folder(file_of(tmp_path, *rows, name=name)) for name in ("a.csv", "b.csv")]
    sqlite_library.close()  # and its connections: the next ones have no more room than there is

    def give_no_room(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    engine = sqlite_library._engine
    listen(engine, "connect", give_no_room)
    with pytest.raises(LibraryError, match="There is no room left"):
        imported(sqlite_library, review_id, *files)
    sqlite_library.close()
    remove(engine, "connect", give_no_room)
    assert stored(sqlite_library, Source, Event) == 0
