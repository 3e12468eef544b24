"""Imported events are packed, and become rows when somebody touches them."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import text

from secondstory.model.changes import Label
from secondstory.model.errors import ConflictError, UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Note
from secondstory.services import timeline
from secondstory.services.editing import add_record
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library, check_library, open_library
from secondstory.services.reviews import snapshot, summaries
from secondstory.services.search import search
from support.libraries import only_review, started_review
from support.reviews import at, event

ROWS = "time,text\n2026-05-04T14:05:00Z,Queue is growing\n2026-05-04T14:20:00Z,Queue is empty\n"


def imported(library: Library, folder: Path) -> int:
    path = folder / "monitoring.csv"
    path.write_text(ROWS)
    review_id = started_review(library)
    finish(import_files(library, review_id, [FileToImport(path)]))
    return review_id


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    return imported(library, tmp_path)


def rows(library: Library) -> list[int]:
    """The ids of the events that have rows."""
    with library.reading() as reader:
        return [row.id for row in reader.all(Event)]


def found(library: Library, words: str) -> list[str]:
    return [hit.text for hit in search(library, words)]


def test_an_import_makes_no_rows_and_everything_finds_its_events(library: Library, review_id: int) -> None:
    first, second = only_review(library).events
    assert rows(library) == []
    with library.reading() as reader:
        assert reader.get(Event, second.id) == second
        assert reader.some_events([second.id, 999, first.id]) == [first, second]
        assert reader.find(Event, second.id + 1) is None
    assert found(library, "queue") == ["Queue is empty", "Queue is growing"]
    assert summaries(library)[0].events == 2


def test_an_edit_makes_a_row_of_the_event_and_undo_leaves_it_as_it_was(library: Library, review_id: int) -> None:
    before, other = only_review(library).events
    timeline.change_event(library, before.id, title="Backlog is growing")
    assert rows(library) == [before.id]
    assert [each.title for each in only_review(library).events] == ["Backlog is growing", other.title]
    assert found(library, "backlog") == ["Backlog is growing"]
    assert found(library, "queue") == ["Queue is empty"]
    library.undo(review_id)
    assert [each.title for each in only_review(library).events] == [before.title, other.title]
    assert found(library, "queue") == ["Queue is empty", "Queue is growing"]
    assert (check_library(library), summaries(library)[0].events) == ([], 2)


def test_what_points_at_an_event_gives_it_a_row(library: Library, review_id: int) -> None:
    _, event_ = only_review(library).events
    add_record(library, Note(review_id=review_id, event_id=event_.id, text="How was that seen?"))
    assert rows(library) == [event_.id]
    assert only_review(library).get(Event, event_.id) == event_
    assert (check_library(library), summaries(library)[0].events) == ([], 2)


def test_events_made_by_hand_stand_among_them(library: Library, review_id: int) -> None:
    timeline.add_event(library, event(at("14:10"), "Carrier was called"))
    assert [each.title for each in only_review(library).events] == [
        "Queue is growing",
        "Carrier was called",
        "Queue is empty",
    ]
    assert summaries(library)[0].events == 3


def test_a_damaged_piece_is_told(library: Library, review_id: int) -> None:
    with library.preparing() as unit:
        unit.connection.execute(text("UPDATE event_piece SET texts = :texts"), {"texts": b"{"})
    (problem,) = check_library(library)
    assert problem.startswith("Imported events can't be read")


class TestTextsThatAreReadLater:
    def test_they_are_those_of_a_review_that_is_read_at_once(self, library: Library, tmp_path: Path) -> None:
        path = tmp_path / "long.csv"
        path.write_text("time,text\n" + "".join(f"2026-05-04T14:05:00Z,Row {n}\n" for n in range(9 * 500)))
        review_id = started_review(library)
        finish(import_files(library, review_id, [FileToImport(path)]))
        later, at_once = snapshot(library, review_id, texts_later=True), snapshot(library, review_id)
        assert later.events.times == at_once.events.times
        assert later.events[4000] == at_once.events[4000]
        assert later.events == at_once.events

    def test_no_text_is_read_before_one_is_asked_for(self, library: Library, review_id: int) -> None:
        opened = snapshot(library, review_id, texts_later=True)
        with library.preparing() as unit:
            unit.connection.execute(text("UPDATE event_piece SET texts = :texts"), {"texts": b"{"})
        assert opened.events.first_time == at("14:05")
        with pytest.raises(msgspec.DecodeError):
            assert opened.events[0].title

    def test_where_the_library_does_not_hold_them_any_more_that_is_said(self, library: Library, review_id: int) -> None:
        opened = snapshot(library, review_id, texts_later=True)
        with library.preparing() as unit:
            unit.connection.execute(text("DELETE FROM event_piece"))
        with pytest.raises(UserError, match="no longer in the library"):
            assert opened.events[0].title


@pytest.mark.postgresql
def test_two_who_touch_an_event_at_the_same_time_do_not_overwrite_each_other(
    postgresql_url: str, tmp_path: Path
) -> None:
    library = open_library(postgresql_url)
    review_id = imported(library, tmp_path)
    first, _ = only_review(library).events
    with ThreadPoolExecutor(1) as other:
        with library.unit(Label("Say it better"), review_id) as unit:
            unit.change(first, title="Backlog is growing")
            later = other.submit(timeline.change_event, library, first.id, title="Orders wait")
            wait_for_lock(library)
        with pytest.raises(ConflictError):
            later.result()
    assert only_review(library).events[0].title == "Backlog is growing"
    assert (check_library(library), rows(library)) == ([], [first.id])
    library.close()


def wait_for_lock(library: Library) -> None:
    """Wait until a transaction waits for another one."""
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    end = time.monotonic() + 10
    while time.monotonic() < end:
        with library.reading() as reader:
            if reader.connection.scalar(waiting):
                return
    raise AssertionError("Nobody waits for anybody.")
