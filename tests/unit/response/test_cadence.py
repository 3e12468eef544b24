"""Silences, rhythm and promised times."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import EventKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.response.cadence import cadence, longest_silence, promised_next, promises
from support.reviews import DAY, at, event, moments, snapshot

UTC_ZONE = ZoneInfo("UTC")


def told(clock: str, text: str = "Update") -> Event:
    return event(clock, text, EventKind.COMMUNICATION)


def open_review(*clocks: str, **ends: str | None) -> Snapshot:
    times = {"detected": "14:00", "resolved": "16:00"} | ends
    return snapshot(events=[told(clock) for clock in clocks], moments=moments(**times))


def silence(*clocks: str, **ends: str | None) -> tuple[datetime, datetime] | None:
    found = longest_silence(open_review(*clocks, **ends))
    return (found.start, found.end) if found else None


def test_the_longest_silence_lies_between_two_communications() -> None:
    assert silence("14:10", "15:30", "15:50") == (at("14:10"), at("15:30"))


def test_waiting_for_the_first_word_is_a_silence_too() -> None:
    assert silence("15:20", "15:50") == (at("14:00"), at("15:20"))


def test_so_is_the_time_from_the_last_word_to_the_end() -> None:
    assert silence("14:10") == (at("14:10"), at("16:00"))


def test_no_communication_at_all_is_one_long_silence() -> None:
    assert silence() == (at("14:00"), at("16:00"))


def test_without_detection_it_runs_from_the_start() -> None:
    assert silence("14:10", started="13:00", detected=None) == (at("14:10"), at("16:00"))
    assert silence("15:00", started="13:00", detected=None) == (at("13:00"), at("15:00"))


def test_without_an_end_it_runs_to_the_last_communication() -> None:
    assert silence("14:10", "14:50", resolved=None) == (at("14:10"), at("14:50"))


def test_without_a_beginning_nothing_can_be_said() -> None:
    assert silence("14:10", "14:50", detected=None) is None
    assert silence(resolved=None) is None


def test_words_before_detection_and_after_the_end_do_not_break_the_silence() -> None:
    assert silence("13:00", "17:00") == (at("14:00"), at("16:00"))


def test_the_cadence_gives_the_median_and_the_longest_gap() -> None:
    found = cadence(open_review("14:10", "14:20", "14:50", "15:50"))
    assert found.gaps == (timedelta(minutes=10), timedelta(minutes=30), timedelta(minutes=60))
    assert (found.median, found.longest) == (timedelta(minutes=30), timedelta(minutes=60))
    assert found.first_lag == timedelta(minutes=10)


def test_a_single_communication_has_no_rhythm() -> None:
    found = cadence(open_review("14:10"))
    assert (found.gaps, found.median, found.longest) == ((), None, None)


@given(st.lists(st.integers(0, 23 * 60), max_size=10), st.integers(0, 600), st.integers(601, 23 * 60))
def test_no_word_is_spoken_inside_the_longest_silence(minutes: list[int], start: int, end: int) -> None:
    times = [DAY + timedelta(minutes=m) for m in minutes]
    review = snapshot(
        events=[event(t, "Update", EventKind.COMMUNICATION) for t in times],
        moments=moments(detected=f"{start // 60}:{start % 60:02}", resolved=f"{end // 60}:{end % 60:02}"),
    )
    found = longest_silence(review)
    assert found is not None
    assert not any(found.start < t < found.end for t in times)
    assert found.span * (len(times) + 1) >= timedelta(minutes=end - start)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Next update in 30 minutes.", "14:40"),
        ("We will post another update within the next hour", None),
        ("Next update within 1 hour", "15:10"),
        ("Further updates every 20 min", "14:30"),
        ("Updates every half hour", "14:40"),
        ("Another update will follow in half an hour", "14:40"),
        ("Next update at 15:30 UTC", "15:30"),
        ("Next status update by 3:45 pm", "15:45"),
        ("The next update will be sent at 4 pm.", "16:00"),
        ("Next update 15:45", "15:45"),
        ("Next update: 16:00 UTC", "16:00"),
        ("Next update at 25:00", None),
        ("Next update in 99999999999999999999 hours", None),
        ("News will follow soon", None),
        ("Restored in 30 minutes", None),
    ],
)
def test_when_the_next_update_was_promised(text: str, due: str | None) -> None:
    assert promised_next(told("14:10", text), UTC_ZONE) == (at(due) if due else None)


def test_a_promised_clock_time_is_one_of_the_reviews_zone_unless_it_says_utc() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert promised_next(told("14:10", "Next update at 17:00"), berlin) == at("15:00")
    assert promised_next(told("14:10", "Next update at 17:00 UTC"), berlin) == at("17:00")


def test_a_promised_clock_time_that_has_passed_is_meant_for_the_next_day() -> None:
    assert promised_next(told("23:30", "Next update at 00:15"), UTC_ZONE) == at("00:15", days=1)


def test_a_promise_beyond_the_calendar_is_none() -> None:
    last = event(datetime.max.replace(tzinfo=UTC), "Next update in 30 minutes", EventKind.COMMUNICATION)
    clock = event(datetime.max.replace(tzinfo=UTC), "Next update at 10:00", EventKind.COMMUNICATION)
    assert [promised_next(each, UTC_ZONE) for each in (last, clock)] == [None, None]


def test_a_promise_is_kept_by_the_next_communication_in_time() -> None:
    rows = [told("14:00", "Next update in 30 minutes"), told("14:30", "Next update in 30 minutes"), told("15:10")]
    found = promises(snapshot(events=rows, moments=moments(detected="13:50", resolved="16:00")))
    assert [promise.kept for promise in found] == [True, False]


def test_a_promise_that_the_end_overtook_was_not_broken() -> None:
    (found,) = promises(open_review_with("15:50", "Next update in 30 minutes"))
    assert found.kept is None


def test_a_promise_that_nobody_came_back_to_was_not_kept() -> None:
    (found,) = promises(open_review_with("14:10", "Next update in 30 minutes"))
    assert found.kept is False


def open_review_with(clock: str, text: str) -> Snapshot:
    return snapshot(events=[told(clock, text)], moments=moments(detected="14:00", resolved="16:00"))


@given(st.text(max_size=60))
def test_no_text_is_a_traceback(text: str) -> None:
    due = promised_next(told("14:10", f"Next update in {text} next update at {text}"), UTC_ZONE)
    assert due is None or due > at("14:10") - timedelta(seconds=1)
