"""Events that are probably told twice."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.event_list import EventList
from secondstory.model.progress import finish
from secondstory.model.records import Event
from secondstory.timeline.duplicates import LIKENESS, DuplicatePair, find_duplicates
from support.reviews import DAY, event, snapshot, timeline

texts = st.lists(st.sampled_from(["alert", "queue", "full", "payments", "down", "db-1", "db-2"]), max_size=5)


def likely_duplicates(events: EventList) -> tuple[DuplicatePair, ...]:
    return finish(find_duplicates(events))


def pairs(*events: Event) -> list[tuple[str, str]]:
    return [(p.first.title, p.second.title) for p in likely_duplicates(snapshot(events=events).events)]


def told(clock: str, title: str, source: int | None, **values: object) -> Event:
    return event(clock, title, source_id=source, **values)


def test_two_sources_that_tell_the_same_are_a_pair() -> None:
    assert pairs(
        told("14:05:10", "Alert fired: payment queue is full", 1),
        told("14:05:40", "payment queue is full - alert fired!", 2),
    ) == [("Alert fired: payment queue is full", "payment queue is full - alert fired!")]


def test_a_pair_says_why() -> None:
    events = snapshot(events=[told("14:05:10", "Alert fired", 1), told("14:05:40", "alert fired", 2)]).events
    (pair,) = likely_duplicates(events)
    assert (pair.likeness, pair.reason) == (1.0, "Same words, 30 s apart")


@pytest.mark.parametrize(
    ("other", "clock"),
    [
        pytest.param("Payment queue is full", "14:06:00", id="a minute later"),
        pytest.param("Payment queue is empty again and messages flow", "14:05:00", id="different words"),
        pytest.param("Payment queue 2 is full", "14:05:00", id="one of several"),
    ],
)
def test_what_only_looks_alike_is_left_alone(other: str, clock: str) -> None:
    first = "Payment queue 1 is full" if "2" in other else "Payment queue is full"
    assert pairs(told("14:05:00", first, 1), told(clock, other, 2)) == []


def test_a_source_repeats_itself_for_a_reason() -> None:
    assert pairs(told("14:05:00", "Retrying the upload", 1), told("14:05:20", "Retrying the upload", 1)) == []


def test_a_literal_repetition_within_a_source_is_a_pair() -> None:
    twice = told("14:05:00", "Retrying the upload", 1)
    assert len(pairs(twice, twice)) == 1
    assert pairs(twice, told("14:05:00", "Retrying the upload", 1, actor="worker 2")) == []


def test_events_added_by_hand_are_compared_like_those_of_different_sources() -> None:
    assert len(pairs(told("14:05:00", "Alert fired", None), told("14:05:20", "Alert fired", None))) == 1


def test_an_event_is_paired_with_the_one_it_is_most_like() -> None:
    assert pairs(
        told("14:05:00", "payment queue is full", 1),
        told("14:05:10", "payment queue is full again", 2),
        told("14:05:20", "payment queue is full", 3),
    ) == [
        ("payment queue is full", "payment queue is full again"),
        ("payment queue is full", "payment queue is full"),
    ]


def test_events_without_words_or_times_are_passed_over() -> None:
    assert (
        pairs(told("14:05:00", "!!!", 1), told("14:05:00", "???", 2), event(None, "Alert"), event(None, "Alert")) == []
    )


@given(st.lists(st.tuples(st.integers(0, 300), texts, st.none() | st.integers(1, 3)), max_size=20))
def test_pairs_are_close_alike_in_order_and_at_most_one_for_each_event(
    rows: list[tuple[int, list[str], int | None]],
) -> None:
    events = [event(DAY + timedelta(seconds=s), " ".join(words) or "-", source_id=source) for s, words, source in rows]
    found = likely_duplicates(snapshot(events=events).events)
    for pair in found:
        assert pair.first.occurred_at is not None
        assert pair.second.occurred_at is not None
        assert timedelta(0) <= pair.second.occurred_at - pair.first.occurred_at < timedelta(minutes=1)
        assert pair.first.id != pair.second.id
        assert LIKENESS <= pair.likeness <= 1
    assert len({pair.second.id for pair in found}) == len(found)


@given(st.lists(st.tuples(st.integers(0, 300), texts), max_size=12))
def test_the_order_in_which_events_come_does_not_matter(rows: list[tuple[int, list[str]]]) -> None:
    built = snapshot(events=[event(DAY + timedelta(seconds=s), " ".join(words) or "-") for s, words in rows]).all(Event)
    assert likely_duplicates(timeline(built)) == likely_duplicates(timeline(reversed(built)))


@given(st.lists(st.tuples(st.integers(0, 300), st.none() | st.integers(1, 3)), max_size=20))
def test_no_pair_is_lost_where_few_events_are_near_one_another(rows: list[tuple[int, int | None]]) -> None:
    told_alike = timeline([event(DAY + timedelta(seconds=s), "Alert fired", source_id=source) for s, source in rows])
    paired = {pair.second.id for pair in likely_duplicates(told_alike)}
    for place, later in enumerate(told_alike):
        for earlier in told_alike[:place]:
            assert later.occurred_at is not None
            assert earlier.occurred_at is not None
            apart = later.occurred_at - earlier.occurred_at
            same_source = later.source_id == earlier.source_id is not None
            if apart < timedelta(minutes=1) and (apart == timedelta(0) or not same_source):
                assert later.id in paired
