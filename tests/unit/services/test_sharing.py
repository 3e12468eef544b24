"""What to look at before a report is handed out."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from secondstory.model.enums import LearningKind
from secondstory.model.records import Event, Idea, Learning, Note, Participant, Review
from secondstory.model.snapshot import Snapshot
from secondstory.services.actions import all_actions
from secondstory.services.editing import add_record
from secondstory.services.library import Library
from secondstory.services.sharing import (
    file_name,
    open_wording,
    possible_names,
    shared_actions,
    shared_summaries,
    shared_texts,
    texts_with_names,
)
from support.libraries import started_review
from support.reviews import action

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
    ("text", "names"),
    [
        ("I called Chidi, who restarted it", ["Chidi"]),
        ("Chidi (on call) looked; Nkem, on call, too", ["Chidi", "Nkem"]),
        ("All is well.\n– Anna", ["Anna"]),
        ("cc Chidi Obi", ["Chidi Obi"]),
        ("Thanks Chidi! Chidi's phone was off", ["Chidi"]),
        ("Maria restarted it; told John and Zoë", ["Maria", "John", "Zoë"]),
        ("Acknowledged by Maria Lopez", ["Maria Lopez"]),
        ("Woke up Olumide", ["Olumide"]),
    ],
)
def test_whoever_a_text_introduces_and_nobody_knows_is_asked_about(text: str, names: list[str]) -> None:
    assert [found.words for found in possible_names(review(text))] == names


@pytest.mark.parametrize(
    "text",
    [
        *("Hi team, thanks all", "Asked Stripe for help", "called Microsoft", "Grafana's dashboard", "Hello World"),
        *("Rosa asked Ms Ember", "Will this work?", "Mark the alert", "Jenkins restarted", "Victoria Metrics was slow"),
        *("Paged Datadog; woke Lambda; cc Legal", "Redis failed. Postgres was promoted.", "Region Virginia was down"),
        *("Escalated to Payments", "Thanks to the retry it worked", "– Restarted the worker", "see /users/Maria/x"),
    ],
)
def test_words_that_are_plainly_no_name_are_not_asked_about(text: str) -> None:
    assert possible_names(review(text)) == ()


def test_initials_of_somebody_who_takes_part_are_asked_about() -> None:
    assert [found.words for found in possible_names(review("RE acked it; JW acked; the RE index"))] == ["RE"]


def test_a_possible_name_is_asked_about_once_with_the_number_of_its_texts() -> None:
    (found,) = possible_names(review("Told Anna", title="Anna restarted it"))
    assert (found.words, found.place.step, found.texts) == ("Anna", "prepare", 2)


@pytest.mark.parametrize("text", ["Anna " * 9999, "Hi Anna, " * 9999, "A" * 60_000, "A'" * 30_000, "cc " * 20_000])
@pytest.mark.timeout(60)
def test_the_search_for_names_comes_to_an_end_in_any_text(text: str) -> None:
    assert len(possible_names(review(text))) < 20


def test_copied_actions_name_nobody(library: Library) -> None:
    review_id = started_review(library, "Priya's night")
    add_record(library, Participant(review_id=review_id, role="Scribe", name="Priya Shah"))
    add_record(library, replace(action("Ask Shah", owner="priya.shah"), id=0, review_id=review_id))
    (found,) = shared_actions(library, all_actions(library))
    assert (found.review.title, found.action.text, found.action.owner) == ("Scribe's night", "Ask Scribe", "Scribe")


def test_notes_and_ideas_are_shared_as_well_in_the_order_of_the_steps() -> None:
    found = review("Seen late")
    found.tables.update(  # type: ignore[attr-defined]  # a dictionary, as the helper made it
        {
            Event: {5: Event(id=5, review_id=1, title="Alert", occurred_at=AT)},
            Note: {
                1: Note(id=1, review_id=1, step="causes", prompt="", text="On the step"),
                2: Note(id=2, review_id=1, event_id=5, step="timeline", prompt="", text="On the event"),
            },
            Idea: {1: Idea(id=1, review_id=1, text="Later")},
        }
    )
    places = [(place.step, place.record_id, place.text) for place in shared_texts(found)]
    assert places == [
        ("prepare", 0, "Order sync stopped"),
        ("timeline", 5, "Alert"),
        ("timeline", 5, "On the event"),
        ("causes", 0, "On the step"),
        ("learnings", 7, "Seen late"),
        ("actions", 0, "Later"),
    ]


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


def test_the_list_of_reviews_names_nobody(sqlite_library: Library) -> None:
    first, second = (started_review(sqlite_library, f"{name} calls, asks Marta") for name in ("Rosa", "Rosa Ember"))
    add_record(sqlite_library, Participant(review_id=first, role="Engineer", name="Rosa Ember"))
    add_record(sqlite_library, Learning(review_id=second, kind=LearningKind.SURPRISE, text="x", owner="Marta Lind"))
    titles = {summary.review.id: summary.review.title for summary in shared_summaries(sqlite_library)}
    assert titles == {first: "Engineer calls, asks Marta", second: "Rosa Ember calls, asks a participant"}
