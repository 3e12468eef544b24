"""Correcting the clock of a source."""

from datetime import timedelta
from pathlib import Path

import pytest

from secondstory.model.enums import MomentKind
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Moment, Source
from secondstory.services import timeline
from secondstory.services.importing import FileToImport, ImportReport, import_files
from secondstory.services.library import Library, check_library
from secondstory.services.sources import correct_clock
from support.libraries import only_review, started_review
from support.reviews import at

HEADER = "time,text\n"
ROWS = ("2026-05-04T14:05:00Z,Queue is growing", "2026-05-04T14:20:00Z,Queue is empty")
FAST = timedelta(minutes=-3)


def imported(
    library: Library, review_id: int, folder: Path, *rows: str, clock: timedelta | None = None
) -> ImportReport:
    path = folder / "monitoring.csv"
    path.write_text(HEADER + "\n".join(rows))
    return finish(import_files(library, review_id, [FileToImport(path, clock_offset=clock, clock_reason="no NTP")]))


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    review_id = started_review(library)
    imported(library, review_id, tmp_path, *ROWS)
    return review_id


def source(library: Library) -> Source:
    return only_review(library).sources[-1]


def clocks(library: Library) -> list[str]:
    return [f"{event.occurred_at:%H:%M}" for event in only_review(library).events]


def test_all_times_of_the_source_move_and_what_was_written_stays(library: Library, review_id: int) -> None:
    correct_clock(library, source(library).id, FAST, "its host had no NTP")
    assert clocks(library) == ["14:02", "14:17"]
    assert only_review(library).events[0].time_as_written == "2026-05-04T14:05:00Z"
    assert (source(library).clock_offset, source(library).clock_reason) == (-180, "its host had no NTP")
    assert check_library(library) == []


def test_one_undo_brings_them_back_and_redo_moves_them_again(library: Library, review_id: int) -> None:
    changes = correct_clock(library, source(library).id, FAST, "")
    assert changes.reloaded
    assert str(changes.label) == "Correct the clock of “monitoring.csv”"
    library.undo(review_id)
    assert clocks(library) == ["14:05", "14:20"]
    library.redo(review_id)
    assert clocks(library) == ["14:02", "14:17"]
    assert check_library(library) == []


def test_a_second_correction_takes_the_place_of_the_first(library: Library, review_id: int) -> None:
    correct_clock(library, source(library).id, FAST, "guessed")
    correct_clock(library, source(library).id, timedelta(minutes=1), "measured")
    assert clocks(library) == ["14:06", "14:21"]
    correct_clock(library, source(library).id, timedelta(0), "")
    assert clocks(library) == ["14:05", "14:20"]


def test_a_time_that_a_person_set_stays_and_another_edit_does_not_hold_an_event_back(
    library: Library, review_id: int
) -> None:
    first, second = only_review(library).events
    timeline.change_event(library, first.id, occurred_at=at("14:04"))
    timeline.change_event(library, second.id, title="Queue was empty again")
    correct_clock(library, source(library).id, FAST, "")
    assert clocks(library) == ["14:04", "14:17"]
    library.undo(review_id)
    assert clocks(library) == ["14:04", "14:20"]
    assert check_library(library) == []


def test_what_is_edited_after_the_correction_can_be_undone_with_it(library: Library, review_id: int) -> None:
    correct_clock(library, source(library).id, FAST, "")
    timeline.change_event(library, only_review(library).events[0].id, title="Queue grew")
    library.undo(review_id)
    library.undo(review_id)
    assert clocks(library) == ["14:05", "14:20"]
    library.redo(review_id)
    library.redo(review_id)
    assert [event.title for event in only_review(library).events] == ["Queue grew", "Queue is empty"]
    assert clocks(library) == ["14:02", "14:17"]
    assert check_library(library) == []


def test_moments_follow_the_events_that_show_them(library: Library, review_id: int) -> None:
    event = only_review(library).events[0]
    timeline.set_moment(library, review_id, MomentKind.STARTED, event.occurred_at, event.id)
    timeline.set_moment(library, review_id, MomentKind.RESOLVED, at("14:30"))
    correct_clock(library, source(library).id, FAST, "")
    assert [moment.at for moment in only_review(library).all(Moment)] == [at("14:02"), at("14:30")]


def test_a_later_export_is_corrected_alike_and_adds_only_what_is_new(
    library: Library, review_id: int, tmp_path: Path
) -> None:
    correct_clock(library, source(library).id, FAST, "its host had no NTP")
    (report,) = imported(library, review_id, tmp_path, *ROWS, "2026-05-04T14:30:00Z,All is well").sources
    assert (report.added, report.duplicates, report.clock_offset) == (1, 2, FAST)
    assert clocks(library) == ["14:02", "14:17", "14:27"]
    assert source(library).clock_reason == "its host had no NTP"


def test_an_import_can_say_how_far_the_clock_was_off(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, tmp_path, *ROWS, clock=FAST)
    assert clocks(library) == ["14:02", "14:17"]
    assert source(library).clock_reason == "no NTP"


def test_no_time_leaves_the_calendar(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, tmp_path, "9999-12-31T23:59:00Z,The end")
    with pytest.raises(UserError, match="calendar"):
        correct_clock(library, source(library).id, timedelta(minutes=3), "")
    assert only_review(library).all(Event)[0].occurred_at is not None
