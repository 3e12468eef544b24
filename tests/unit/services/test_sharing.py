"""What to look at before a report is handed out."""

from datetime import UTC, datetime

import pytest

from secondstory.model.enums import LearningKind
from secondstory.model.records import Learning, Participant, Review
from secondstory.model.snapshot import Snapshot
from secondstory.services.sharing import file_name, open_wording, texts_with_names

AT = datetime(2026, 5, 4, 23, 30, tzinfo=UTC)


def review(text: str = "", **values: object) -> Snapshot:
    given = {"id": 1, "title": "Order sync stopped", "created_at": AT, **values}
    learning = Learning(id=7, review_id=1, kind=LearningKind.SURPRISE, text=text)
    person = Participant(id=3, review_id=1, role="Engineer", name="Rosa Ember")
    rows = {Learning: {7: learning}, Participant: {3: person}}
    return Snapshot(Review(**given), rows)  # type: ignore[arg-type]


def test_open_wording_says_where_it_is_written() -> None:
    found = open_wording(review("The engineer should have checked the quota"))
    assert {(each.place.step, each.place.record_id) for each in found} == {("learnings", 7)}
    assert any("should have" in each.finding.text for each in found)


def test_a_text_with_the_name_of_a_participant_is_found() -> None:
    assert [place.record_id for place in texts_with_names(review("Rosa Ember saw it first"))] == [7]
    assert texts_with_names(review("The engineer saw it first")) == ()


@pytest.mark.parametrize("text", ["Told ana@x.com", "Bo Berg <bo@x.com> knew", "Ask <@U012AB3CD>", "ask rosa"])
def test_so_are_addresses_handles_and_mentions_that_the_report_replaces(text: str) -> None:
    assert [place.record_id for place in texts_with_names(review(text))] == [7]


@pytest.mark.parametrize("text", ["Mail to alerts@x.com", "GitHub Actions stopped", "mark the incident resolved"])
def test_what_names_systems_is_not_warned_of(text: str) -> None:
    assert texts_with_names(review(text)) == ()


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"service": "Order sync"}, "2026-05-04_order-sync_internal.pdf"),
        ({}, "2026-05-04_order-sync-stopped_internal.pdf"),
        ({"timezone": "Europe/Berlin"}, "2026-05-05_order-sync-stopped_internal.pdf"),
        ({"service": "Zahlungs-Übersicht / EU"}, "2026-05-04_zahlungs-übersicht-eu_internal.pdf"),
        ({"service": "../../etc"}, "2026-05-04_etc_internal.pdf"),
        ({"service": "///", "title": "?"}, "2026-05-04_internal.pdf"),
        ({"service": "word " * 30}, "2026-05-04_word-word-word-word-word-word-word-word_internal.pdf"),
    ],
)
def test_a_file_is_named_after_the_day_and_the_service(values: dict[str, str], expected: str) -> None:
    assert file_name(review(**values), "internal", ".pdf") == expected
