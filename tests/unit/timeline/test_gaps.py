"""Gaps in the timeline."""

from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.records import Event
from secondstory.timeline.gaps import GAP, gaps
from support.reviews import DAY, at, event

minutes = st.integers(0, 600)


def span(start: int, length: int) -> Event:
    begin = DAY + timedelta(minutes=start)
    return event(begin, "Something", occurred_until=begin + timedelta(minutes=length))


def test_a_gap_is_longer_than_a_quarter_of_an_hour() -> None:
    first, second, third = event("14:00", "a"), event("14:15", "b"), event("14:31", "c")
    (found,) = gaps([first, second, third])
    assert (found.before, found.after, found.span) == (second, third, timedelta(minutes=16))


def test_events_may_come_in_any_order() -> None:
    first, second = event("14:00", "a"), event("15:00", "b")
    assert gaps([second, first]) == gaps([first, second])


def test_a_long_event_covers_its_whole_time() -> None:
    long = event("14:00", "Failover", occurred_until=at("15:00"))
    (found,) = gaps([long, event("14:10", "inside"), event("15:30", "later")])
    assert (found.start, found.before) == (at("15:00"), long)


def test_events_without_a_time_neither_make_nor_fill_a_gap() -> None:
    assert len(gaps([event("14:00", "a"), event(None, "some time"), event("15:00", "b")])) == 1
    assert gaps([event(None, "some time")]) == ()


def test_the_limit_can_be_chosen() -> None:
    assert len(gaps([event("14:00", "a"), event("14:10", "b")], timedelta(minutes=5))) == 1


@given(st.lists(st.builds(span, minutes, st.integers(0, 120)), max_size=15))
def test_no_event_lies_inside_a_gap_and_gaps_do_not_overlap(events: list[Event]) -> None:
    found = gaps(events)
    for gap in found:
        assert gap.span > GAP
        for each in events:
            assert each.occurred_at is not None
            assert each.occurred_until is not None
            assert each.occurred_until <= gap.start or each.occurred_at >= gap.end
    assert all(one.end <= other.start for one, other in pairwise(found))
