"""Whose names are found in texts, and how they may be spelt."""

import pytest

from secondstory.exporters.privacy import role_words, without_names
from secondstory.model.records import Event, Participant
from support.reports import event, review, snapshot

DANA = Participant(review_id=1, role="Incident commander", name="Dana Okafor")
WILL = Participant(review_id=1, role="Scribe", name="Will Marsh")


SPELLINGS = (
    *("Dana Okafor", "DANA OKAFOR", "dana okafor", "Okafor, Dana", "dana.okafor", "dana_okafor@example.com"),
    *("danaokafor", "D. Okafor", "dokafor", "Dana", "dana", "@dana", "Okafor", "OKAFOR", "Dana\nOkafor", "dana-okafor"),
)


@pytest.mark.parametrize("written", SPELLINGS)
def test_a_name_is_found_however_it_is_spelt(written: str) -> None:
    hide = role_words(snapshot(participants=[DANA]))
    assert hide(f"paged {written}'s phone") == "paged Incident commander's phone"


@pytest.mark.parametrize("text", ["Danube", "a bandana", "Okafors", "danaë"])
def test_a_longer_word_is_no_name(text: str) -> None:
    assert role_words(snapshot(participants=[DANA]))(text) == text


@pytest.mark.parametrize("text", ["Will this happen again?", "It will. Will it?", "the marsh", "the alert will fire"])
def test_a_name_that_is_an_ordinary_word_is_not_found_in_ordinary_sentences(text: str) -> None:
    assert role_words(snapshot(participants=[WILL]))(text) == text


def test_it_is_found_inside_a_sentence_or_as_a_whole() -> None:
    hide = role_words(snapshot(participants=[WILL]))
    assert hide("They asked Will to help; will marsh agreed") == "They asked Scribe to help; Scribe agreed"


def test_a_name_that_two_people_share_is_nobody_in_particular() -> None:
    other = Participant(review_id=1, role="Scribe", name="Dana Ito")
    assert role_words(snapshot(participants=[DANA, other]))("Dana and Dana Ito") == "a participant and Scribe"


def test_an_actor_with_a_persons_name_is_hidden_in_texts_and_a_team_or_tool_is_not() -> None:
    events = [
        event("14:00", "Maria Lopez restarts", actor="Maria Lopez", role="Responder"),
        event("14:01", "Payments Team looks", actor="Payments Team"),
        event("14:02", "Deploy Bot stops", actor="Deploy Bot"),
    ]
    shown = without_names(snapshot(events=events)).all(Event)
    assert [e.title for e in shown] == ["Responder restarts", "Payments Team looks", "Deploy Bot stops"]
    assert {e.actor for e in shown} == {""}


def test_tags_and_titles_are_texts_as_well() -> None:
    found = without_names(
        snapshot(review(title="Dana's night"), participants=[DANA], events=[event("14:00", "x", tags=("dana",))])
    )
    assert found.review.title == "Incident commander's night"
    assert found.all(Event)[0].tags == ("Incident commander",)
    assert found.participants[0].name == ""
