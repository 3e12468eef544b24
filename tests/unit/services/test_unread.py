"""Rows that could not be read: repaired, put aside, and read again with another answer."""

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, UnreadState
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Unread
from secondstory.services import timeline
from secondstory.services.import_preview import event_of
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library, check_library
from secondstory.services.sources import correct_clock
from secondstory.services.unread import ImportOptions, columns_of, dismiss_unread, read_again, repair_unread
from support.libraries import only_review, started_review
from support.timelines import import_text

ALERT = "2026-05-04T14:05:00Z,Queue is growing"
TEA = "around teatime,Somebody had tea"
LUNCH = "around lunchtime,Somebody had lunch"
MONTH_FIRST = "05/14/2026 14:30,Queue is empty"


def ids_of(rows: Iterable[Unread]) -> list[int]:
    return [row.id for row in rows]


def imported(library: Library, folder: Path, *rows: str, day_first: bool | None = None) -> tuple[Unread, ...]:
    """The unread rows of a review with one file."""
    path = folder / "alerts.csv"
    path.write_text("\n".join(("time,title,more", *rows, "")))
    options = ImportOptions(mapping={"occurred_at": "time", "title": "title"}, day_first=day_first)
    finish(import_files(library, started_review(library), [FileToImport(path, options=options)]))
    return only_review(library).unread


def test_an_unread_row_waits_until_it_is_repaired(library: Library, tmp_path: Path) -> None:
    (row,) = imported(library, tmp_path, ALERT, TEA)
    (alert,) = only_review(library).events
    repaired = Event(review_id=row.review_id, occurred_at=alert.occurred_at, kind=EventKind.NOTE, title="Tea")
    changes = repair_unread(library, [(row.id, repaired)])
    (event_id,) = changes.created(Event)
    assert str(changes.label) == "Repair an unread row"
    assert only_review(library).unread == ()
    event = only_review(library).get(Event, event_id)
    assert event is not None
    assert (event.source_id, event.locator) == (row.source_id, row.locator)
    assert timeline.raw_of(library, event_id) is None  # its record is the unread row
    with pytest.raises(UserError, match="dealt with already"):
        repair_unread(library, [(row.id, repaired)])
    library.undo(row.review_id)
    assert [unread.raw for unread in only_review(library).unread] == [TEA]


def test_several_rows_are_put_aside_as_one_act(library: Library, tmp_path: Path) -> None:
    rows = imported(library, tmp_path, ALERT, TEA, LUNCH)
    changes = dismiss_unread(library, ids_of(rows), "No events")
    assert str(changes.label) == "Dismiss 2 unread rows"
    kept = only_review(library).all(Unread)
    assert {(row.state, row.dismissed_because) for row in kept} == {(UnreadState.DISMISSED, "No events")}
    library.undo(rows[0].review_id)
    assert [row.raw for row in only_review(library).unread] == [TEA, LUNCH]
    assert check_library(library) == []


def test_several_rows_are_read_with_another_order_of_their_dates(library: Library, tmp_path: Path) -> None:
    rows = imported(library, tmp_path, MONTH_FIRST, TEA, day_first=True)
    read, unread = read_again(library, ids_of(rows), ImportOptions(day_first=False))
    assert isinstance(read.found, Draft)
    assert f"{read.found.occurred_at:%d %B %H:%M}" == "14 May 14:30"
    assert isinstance(unread.found, UnreadRow)
    changes = repair_unread(library, [(read.row.id, event_of(read.found, read.row.review_id))])
    assert len(changes.created(Event)) == 1
    assert [row.raw for row in only_review(library).unread] == [TEA]


def test_a_day_and_a_zone_are_given_for_all_lines_at_once(library: Library, tmp_path: Path) -> None:
    import_text(library, started_review(library), tmp_path, "14:05 - alert fired\n14:09 - engineer acknowledges\n")
    rows = only_review(library).unread
    day = date(2026, 5, 4)
    for zone, clocks in (("", ["14:05", "14:09"]), ("Asia/Tokyo", ["05:05", "05:09"])):
        found = [each.found for each in read_again(library, ids_of(rows), ImportOptions(date=day, zone=zone or None))]
        assert [f"{each.occurred_at:%H:%M}" for each in found if isinstance(each, Draft)] == clocks


def test_the_clock_of_the_source_is_corrected_for_them_too(library: Library, tmp_path: Path) -> None:
    (row,) = imported(library, tmp_path, ALERT, TEA)
    correct_clock(library, row.source_id, timedelta(minutes=-3), "no NTP")
    (read,) = read_again(library, [row.id], ImportOptions(), {row.id: "2026-05-04T16:00:00Z,Tea"})
    assert isinstance(read.found, Draft)
    assert f"{read.found.occurred_at:%H:%M}" == "15:57"


def test_rows_of_tables_are_read_by_columns(library: Library, tmp_path: Path) -> None:
    rows = imported(library, tmp_path, ALERT, "x,2026-05-04 14:30,Queue is empty", "x,2026-05-04 14:31,Closed")
    ids = ids_of(rows)
    assert columns_of(library, ids) == ("column 1", "column 2", "column 3")
    mapping = {"occurred_at": "column 2", "title": "column 3"}
    found = [each.found for each in read_again(library, ids, ImportOptions(mapping=mapping))]
    assert [each.title for each in found if isinstance(each, Draft)] == ["Queue is empty", "Closed"]


def test_columns_that_are_not_there_are_a_reason_and_no_failure(library: Library, tmp_path: Path) -> None:
    (row,) = imported(library, tmp_path, ALERT, TEA)
    (read,) = read_again(library, [row.id], ImportOptions(mapping={"title": "nowhere"}))
    assert isinstance(read.found, UnreadRow)
    assert "nowhere" in read.found.reason


def test_a_row_that_is_read_again_as_it_is_keeps_its_own_reason(library: Library, tmp_path: Path) -> None:
    """By itself it shows no column of times; that its file has one is known."""
    rows = imported(library, tmp_path, "soon after,Somebody had tea", "2026-05-04T14:05:00Z,Alert fired")
    (again,) = read_again(library, ids_of(rows), ImportOptions())
    assert isinstance(again.found, UnreadRow)
    assert again.found.reason == rows[0].reason
    assert "soon after" in again.found.reason
