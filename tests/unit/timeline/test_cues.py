"""Cue words and the events they are looked for in."""

import pytest

from secondstory.model.enums import EventKind
from secondstory.timeline.cues import cue_pattern, text_of
from secondstory.timeline.kinds import events_of
from support.reviews import event, snapshot


@pytest.mark.parametrize(("text", "found"), [("The page is DOWN.", True), ("Downtown", False), ("shut_down", False)])
def test_a_cue_is_a_whole_word_in_any_case(text: str, found: bool) -> None:
    assert bool(cue_pattern(["down", "offline"]).search(text)) is found


def test_an_event_is_read_as_one_line() -> None:
    assert text_of(event("14:00", "Next  update", body="in\n30 minutes")) == "Next update in 30 minutes"


def test_an_endless_event_is_cut() -> None:
    assert len(text_of(event("14:00", "x" * 1_000_000))) == 20_000


def test_the_events_of_a_kind_are_the_shown_ones_in_order() -> None:
    rows = [
        event("14:10", "second", EventKind.ALERT),
        event("14:00", "first", EventKind.ALERT),
        event("14:05", "hidden", EventKind.ALERT, hidden=True),
        event("14:05", "other", EventKind.NOTE),
    ]
    assert [e.title for e in events_of(snapshot(events=rows), EventKind.ALERT)] == ["first", "second"]
