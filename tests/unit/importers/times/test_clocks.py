"""Times of day: halves that contradict their hour, and times that are told again for another place."""

import pytest

from support.imports import drafts, read, times, titles, unread

DAY = "2026-05-04"


@pytest.mark.parametrize(("written", "clock"), [("23:00 AM", "23:00"), ("14:05 a.m.", "14:05")])
def test_an_hour_behind_noon_with_the_first_half_is_one_of_the_24_hour_clock(written: str, clock: str) -> None:
    for file in (f"- {written} - alert fired", f"Time,Event\n{written},alert fired\n"):
        rows = read(file, zone="UTC", day=DAY)
        assert (times(rows), titles(rows)) == ([f"{DAY} {clock}"], ["alert fired"])
        remark = "names an hour of the 24 hour clock and the first half of the day"
        assert drafts(rows)[0].remark == f"“{written}” {remark}: taken as {clock}."


@pytest.mark.parametrize(
    ("written", "clock"),
    [
        ("13:05 pm", "13:05"),
        ("0:30 AM", "00:30"),
        ("12:30 am", "00:30"),
        ("12:30 pm", "12:30"),
        ("午後0時30分", "12:30"),
    ],
)
def test_an_hour_and_a_half_that_agree_need_no_word(written: str, clock: str) -> None:
    rows = read(f"- {written} - alert fired", "text", zone="UTC", day=DAY)
    assert (times(rows), drafts(rows)[0].remark) == ([f"{DAY} {clock}"], "")


def test_half_past_zero_in_the_afternoon_may_be_either_end_of_the_day() -> None:
    (row,) = unread(read("- 0:30 PM - alert fired", "text", day=DAY))
    assert "no time" in row.reason


def test_a_range_says_it_too_where_its_end_contradicts_itself() -> None:
    (draft,) = drafts(read("- 10:00 - 15:00 AM: slow", "text", zone="UTC", day=DAY))
    assert "15:00 AM" in draft.remark


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("21:48 (6:48 PDT): found", f"{DAY} 13:48"),
        ("09:05 (14:05 UTC): found", f"{DAY} 14:05"),
        ("01:10 (20:10 UTC): found", "2026-05-03 20:10"),
    ],
)
def test_the_same_time_in_another_zone_tells_the_zone(line: str, at: str) -> None:
    rows = read(f"- {line}", "text", zone="Asia/Tokyo", day=DAY)
    assert (times(rows), titles(rows), drafts(rows)[0].zone_assumed) == ([at], ["found"], "")


def test_a_zone_that_depends_on_the_day_or_that_there_is_not_tells_none() -> None:
    rows = read("- 09:05 (14:05 PT) found\n- 14:05 (14:20 UTC) found", "text", zone="UTC", day=DAY)
    assert [row.zone_assumed for row in drafts(rows)] == ["UTC", "UTC"]
    assert titles(rows) == ["found", "found"]


@pytest.mark.parametrize("line", ["09:58 local: call", "09:58 (local time) - call", "09:58 Ortszeit: call"])
def test_local_is_the_zone_of_the_place_which_is_asked_for(line: str) -> None:
    rows = read(f"- {line}", "text", zone="Asia/Tokyo", day=DAY)
    assert (times(rows), titles(rows)) == ([f"{DAY} 00:58"], ["call"])


def test_the_word_may_begin_what_happened() -> None:
    assert titles(read("- 09:58 local team called", "text", zone="UTC", day=DAY)) == ["local team called"]
