"""Taking an import out of its review again, whatever was done since."""

from pathlib import Path

import pytest

from secondstory.model import records as r
from secondstory.model.enums import AnswerValue, MomentKind
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.services import causes, response, reviews, timeline
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library, check_library
from secondstory.services.sources import spans, withdraw
from support.libraries import only_review, started_review
from support.reviews import at
from support.timelines import import_text

PAGING = "time,title,id\n2026-05-04T14:05:00Z,Paged,tool:1\n2026-05-04T14:20:00Z,Resolved,tool:2\n"
CHAT = "time,title\n2026-05-04T14:06:00Z,We were paged\n2026-05-04T14:25:00Z,All is well\n"


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    """A review with a file of each of two tools."""
    review_id = started_review(library)
    import_text(library, review_id, tmp_path, PAGING, "paging.csv")
    import_text(library, review_id, tmp_path, CHAT, "chat.csv")
    return review_id


def titles(library: Library) -> list[str]:
    return [event.title for event in only_review(library).events]


def event(library: Library, title: str) -> r.Event:
    return next(event for event in only_review(library).all(r.Event) if event.title == title)


def source(library: Library, name: str) -> int:
    return next(source.id for source in only_review(library).sources if source.file_name == name)


def test_the_events_of_the_file_go_and_one_undo_brings_them_back(library: Library, review_id: int) -> None:
    changes = withdraw(library, source(library, "paging.csv"))
    assert str(changes.label) == "Withdraw the import of “paging.csv”"
    assert changes.reloaded
    assert titles(library) == ["We were paged", "All is well"]
    library.undo(review_id)
    assert titles(library) == ["Paged", "We were paged", "Resolved", "All is well"]
    library.redo(review_id)
    assert [each.file_name for each in only_review(library).sources] == ["chat.csv"]
    assert check_library(library) == []


def counted(library: Library) -> int:
    """How many events the list of reviews tells."""
    (summary,) = reviews.summaries(library)
    return summary.events


def test_its_events_are_not_counted_any_more(library: Library, review_id: int) -> None:
    timeline.change_event(library, event(library, "Paged").id, key=True)
    timeline.add_event(library, r.Event(review_id=review_id, title="Pager rang", occurred_at=at("14:07")))
    assert counted(library) == 5
    withdraw(library, source(library, "paging.csv"))
    assert counted(library) == 3
    library.undo(review_id)
    assert counted(library) == 5
    withdraw(library, source(library, "chat.csv"))
    withdraw(library, source(library, "paging.csv"))
    assert counted(library) == 1


def test_nor_are_those_of_an_import_that_was_undone(library: Library, review_id: int) -> None:
    library.undo(review_id)
    assert counted(library) == 2
    library.redo(review_id)
    assert counted(library) == 4


def test_a_file_that_was_withdrawn_can_be_imported_again(library: Library, review_id: int, tmp_path: Path) -> None:
    withdraw(library, source(library, "paging.csv"))
    import_text(library, review_id, tmp_path, PAGING, "paging.csv")
    assert titles(library) == ["Paged", "We were paged", "Resolved", "All is well"]


def test_duplicates_that_it_stood_for_stand_for_themselves(library: Library, review_id: int) -> None:
    by_hand = timeline.add_event(library, r.Event(review_id=review_id, title="Pager rang", occurred_at=at("14:07")))
    (hand,) = by_hand.created(r.Event)
    timeline.merge_events(library, event(library, "Paged").id, [event(library, "We were paged").id, hand])
    withdraw(library, source(library, "paging.csv"))
    assert titles(library) == ["We were paged", "All is well"]
    assert event(library, "Pager rang").merged_into == event(library, "We were paged").id
    library.undo(review_id)
    assert titles(library) == ["Paged", "Resolved", "All is well"]
    assert check_library(library) == []


def test_moments_and_notes_stay_and_evidence_and_answers_go(library: Library, review_id: int) -> None:
    paged = event(library, "Paged")
    timeline.set_moment(library, review_id, MomentKind.DETECTED, paged.occurred_at, paged.id)
    timeline.add_note(library, r.Note(review_id=review_id, event_id=paged.id, prompt="What did you see?", text="Red"))
    (cause,) = causes.add_cause(library, r.Cause(review_id=review_id, text="No alert")).created(r.Cause)
    causes.attach_evidence(library, cause, (paged.id, event(library, "All is well").id))
    response.answer(library, review_id, "Q1", AnswerValue.YES, event_id=paged.id)
    before = only_review(library)
    withdraw(library, source(library, "paging.csv"))
    after = only_review(library)
    (moment,), (note,), (evidence,) = after.all(r.Moment), after.all(r.Note), after.all(r.Evidence)
    assert (moment.at, moment.event_id) == (at("14:05"), None)
    assert (note.text, note.event_id, note.step) == ("Red", None, "timeline")
    assert evidence.event_id == event(library, "All is well").id
    assert after.answers == ()
    library.undo(review_id)
    assert [row.event_id for row in only_review(library).all(r.Evidence)] == [
        row.event_id for row in before.all(r.Evidence)
    ]
    assert len(only_review(library).answers) == 1
    assert check_library(library) == []


