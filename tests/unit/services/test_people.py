"""People that sources name become roles, all at once."""

from pathlib import Path

import pytest

from secondstory.model.progress import finish
from secondstory.model.records import Participant
from secondstory.services import journal
from secondstory.services.editing import add_record
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library
from secondstory.services.people import UnknownPerson, assign_roles, unknown_people
from support.libraries import only_review, started_review

ROWS = """time,actor,role,text
2026-05-04T14:05:00Z,Robin Example,,Looking
2026-05-04T14:06:00Z,robin example,,Restarted the worker
2026-05-04T14:07:00Z,Sam Sample,,Called the vendor
2026-05-04T14:08:00Z,Kim Known,Incident commander,Declared
2026-05-04T14:09:00Z,,,Queue is growing
"""


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    """A review with a timeline that names people."""
    started = started_review(library)
    path = tmp_path / "chat.csv"
    path.write_text(ROWS, encoding="utf-8")
    finish(import_files(library, started, [FileToImport(path)]))
    return started


def roles(library: Library) -> list[str]:
    return [event.role for event in only_review(library).events]


def test_each_name_is_listed_once_with_its_events(library: Library, review_id: int) -> None:
    assert unknown_people(only_review(library)) == (UnknownPerson("Robin Example", 2), UnknownPerson("Sam Sample", 1))


def test_a_role_goes_to_all_events_of_a_name_and_to_a_participant(library: Library, review_id: int) -> None:
    assign_roles(library, review_id, {"Robin Example": "On-call engineer", "Sam Sample": " "})
    assert roles(library) == ["On-call engineer", "On-call engineer", "", "Incident commander", ""]
    assert [(p.role, p.name) for p in only_review(library).participants] == [("On-call engineer", "Robin Example")]
    assert [person.name for person in unknown_people(only_review(library))] == ["Sam Sample"]


def test_one_undo_takes_it_back(library: Library, review_id: int) -> None:
    assign_roles(library, review_id, {"Robin Example": "On-call engineer", "Sam Sample": "Vendor manager"})
    journal.undo(library, review_id)
    assert roles(library) == ["", "", "", "Incident commander", ""]
    assert only_review(library).participants == ()


def test_a_participant_of_that_name_is_not_unknown_and_takes_another_role(library: Library, review_id: int) -> None:
    add_record(library, Participant(review_id=review_id, role="Participant", name="Robin Example"))
    assert [person.name for person in unknown_people(only_review(library))] == ["Sam Sample"]
    assign_roles(library, review_id, {"robin example": "On-call engineer"})
    assert [p.role for p in only_review(library).participants] == ["On-call engineer"]


def test_the_next_import_knows_the_roles(library: Library, review_id: int, tmp_path: Path) -> None:
    assign_roles(library, review_id, {"Robin Example": "On-call engineer"})
    path = tmp_path / "later.csv"
    path.write_text("time,actor,text\n2026-05-04T15:00:00Z,Robin Example,All quiet\n", encoding="utf-8")
    finish(import_files(library, review_id, [FileToImport(path)]))
    assert roles(library)[-1] == "On-call engineer"
