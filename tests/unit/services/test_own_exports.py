"""A timeline that was exported from a review comes back to it: nothing doubles, and what was changed is taken over."""

from pathlib import Path

import pytest

from secondstory.model.enums import EventKind, Precision
from secondstory.model.progress import finish
from secondstory.model.records import Event, Participant
from secondstory.services import timeline
from secondstory.services.editing import add_record, change_record
from secondstory.services.importing import FileToImport, SourceReport, import_files, preview_import
from secondstory.services.library import Library, check_library
from secondstory.services.reports import write_timeline_of
from support.libraries import only_review, started_review
from support.reviews import at

ROWS = "time,who,text\n2026-05-04 14:05,Robin Example,Robin Example rolls back\n2026-05-04 14:09,,Queue is empty\n"


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    """A review with two imported events and one that was written by hand."""
    started = started_review(library)
    add_record(library, Participant(review_id=started, role="Lead", name="Robin Example"))
    path = tmp_path / "chat.csv"
    path.write_text(ROWS, encoding="utf-8")
    imported(library, started, path)
    by_hand = Event(review_id=started, title="Somebody called", precision=Precision.UNKNOWN, kind=EventKind.NOTE)
    add_record(library, by_hand)
    return started


def imported(library: Library, review_id: int, path: Path) -> SourceReport:
    return finish(import_files(library, review_id, [FileToImport(path)])).sources[0]


def exported(library: Library, review_id: int, folder: Path, name: str = "timeline.csv") -> Path:
    path = folder / name
    finish(write_timeline_of(library, review_id, path))
    return path


def figures(report: SourceReport) -> tuple[int, int, int]:
    return report.added, report.updated, report.duplicates


def titles(library: Library) -> list[str]:
    return [event.title for event in only_review(library).events]


@pytest.mark.parametrize("name", ["timeline.csv", "timeline.jsonl"])
def test_an_export_that_comes_back_adds_nothing(library: Library, review_id: int, tmp_path: Path, name: str) -> None:
    before = only_review(library).events
    path = exported(library, review_id, tmp_path, name)
    assert "Robin" not in path.read_text(encoding="utf-8")
    report = imported(library, review_id, path)
    assert figures(report) == (0, 0, 3)
    assert report.zones == set()
    assert only_review(library).events == before


def test_an_older_export_adds_nothing_and_takes_nothing_back(library: Library, review_id: int, tmp_path: Path) -> None:
    path = exported(library, review_id, tmp_path)
    change_record(library, Event, only_review(library).events[1].id, title="Queue is nearly empty", key=True)
    assert figures(imported(library, review_id, path)) == (0, 0, 3)
    assert titles(library)[1] == "Queue is nearly empty"


def test_what_was_changed_in_the_file_brings_its_event_up_to_date(
    library: Library, review_id: int, tmp_path: Path
) -> None:
    path = exported(library, review_id, tmp_path)
    known = only_review(library).events[1]
    text = path.read_text(encoding="utf-8").replace("Queue is empty", "The last form is sent")
    path.write_text(text, encoding="utf-8")
    assert figures(finish(preview_import(library, [FileToImport(path)], review_id)).sources[0]) == (0, 1, 2)
    assert figures(imported(library, review_id, path)) == (0, 1, 2)
    assert titles(library) == ["Robin Example rolls back", "The last form is sent", "Somebody called"]
    assert only_review(library).events[1].id == known.id
    assert figures(imported(library, review_id, path)) == (0, 0, 3)
    assert check_library(library) == []


def test_a_change_in_the_file_leaves_names_and_what_was_edited_alone(
    library: Library, review_id: int, tmp_path: Path
) -> None:
    first = only_review(library).events[0]
    path = exported(library, review_id, tmp_path)
    change_record(library, Event, first.id, occurred_at=at("12:00"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-05-04T14:05:00", "2026-05-04T14:06:00", 1).replace("[]", '"[""db""]"', 1))
    assert figures(imported(library, review_id, path)) == (0, 1, 2)
    found = only_review(library).events[0]
    assert (found.id, found.title, found.actor) == (first.id, "Robin Example rolls back", "Robin Example")
    assert (found.occurred_at, found.tags) == (at("12:00"), ("db",))


def test_an_event_that_was_merged_since_is_known(library: Library, review_id: int, tmp_path: Path) -> None:
    path = exported(library, review_id, tmp_path)
    first, second, _ = only_review(library).events
    timeline.merge_events(library, first.id, [second.id])
    assert figures(imported(library, review_id, path)) == (0, 0, 3)
    assert len(titles(library)) == 2


def test_an_export_of_one_review_is_new_to_another(library: Library, review_id: int, tmp_path: Path) -> None:
    path = exported(library, review_id, tmp_path)
    other = started_review(library, "Another review")
    report = imported(library, other, path)
    assert figures(report) == (3, 0, 0)
    assert report.zones == set()
    assert figures(imported(library, other, path)) == (0, 0, 3)
    assert figures(imported(library, review_id, path)) == (0, 0, 3)
