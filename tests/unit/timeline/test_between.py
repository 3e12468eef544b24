"""The time a new event between two others is given first."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from secondstory.timeline.between import time_between
from support.reviews import at, event

instants = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_it_is_the_full_minute_in_the_middle() -> None:
    assert time_between(event("14:00", "a"), event("14:05", "b")) == at("14:02")


def test_between_close_events_it_is_the_second_in_the_middle() -> None:
    assert time_between(event("14:00:10", "a"), event("14:00:20", "b")) == at("14:00:15")


def test_events_at_the_same_time_share_it() -> None:
    assert time_between(event("14:00", "a"), event("14:00", "b")) == at("14:00")


def test_beside_a_single_event_a_minute_is_kept() -> None:
    assert time_between(event("14:00", "a"), None) == at("14:01")
    assert time_between(None, event("14:00", "b")) == at("13:59")
    assert time_between(event(None, "a"), event("14:00", "b")) == at("13:59")


def test_without_any_time_there_is_nothing_to_suggest() -> None:
    assert time_between(None, None) is None
    assert time_between(event(None, "a"), None) is None


def test_at_the_ends_of_the_calendar_the_time_stays() -> None:
    last = datetime.max.replace(tzinfo=UTC)
    assert time_between(event(last, "a"), None) == last


@given(instants, instants)
def test_it_always_lies_between_the_two(one: datetime, other: datetime) -> None:
    found = time_between(event(one, "a"), event(other, "b"))
    assert found is not None
    assert min(one, other) <= found <= max(one, other)
