"""Where two tellings of one event differ."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given

from secondstory.model.enums import EventKind, Precision
from secondstory.model.records import Event
from secondstory.timeline.conflicts import Aspect, conflicts
from support.reviews import at
from support.strategies import records

SHOWN = Event(review_id=1, occurred_at=at("14:02:10"), kind=EventKind.ALERT, role="Monitoring", title="Queue is full")
EVENTS = records(Event, {"review_id": 1, "source_id": None, "merged_into": None})


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        (at("14:02"), True),
        (at("14:02:10"), True),
        (at("14:02:11"), False),
        (at("14:03"), False),
        (None, True),
    ],
)
def test_a_vaguer_time_agrees_with_an_exact_one_in_it(other: datetime | None, agrees: bool) -> None:
    precision = Precision.EXACT if other else Precision.UNKNOWN
    found = conflicts(SHOWN, replace(SHOWN, occurred_at=other, precision=precision))
    assert [conflict.aspect for conflict in found] == ([] if agrees else [Aspect.TIME])


def test_a_time_that_is_written_with_seconds_is_not_vague() -> None:
    written = replace(SHOWN, occurred_at=at("14:02"), time_as_written="2026-05-04T14:02:00Z")
    assert [conflict.aspect for conflict in conflicts(SHOWN, written)] == [Aspect.TIME]


def test_a_range_agrees_with_a_time_inside_it() -> None:
    assert conflicts(SHOWN, replace(SHOWN, occurred_at=at("14:00"), occurred_until=at("14:05"))) == ()


def test_the_other_time_can_be_taken_over_with_its_end_and_precision() -> None:
    other = replace(SHOWN, occurred_at=at("14:05"), occurred_until=at("14:09"), precision=Precision.APPROXIMATE)
    (conflict,) = conflicts(SHOWN, other)
    assert conflicts(replace(SHOWN, **conflict.values), other) == ()


def test_kind_role_and_text_differ_where_both_say_something() -> None:
    other = replace(SHOWN, kind=EventKind.DECISION, role="On-call engineer", title="The queue  is full")
    assert [conflict.aspect for conflict in conflicts(SHOWN, other)] == [Aspect.KIND, Aspect.ROLE, Aspect.TEXT]
    assert conflicts(SHOWN, replace(SHOWN, kind=EventKind.NOTE, role="", title="QUEUE is full")) == ()


@given(EVENTS, EVENTS)
def test_taking_everything_over_leaves_no_conflict(shown: Event, other: Event) -> None:
    for conflict in conflicts(shown, other):
        shown = replace(shown, **conflict.values)
    assert conflicts(shown, other) == ()


@given(EVENTS)
def test_an_event_agrees_with_itself(event: Event) -> None:
    assert conflicts(event, event) == ()
