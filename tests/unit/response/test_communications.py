"""Updates against the five questions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import AnswerValue, EventKind
from secondstory.model.records import Answer, Event
from secondstory.response.communications import QUESTIONS, communications, suggested_answers
from support.reviews import event, snapshot

YES, PARTLY, NO, UNKNOWN = AnswerValue.YES, AnswerValue.PARTLY, AnswerValue.NO, AnswerValue.UNKNOWN


def update(text: str, clock: str = "14:10") -> Event:
    return event(clock, text, EventKind.COMMUNICATION)


def values(text: str) -> dict[str, AnswerValue]:
    return {key.removeprefix("update."): answer.value for key, answer in suggested_answers(text).items()}


def test_there_are_five_questions() -> None:
    assert [q.key for q in QUESTIONS] == ["update.what", "update.impact", "update.doing", "update.who", "update.next"]
    assert all(q.text.endswith("?") and q.name for q in QUESTIONS)


def test_an_update_that_answers_everything() -> None:
    text = (
        "Invoices are delayed because the connector to the bank times out. About 40 % of customers cannot submit "
        "payments. The integration team is restarting the flows. Next update at 15:30 UTC."
    )
    assert set(values(text).values()) == {YES}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We are looking into a problem.", {"what": PARTLY, "impact": NO, "doing": PARTLY, "who": PARTLY, "next": NO}),
        ("Sign-in is down for all users.", {"what": YES, "impact": YES, "doing": NO, "who": NO, "next": NO}),
        ("More information will follow shortly.", {"what": NO, "impact": NO, "doing": NO, "who": NO, "next": PARTLY}),
        ("The network team is on it, restart expected within 20 minutes.", {"who": YES, "next": YES}),
        ("Members are unable to upload files.", {"impact": YES}),
        ("We rolled the change back and are monitoring the results.", {"doing": YES}),
        ("All services are back to normal.", {"what": YES, "next": YES}),
        ("Updates every 30 minutes from now on.", {"next": YES}),
        ("Nothing new. Next update 16:00.", {"what": NO, "next": YES}),
        ("Forms sent between 09:00 and 10:00 may be duplicated.", {"what": YES, "impact": YES}),
        ("The API returns 502s for all EU merchants, IC is the duty manager", {"what": YES, "impact": YES, "who": YES}),
        ("A report on the data of 40 people that was visible to other tenants", {"what": YES, "impact": YES}),
    ],
)
def test_what_the_words_suggest(text: str, expected: dict[str, AnswerValue]) -> None:
    found = values(text)
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    "text", ["Sends a post to the status page", "Second notice goes out", "Calls the duty manager"]
)
def test_an_update_of_which_only_the_sending_is_known_is_not_judged(text: str) -> None:
    assert set(values(text).values()) == {UNKNOWN}


def test_a_suggestion_names_the_words_it_rests_on() -> None:
    found = suggested_answers("Payments are delayed.")
    assert found["update.what"].why == "It says “delayed”."
    assert found["update.who"].why == "Nothing in its text answers this."


def test_cues_run_over_line_ends_and_ignore_case() -> None:
    review = snapshot(events=[event("14:00", "UPDATE", EventKind.COMMUNICATION, body="next update\nin 30 minutes")])
    assert communications(review)[0].answers["update.next"].value is YES


def test_what_the_group_answered_replaces_the_suggestion() -> None:
    given_ = Answer(review_id=1, question="update.who", event_id=1, value=YES, text="It was in the channel topic")
    (found,) = communications(snapshot(events=[update("Payments are delayed.")], answers=[given_]))
    assert (found.answers["update.who"].value, found.answers["update.who"].suggested) == (YES, False)
    assert found.answers["update.who"].why == "It was in the channel topic"
    assert found.answers["update.what"].suggested


def test_an_answer_belongs_to_its_communication_only() -> None:
    given_ = Answer(review_id=1, question="update.who", event_id=2, value=YES)
    first, second = communications(snapshot(events=[update("Delayed."), update("Delayed.", "14:30")], answers=[given_]))
    assert first.answers["update.who"].value is NO
    assert second.answers["update.who"].value is YES


def test_only_shown_communications_are_checked() -> None:
    rows = [event("14:00", "Alert", EventKind.ALERT), event("14:10", "x", EventKind.COMMUNICATION, hidden=True)]
    assert communications(snapshot(events=rows)) == ()


@given(st.text())
def test_every_text_gets_five_answers_with_a_reason(text: str) -> None:
    found = suggested_answers(text)
    assert list(found) == [q.key for q in QUESTIONS]
    assert all(answer.suggested and answer.why for answer in found.values())


@pytest.mark.parametrize("text", ["-", "1,", "customers ", "next update ", "we will "])
@pytest.mark.timeout(60)
def test_an_endless_update_is_read_to_its_end(text: str) -> None:
    assert communications(snapshot(events=[update(text * 10_000)]))
