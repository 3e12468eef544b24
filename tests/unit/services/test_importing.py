"""Importing timelines: all of it or nothing, each event once, and undone by withdrawing the source."""

import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from secondstory.importers.tables import records
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Participant, Review, Source, Unread
from secondstory.services import importing, reviews, timeline
from secondstory.services.editing import add_record
from secondstory.services.importing import (
    FileToImport,
    import_files,
    import_into_new_review,
    preview_import,
)
from secondstory.services.library import Library, check_library, open_library
from support.import_tables import (
    ALERT,
    DECISION,
    TEATIME,
    file_of,
    imported,
    stored,
    titles,
    wait_for_events,
)
from support.libraries import only_review, started_review


def test_no_secret_gets_into_the_library(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    file = file_of(tmp_path, "2026-05-04T14:05:00Z,note,,password=correcthorse1", "soon,note,,password=correcthorse2")
    first, again = (imported(library, review_id, file).sources[0] for _ in "12")
    assert (first.added, len(first.unread), again.added, again.duplicates) == (1, 1, 0, 1)
    with library.reading() as reader:
        assert "correcthorse" not in repr((reader.all(Event), reader.all(Unread)))


def test_an_import_is_told_in_figures(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    (report,) = imported(library, review_id, file_of(tmp_path, ALERT, TEATIME, DECISION)).sources
    assert (report.file, report.format, report.read, report.added, report.duplicates) == ("export.csv", "csv", 2, 2, 0)
    assert [(row.locator, row.raw) for row in report.unread] == [("row 3", TEATIME)]
    assert report.first is not None
    assert report.last is not None
    assert f"{report.first:%H:%M} {report.last:%H:%M}" == "14:05 14:09"
    (source,) = only_review(library).sources
    assert (source.id, source.read, source.added, source.unread) == (report.source_id, 2, 2, 1)


def test_every_column_of_an_event_is_stored_as_it_was_read(library: Library, tmp_path: Path) -> None:
    rows = (
        "time,until,kind,role,actor,text,body,tags,key",
        '2026-05-04T14:05:00.250Z,2026-05-04T14:20Z,impact,,Robin Example,"It\'s 100% ""down""",More — of it,a;b,yes',
        "2026-05-04T14:06:00Z,,note,On-call,,Nothing else,,,",
    )
    path = tmp_path / "wide.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    drafts = finish(preview_import(library, [FileToImport(path)])).sources[0].new
    imported(library, started_review(library), FileToImport(path))
    same = (
        "occurred_at", "occurred_until", "precision", "time_as_written", "zone_assumed", "kind", "role", "actor",
        "title", "body", "tags", "key", "locator",
    )  # fmt: skip
    events = only_review(library).events
    assert [[getattr(e, name) for name in same] for e in events] == [
        [getattr(d, name) for name in same] for d in drafts
    ]
    assert [timeline.raw_of(library, event.id) for event in events] == list(rows[1:])
    assert check_library(library) == []


@pytest.mark.parametrize(
    "name", ["100% sure", "O'Neill", r"back\slash\\", ":name ? $1 %s %(x)s", "“quoted” --", "a" * 400]
)
def test_a_text_that_all_rows_share_is_stored_verbatim(name: str, library: Library, tmp_path: Path) -> None:
    rows = [f"2026-05-04T14:0{minute}Z,note,{name},Said {minute}" for minute in range(3)]
    imported(library, started_review(library), file_of(tmp_path, *rows))
    assert {event.actor for event in only_review(library).events} == {name}


def test_an_event_is_imported_once(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT))
    (again,) = imported(library, review_id, file_of(tmp_path, ALERT, DECISION, DECISION, name="later.csv")).sources
    assert (again.added, again.duplicates) == (1, 2)
    assert titles(library) == ["Queue is growing", "Roll the flow back"]


def test_a_file_that_holds_nothing_new_leaves_no_trace(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT, TEATIME))
    report = imported(library, review_id, file_of(tmp_path, ALERT, TEATIME, name="copy.csv"))
    assert (report.sources[0].duplicates, report.sources[0].source_id, report.changes) == (1, None, ())
    assert (stored(library, Source), stored(library, Event), stored(library, Unread)) == (1, 1, 1)


