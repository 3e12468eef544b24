"""Words are found in all reviews of a library, on both databases alike."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import EventKind, LearningKind
from secondstory.model.progress import finish
from secondstory.model.records import Action, Cause, Event, Learning
from secondstory.services import timeline
from secondstory.services.editing import add_record
from secondstory.services.importing import FileToImport, import_files
from secondstory.services.library import Library
from secondstory.services.reviews import bin_review
from secondstory.services.search import search, shared, with_lines
from secondstory.storage.search import Query
from support.libraries import started_review
from support.reviews import at

ROWS = """time,role,text
2026-05-04T14:05:00Z,Monitoring,checkout-api: 5xx ratio 12.5% over 5m
2026-05-04T14:06:00Z,On-call engineer,Rolled back the Größen service
2026-05-04T14:07:00Z,On-call engineer,Status page says “degraded”
2026-05-04T14:08:00Z,Platform team,再起動しました
2026-05-04T14:09:00Z,Platform team,Café in İstanbul lost its cafe\u0301 orders
"""


@pytest.fixture
def review_id(library: Library, tmp_path: Path) -> int:
    """A review with an imported timeline."""
    review_id = started_review(library)
    path = tmp_path / "chat.csv"
    path.write_text(ROWS, encoding="utf-8")
    finish(import_files(library, review_id, [FileToImport(path)]))
    return review_id


def found(library: Library, typed: str) -> list[str]:
    return [hit.text for hit in search(library, typed)]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("checkout", [5]),
        ("checkout-api", [5]),
        ("api checkout", [5]),
        ("CHECK", [5]),
        ("heckout", []),
        ("check api", []),
        ("5xx 12.5", [5]),
        ("größen", [6]),
        ("GRÖSS", []),
        ("GROẞ", [6]),
        ("großen", [6]),
        ("cafe", [9]),
        ("café orders", [9]),
        ("cafe\u0301", [9]),
        ("istanbul", [9]),
        ("İSTANBUL", [9]),
        ('"status page"', [7]),
        ('"page status"', []),
        ("on-call rolled", [6]),
        ("engineer", [7, 6]),
        ("再起動", [8]),
        ('say" degraded', []),
        ("says AND", []),
        ("says NOT degraded", []),
        ("text:checkout", []),
        ("*", []),
        ("\x00", []),
        ("'; DROP TABLE event; --", []),
        ("", []),
        ("x" * 10_000, []),
    ],
)
def test_words_of_events(library: Library, review_id: int, typed: str, minutes: list[int]) -> None:
    assert [hit.at for hit in search(library, typed)] == [at(f"14:0{minute}") for minute in minutes]


def test_the_index_follows_every_edit_and_its_undo(library: Library, review_id: int) -> None:
    by_hand = Event(review_id=review_id, occurred_at=at("14:09"), kind=EventKind.NOTE, title="Vendor was called")
    event_id = timeline.add_event(library, by_hand).rows[0].record.id
    assert found(library, "vendor") == ["Vendor was called"]
    timeline.change_event(library, event_id, title="Carrier was called", body="They had seen it too")
    assert (found(library, "vendor"), found(library, "seen too")) == ([], ["Carrier was called"])
    library.undo(review_id)
    assert (found(library, "vendor"), found(library, "carrier")) == (["Vendor was called"], [])
    library.redo(review_id)
    timeline.remove_events(library, [event_id])
    assert found(library, "carrier") == []
    library.undo(review_id)
    assert found(library, "carrier") == ["Carrier was called"]
    timeline.mark_events(library, [event_id], hidden=True)
    assert found(library, "carrier") == []


def test_an_import_that_was_undone_or_cancelled_is_not_found(library: Library, review_id: int, tmp_path: Path) -> None:
    path = tmp_path / "more.csv"
    path.write_text("time,text\n2026-05-04T15:00:00Z,Second wave\n")
    work = import_files(library, review_id, [FileToImport(path)])
    next(work)
    assert found(library, "wave") == []
    work.close()
    assert found(library, "wave") == []
    finish(import_files(library, review_id, [FileToImport(path)]))
    assert found(library, "wave") == ["Second wave"]
    library.undo(review_id)
    assert found(library, "wave") == []
    library.redo(review_id)
    assert found(library, "wave") == ["Second wave"]


def test_what_people_wrote_comes_before_what_happened(library: Library, review_id: int) -> None:
    add_record(library, Cause(review_id=review_id, text="The checkout has no limit"))
    add_record(
        library,
        Learning(review_id=review_id, kind=LearningKind.WENT_WELL, text="Limits of the checkout are set by hand"),
    )
    add_record(library, Action(review_id=review_id, uid="u", created_at=at("15:00"), text="Give the checkout a limit"))
    assert [hit.kind for hit in search(library, "checkout")] == ["cause", "learning", "action", "event"]
    assert [hit.kind for hit in search(library, "checkout", 2)] == ["cause", "learning"]


def test_people_are_roles_in_what_leaves_the_library(library: Library, tmp_path: Path) -> None:
    review_id = started_review(library)
    path = tmp_path / "chat.csv"
    path.write_text(
        "time,actor,text\n2026-05-04T14:05Z,Robin Example,Looking\n2026-05-04T14:06Z,,Robin Example is back\n"
    )
    finish(import_files(library, review_id, [FileToImport(path)]))
    hits = search(library, "back")
    assert [hit.text for hit in hits] == ["Robin Example is back"]
    (told,) = shared(library, hits)
    assert "Robin" not in told.text
    assert told.text.endswith("is back")


def test_what_lies_in_the_bin_is_not_found(library: Library, review_id: int) -> None:
    bin_review(library, review_id)
    assert found(library, "checkout") == []


@given(st.text(max_size=40))
def test_a_text_is_found_by_itself(words: str) -> None:
    query = Query.of(words)
    assert not query.phrases or '"' in words or query.matches(words)


def test_the_line_in_which_a_word_stands_is_told_where_the_title_lacks_it(library: Library) -> None:
    review_id = started_review(library)
    body = "First things first.\nDas Café war zu.\nSo be it."
    timeline.add_event(library, Event(review_id=review_id, title="Open questions", body=body, occurred_at=at("14:00")))
    typed = ("cafe", "open cafe", "question")
    lines = [hit.line for words in typed for hit in with_lines(search(library, words), words)]
    assert lines == ["Das Café war zu.", "Das Café war zu.", ""]
