"""Gaps in the timeline."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.records import Event
from secondstory.timeline.gaps import GAP, Gap, gaps
from support.reviews import DAY, at, event, snapshot

minutes = st.integers(0, 600)


def span(start: int, length: int) -> Event:
    begin = DAY + timedelta(minutes=start)
    return event(begin, "Something", occurred_until=begin + timedelta(minutes=length))


def gaps_of(events: Iterable[Event], longer_than: timedelta = GAP) -> tuple[Gap, ...]:
    """The gaps in the timeline of these events."""
    return gaps(snapshot(events=events).events, longer_than)


def test_a_gap_is_longer_than_a_quarter_of_an_hour() -> None:
    (found,) = gaps_of([event("14:00", "a"), event("14:15", "b"), event("14:31", "c")])
    assert (found.before.title, found.after.title, found.span) == ("b", "c", timedelta(minutes=16))


def test_events_may_come_in_any_order() -> None:
    first, second = event("14:00", "a", id=1), event("15:00", "b", id=2)
    assert gaps_of([second, first]) == gaps_of([first, second])


def test_a_long_event_covers_its_whole_time() -> None:
    long = event("14:00", "Failover", occurred_until=at("15:00"))
    (found,) = gaps_of([long, event("14:10", "inside"), event("15:30", "later")])
    assert (found.start, found.before.title) == (at("15:00"), "Failover")


def test_events_without_a_time_neither_make_nor_fill_a_gap() -> None:
    assert len(gaps_of([event("14:00", "a"), event(None, "some time"), event("15:00", "b")])) == 1
    assert gaps_of([event(None, "some time")]) == ()


def test_the_limit_can_be_chosen() -> None:
    assert len(gaps_of([event("14:00", "a"), event("14:10", "b")], timedelta(minutes=5))) == 1


@given(st.lists(st.builds(span, minutes, st.integers(0, 120)), max_size=15))
def test_no_event_lies_inside_a_gap_and_gaps_do_not_overlap(events: list[Event]) -> None:
    found = gaps_of(events)
    for gap in found:
        assert gap.span > GAP
        for each in events:
            assert each.occurred_at is not None
            assert each.occurred_until is not None
            assert each.occurred_until <= gap.start or each.occurred_at >= gap.end
    assert all(one.end <= other.start for one, other in pairwise(found))