def test_an_edited_event_is_still_known(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT))
    (event,) = only_review(library).events
    timeline.change_event(library, event.id, title="The queue grew", occurred_at=None)
    assert imported(library, review_id, file_of(tmp_path, ALERT)).sources[0].duplicates == 1
    assert timeline.raw_of(library, event.id) == ALERT


def test_undo_withdraws_an_import_and_redo_brings_it_back(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT, TEATIME))
    before = only_review(library).events
    undone = library.undo(review_id)
    assert undone is not None
    assert undone.reloaded
    assert (only_review(library).events, only_review(library).unread) == ((), ())
    library.redo(review_id)
    assert only_review(library).events == before
    assert timeline.raw_of(library, before[0].id) == ALERT
    assert check_library(library) == []


def test_what_was_undone_can_be_imported_anew(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT, TEATIME))
    library.undo(review_id)
    (report,) = imported(library, review_id, file_of(tmp_path, ALERT, TEATIME)).sources
    assert (report.added, report.duplicates) == (1, 0)
    assert titles(library) == ["Queue is growing"]
    assert [row.raw for row in only_review(library).unread] == [TEATIME]


def test_several_files_are_one_act(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    files = file_of(tmp_path, ALERT, name="chat.csv"), file_of(tmp_path, DECISION, name="pages.csv")
    (changes,) = imported(library, review_id, *files).changes
    assert str(changes.label) == "Import chat.csv, pages.csv"
    assert [source.file_name for source in only_review(library).sources] == ["chat.csv", "pages.csv"]
    library.undo(review_id)
    assert titles(library) == []


def test_an_act_of_many_files_is_called_by_the_first_ones(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    rows = [f"2026-05-04T14:0{n}:00Z,Event {n}" for n in range(5)]
    files = [file_of(tmp_path, row, name=f"{n}.csv") for n, row in enumerate(rows)]
    (changes,) = imported(library, review_id, *files).changes
    assert str(changes.label) == "Import 0.csv, 1.csv and 3 more files"


def test_a_file_that_cannot_be_read_stops_all_of_them(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    broken = tmp_path / "picture.csv"
    broken.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UserError):
        imported(library, review_id, file_of(tmp_path, ALERT), FileToImport(broken))
    assert stored(library, Source, Event, Unread) == 0


@pytest.mark.parametrize("portions_seen", [1, 2, 3])
def test_a_cancelled_import_leaves_nothing(
    portions_seen: int, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "PORTION", 10)
    monkeypatch.setattr(records, "TOGETHER", 1)
    review_id = started_review(library)
    rows = [f"2026-05-04T14:05:{second:02}Z,alert,,Alert {second}" for second in range(30)]
    work = import_files(library, review_id, [file_of(tmp_path, *rows, TEATIME)])
    for _ in range(portions_seen):
        next(work)
    wait_for_events(library, 10 * portions_seen)
    assert titles(library) == []  # nobody sees them before the end
    work.close()
    assert stored(library, Source, Event, Unread) == 0
    assert imported(library, review_id, file_of(tmp_path, *rows)).sources[0].added == 30


def test_positions_run_on_over_portions(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "PORTION", 4)
    monkeypatch.setattr(records, "TOGETHER", 1)
    review_id = started_review(library)
    rows = [f"2026-05-04T14:05Z,note,,Said {number}" for number in range(11)]
    imported(library, review_id, file_of(tmp_path, ALERT, *rows[:6], rows[2], *rows[6:]))
    events = only_review(library).events
    assert [event.position for event in events] == list(range(12))
    assert [timeline.raw_of(library, event.id) for event in events] == [ALERT, *rows]


def test_an_import_can_start_its_review(library: Library, tmp_path: Path) -> None:
    report = finish(
        import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)], zone="Asia/Tokyo")
    )
    review = only_review(library).review
    assert (review.title, review.timezone, review.id) == ("Orders stood still", "Asia/Tokyo", report.review.id)
    assert titles(library) == ["Queue is growing"]


def test_no_review_is_started_where_its_import_is_cancelled(library: Library, tmp_path: Path) -> None:
    work = import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)])
    next(work)
    work.close()
    assert reviews.summaries(library) == ()
    assert stored(library, Review, Source, Event) == 0


def test_a_review_that_was_not_started_uses_up_no_number(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(UserError):
        finish(import_into_new_review(library, "Orders stood still", [FileToImport(tmp_path / "empty.csv")]))
    report = finish(import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)]))
    assert report.review.ref == "R-1"