class TestUpdates:
    """A later export of a tool brought events up to date."""

    LATER = PAGING.replace("Paged", "Paged for orders").replace("Resolved", "Resolved for orders")

    def test_what_it_brought_up_to_date_is_as_it_was(self, library: Library, review_id: int, tmp_path: Path) -> None:
        import_text(library, review_id, tmp_path, self.LATER, "later.csv")
        assert "Paged for orders" in titles(library)
        withdraw(library, source(library, "later.csv"))
        assert titles(library) == ["Paged", "We were paged", "Resolved", "All is well"]
        library.undo(review_id)
        assert "Paged for orders" in titles(library)
        assert check_library(library) == []

    def test_what_somebody_edited_since_stays(self, library: Library, review_id: int, tmp_path: Path) -> None:
        import_text(library, review_id, tmp_path, self.LATER, "later.csv")
        edited = next(each for each in only_review(library).events if each.title == "Paged for orders")
        timeline.change_event(library, edited.id, title="Two people were paged")
        withdraw(library, source(library, "later.csv"))
        assert titles(library) == ["Two people were paged", "We were paged", "Resolved", "All is well"]

    def test_without_the_first_export_the_later_one_tells_them(
        self, library: Library, review_id: int, tmp_path: Path
    ) -> None:
        import_text(library, review_id, tmp_path, self.LATER, "later.csv")
        withdraw(library, source(library, "paging.csv"))
        assert titles(library) == ["Paged for orders", "We were paged", "Resolved for orders", "All is well"]


class TestTwoFilesOfOneImport:
    """Two later exports of a tool were imported at once, and both brought the same event up to date."""

    @pytest.fixture
    def both(self, library: Library, review_id: int, tmp_path: Path) -> int:
        """Of two columns both files tell one, and each one of the others."""
        head = "time,title,role,body,id\n2026-05-04T14:05:00Z,"
        (tmp_path / "first.csv").write_text(f"{head}Paged for orders,Responder,,tool:1\n", encoding="utf-8")
        (tmp_path / "second.csv").write_text(f"{head}Paged for payments,Responder,By phone,tool:1\n", encoding="utf-8")
        files = [FileToImport(tmp_path / "first.csv"), FileToImport(tmp_path / "second.csv")]
        finish(import_files(library, review_id, files))
        return review_id

    @staticmethod
    def shown(library: Library) -> tuple[str, str, str]:
        first = only_review(library).events[0]
        return first.title, first.role, first.body

    def test_the_second_is_the_later_one(self, library: Library, both: int) -> None:
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")

    def test_it_is_so_too_where_somebody_touched_the_event_before(
        self, library: Library, review_id: int, request: pytest.FixtureRequest
    ) -> None:
        timeline.change_event(library, event(library, "Paged").id, key=True)
        request.getfixturevalue("both")
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")

    def test_without_the_second_the_event_is_as_the_first_tells_it(self, library: Library, both: int) -> None:
        withdraw(library, source(library, "second.csv"))
        assert self.shown(library) == ("Paged for orders", "Responder", "")
        library.undo(both)
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")
        assert check_library(library) == []

    def test_without_the_first_it_is_as_the_second_tells_it(self, library: Library, both: int) -> None:
        withdraw(library, source(library, "first.csv"))
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")

    @pytest.mark.parametrize("order", [("first.csv", "second.csv"), ("second.csv", "first.csv")])
    def test_without_both_it_is_as_it_was(self, library: Library, both: int, order: tuple[str, str]) -> None:
        for name in order:
            withdraw(library, source(library, name))
        assert self.shown(library) == ("Paged", "", "")
        assert len(titles(library)) == 4
        library.undo(both)
        library.undo(both)
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")
        assert check_library(library) == []

    def test_what_somebody_edited_since_stays(self, library: Library, both: int) -> None:
        timeline.change_event(library, event(library, "Paged for payments").id, title="Two people were paged")
        withdraw(library, source(library, "second.csv"))
        assert self.shown(library) == ("Two people were paged", "Responder", "")
        withdraw(library, source(library, "first.csv"))
        assert self.shown(library) == ("Two people were paged", "", "")

    def test_what_somebody_edited_before_stays(
        self, library: Library, review_id: int, request: pytest.FixtureRequest
    ) -> None:
        timeline.change_event(library, event(library, "Paged").id, title="Two people were paged")
        request.getfixturevalue("both")
        withdraw(library, source(library, "second.csv"))
        assert self.shown(library) == ("Two people were paged", "Responder", "")

    def test_a_withdrawn_file_that_comes_again_is_the_latest(self, library: Library, both: int, tmp_path: Path) -> None:
        withdraw(library, source(library, "second.csv"))
        import_text(library, both, tmp_path, (tmp_path / "second.csv").read_text(encoding="utf-8"), "second.csv")
        assert self.shown(library) == ("Paged for payments", "Responder", "By phone")
        withdraw(library, source(library, "second.csv"))
        assert self.shown(library) == ("Paged for orders", "Responder", "")


def test_nothing_is_withdrawn_twice(library: Library, review_id: int) -> None:
    paging = source(library, "paging.csv")
    withdraw(library, paging)
    with pytest.raises(UserError, match="withdrawn already"):
        withdraw(library, paging)


def test_the_first_and_the_last_time_of_each_source_are_told(library: Library, review_id: int, tmp_path: Path) -> None:
    import_text(library, review_id, tmp_path, "time,title\nlater,Somebody calls\n", "undated.csv")
    found = spans(only_review(library))
    assert found[source(library, "chat.csv")] == (at("14:06"), at("14:25"))
    assert len(found) == 2
