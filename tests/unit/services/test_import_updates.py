"""A grown export imported again: what the source changed is taken over, what people did stays."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from secondstory.model.progress import finish
from secondstory.model.records import Event
from secondstory.services import journal, timeline
from secondstory.services.editing import change_record
from secondstory.services.importing import FileToImport, SourceReport, import_files, preview_import
from secondstory.services.library import Library, check_library
from support.libraries import only_review, started_review

TRIGGER = {"id": "R1", "type": "trigger_log_entry", "summary": "Queue is growing", "created_at": "2026-05-04T14:05:00Z"}
NOTE = {"id": "R2", "type": "annotate_log_entry", "summary": "Looking", "created_at": "2026-05-04T14:09:00Z"}


def export(folder: Path, *entries: dict[str, str], name: str = "entries.json") -> FileToImport:
    path = folder / name
    path.write_text(json.dumps({"log_entries": entries}), encoding="utf-8")
    return FileToImport(path)


def imported(library: Library, review_id: int, file: FileToImport) -> SourceReport:
    return finish(import_files(library, review_id, [file])).sources[0]


def shown(library: Library) -> list[Event]:
    return list(only_review(library).events)


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    """A review with the first export."""
    started = started_review(library)
    imported(library, started, export(tmp_path, TRIGGER, NOTE))
    return started


def test_a_changed_record_brings_its_event_up_to_date(library: Library, review_id: int, tmp_path: Path) -> None:
    later = {**NOTE, "summary": "Looking at the queue", "created_at": "2026-05-04T14:08:00Z"}
    report = imported(library, review_id, export(tmp_path, TRIGGER, later))
    assert (report.read, report.added, report.updated, report.duplicates) == (2, 0, 1, 1)
    assert [draft.title for draft in report.changed] == ["Looking at the queue"]
    assert [f"{event.occurred_at:%H:%M} {event.title}" for event in shown(library)] == [
        "14:05 Queue is growing",
        "14:08 Looking at the queue",
    ]
    assert check_library(library) == []


def test_what_somebody_edited_stays(library: Library, review_id: int, tmp_path: Path) -> None:
    note = shown(library)[1]
    change_record(library, Event, note.id, title="First look at the queue", key=True)
    later = {**NOTE, "summary": "Looking at it", "created_at": "2026-05-04T14:08:00Z"}
    imported(library, review_id, export(tmp_path, TRIGGER, later))
    found = shown(library)[1]
    assert (found.id, found.title, found.key) == (note.id, "First look at the queue", True)
    assert f"{found.occurred_at:%H:%M}" == "14:08"


def test_a_second_change_is_compared_with_the_first(library: Library, review_id: int, tmp_path: Path) -> None:
    for words in ("Looking closer", "Looking at the logs"):
        imported(library, review_id, export(tmp_path, TRIGGER, {**NOTE, "summary": words}))
    assert [event.title for event in shown(library)] == ["Queue is growing", "Looking at the logs"]
    assert imported(library, review_id, export(tmp_path, TRIGGER, NOTE)).duplicates == 2


def test_both_records_stay_and_the_later_one_can_be_separated(library: Library, review_id: int, tmp_path: Path) -> None:
    imported(library, review_id, export(tmp_path, {**NOTE, "summary": "Looking closer"}))
    first, later = (event for event in only_review(library).all(Event) if event.title == "Looking closer")
    assert "Looking closer" in (timeline.raw_of(library, later.id) or "")
    assert '"summary":"Looking"' in (timeline.raw_of(library, first.id) or "")
    assert later.merged_into == first.id


def test_one_undo_takes_the_update_back(library: Library, review_id: int, tmp_path: Path) -> None:
    before = only_review(library).events
    imported(library, review_id, export(tmp_path, {**NOTE, "summary": "Looking closer"}))
    journal.undo(library, review_id)
    assert [replace(event, version=1) for event in only_review(library).events] == [
        replace(event, version=1) for event in before
    ]
    journal.redo(library, review_id)
    assert [event.title for event in shown(library)] == ["Queue is growing", "Looking closer"]


def test_a_look_before_the_import_tells_the_same_figures(library: Library, review_id: int, tmp_path: Path) -> None:
    file = export(tmp_path, TRIGGER, {**NOTE, "summary": "Looking closer"}, {**NOTE, "id": "R3"})
    look = finish(preview_import(library, [file], review_id)).sources[0]
    assert (look.added, look.updated, look.duplicates) == (1, 1, 1)
    assert [event.title for event in shown(library)] == ["Queue is growing", "Looking"]


def test_a_name_that_several_records_have_is_no_name(library: Library, review_id: int, tmp_path: Path) -> None:
    twice = [{**NOTE, "summary": words} for words in ("Looking closer", "Found it")]
    report = imported(library, review_id, export(tmp_path, *twice))
    assert (report.added, report.updated) == (2, 0)
    again = imported(library, review_id, export(tmp_path, {**NOTE, "summary": "Fixed it"}))
    assert (again.added, again.updated) == (1, 0)


def table(folder: Path, *rows: str) -> FileToImport:
    path = folder / "table.csv"
    path.write_text("\n".join(("id,time,text", *rows)) + "\n", encoding="utf-8")
    return FileToImport(path)


def test_the_id_of_a_row_of_a_table_counts_where_time_or_text_is_the_same(library: Library, tmp_path: Path) -> None:
    started = started_review(library)
    imported(library, started, table(tmp_path, "1,2026-05-04T14:05:00Z,Alert", "2,2026-05-04T14:09:00Z,Looking"))
    later = imported(
        library, started, table(tmp_path, "1,2026-05-04T14:05:00Z,Alert fired", "2,2026-05-04T14:09:00Z,Looking")
    )
    assert (later.added, later.updated, later.duplicates) == (0, 1, 1)
    assert [event.title for event in shown(library)] == ["Alert fired", "Looking"]


def test_the_numbers_of_another_table_overwrite_nothing(library: Library, tmp_path: Path) -> None:
    started = started_review(library)
    imported(library, started, table(tmp_path, "1,2026-05-04T14:05:00Z,Alert", "2,2026-05-04T14:09:00Z,Looking"))
    other = imported(
        library, started, table(tmp_path, "1,2026-05-04T15:05:00Z,Vendor called", "2,2026-05-04T15:09:00Z,Fixed")
    )
    assert (other.added, other.updated) == (2, 0)
    assert [event.title for event in shown(library)] == ["Alert", "Looking", "Vendor called", "Fixed"]


def test_an_update_of_an_event_that_was_merged_goes_to_the_one_that_stands_for_it(
    library: Library, review_id: int, tmp_path: Path
) -> None:
    trigger, note = shown(library)
    timeline.merge_events(library, trigger.id, [note.id])
    imported(library, review_id, export(tmp_path, {**NOTE, "summary": "Looking closer"}))
    assert len(shown(library)) == 1


def test_a_page_of_known_events_still_says_that_there_is_more(library: Library, review_id: int, tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"log_entries": [TRIGGER], "more": True}), encoding="utf-8")
    report = imported(library, review_id, FileToImport(page))
    assert (report.added, report.duplicates) == (0, 1)
    assert report.remarks == [("/log_entries/0", "The file is one page of the answer: there is more.")]