def test_a_number_that_was_given_meanwhile_stays_given(library: Library, tmp_path: Path) -> None:
    work = import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)])
    next(work)
    other = started_review(library)
    work.close()
    report = finish(import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)]))
    assert (other, report.review.ref) == (2, "R-3")


def test_a_preview_of_a_new_review_bears_its_title(library: Library, tmp_path: Path) -> None:
    report = finish(preview_import(library, [file_of(tmp_path, ALERT)], title="Orders stood still"))
    assert report.review.title == "Orders stood still"


def test_undo_takes_the_import_back_before_the_review_that_it_started(library: Library, tmp_path: Path) -> None:
    finish(import_into_new_review(library, "Orders stood still", [file_of(tmp_path, ALERT)]))
    library.undo()
    assert only_review(library).events == ()
    library.undo()
    assert reviews.summaries(library) == ()


def test_names_give_way_to_the_roles_of_participants(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    add_record(library, Participant(review_id=review_id, role="Incident commander", name="robin example"))
    imported(library, review_id, file_of(tmp_path, DECISION))
    assert [event.role for event in only_review(library).events] == ["Incident commander"]


def test_a_preview_does_nothing(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    imported(library, review_id, file_of(tmp_path, ALERT))
    (report,) = finish(preview_import(library, [file_of(tmp_path, ALERT, DECISION, TEATIME)], review_id)).sources
    assert ([d.title for d in report.new], [d.title for d in report.known]) == (
        ["Roll the flow back"],
        ["Queue is growing"],
    )
    assert (report.added, len(report.unread), report.source_id) == (1, 1, None)
    assert (stored(library, Source), stored(library, Event), stored(library, Unread)) == (1, 1, 0)


def test_the_verbatim_records_of_a_review_are_found_together(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    rows = [f"2026-05-04T14:{n // 60:02}:{n % 60:02}Z,note,,Said “{n}”" for n in range(1203)]
    imported(library, review_id, file_of(tmp_path, *rows))
    timeline.add_event(library, replace(only_review(library).events[0], id=0, source_id=None, title="By hand"))
    with library.reading() as reader:
        raws = reader.raws(review_id)
    events = [event for event in only_review(library).events if event.source_id is not None]
    assert [raws[event.id] for event in events] == rows
    assert len(raws) == len(rows)


def test_an_import_that_was_killed_is_cleared_away_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = str(tmp_path / "library.db")
    library = open_library(place)
    never_finished = import_files(library, started_review(library), [file_of(tmp_path, ALERT)])
    next(never_finished)
    wait_for_events(library, 1)
    monkeypatch.setattr("secondstory.services.library.UNFINISHED_AFTER", timedelta(0))
    reopened = open_library(place)
    assert stored(reopened, Source, Event) == 0
    assert check_library(reopened) == []
    never_finished.close()
    reopened.close()
    library.close()


def test_of_several_files_the_one_that_cannot_be_read_is_named(library: Library, tmp_path: Path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    named = FileToImport(empty, shown_name="exports/empty.csv")
    with pytest.raises(UserError, match=r"^exports/empty\.csv: .*empty"):
        finish(preview_import(library, [file_of(tmp_path, ALERT), named]))
    with pytest.raises(UserError, match=r"^exports/empty\.csv: "):
        imported(library, started_review(library), file_of(tmp_path, ALERT), named)
    with pytest.raises(UserError) as alone:
        finish(preview_import(library, [named]))
    assert "empty.csv" not in alone.value.message
    assert stored(library, Event) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="the file takes as much room there as it says")
@pytest.mark.timeout(60)
def test_no_checksum_of_a_refused_file_is_waited_for(sqlite_library: Library, tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as stream:
        stream.truncate(2**40)
    with pytest.raises(UserError, match="larger than 256 MiB"):
        imported(sqlite_library, started_review(sqlite_library), FileToImport(path, "spreadsheet"))


def test_a_file_of_which_hardly_anything_can_be_read_is_left_out(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_UNREAD", 3)
    review_id = started_review(library)
    with pytest.raises(UserError, match=r"More than 3 rows of the file could not be read.*“row 5”"):
        imported(library, review_id, file_of(tmp_path, ALERT, *[TEATIME] * 4))
    assert stored(library, Event, Source, Unread) == 0
