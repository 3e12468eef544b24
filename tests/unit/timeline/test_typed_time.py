"""Times as people type them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.errors import UserError
from secondstory.timeline.typed_time import read_typed_time
from support.reviews import DAY, at

UTC_ZONE = ZoneInfo("UTC")
TODAY = DAY.date()
BERLIN = ZoneInfo("Europe/Berlin")


def read(text: str, zone: ZoneInfo = UTC_ZONE, day: date = TODAY) -> datetime:
    return read_typed_time(text, day=day, zone=zone, relative_to=at("14:00"))


@pytest.mark.parametrize(
    "text",
    [
        "14:05",
        "1405",
        "2:05 pm",
        "2:05pm",
        "2:05 P.M.",
        "14.05",
        "14:05:00",
        " 14:05 ",
        "14h05",
        "14:05Z",
        "14:05 UTC",
        "2026-05-04 14:05",
        "2026-5-4 14:05",
        "2026-05-04T14:05:00Z",
        "+5m",
        "+ 5 min",
        "+300s",
    ],
)
def test_one_time_can_be_typed_in_many_ways(text: str) -> None:
    assert read(text) == at("14:05")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("905", at("09:05")),
        ("0:00", at("00:00")),
        ("12:00 am", at("00:00")),
        ("12:30 pm", at("12:30")),
        ("2 pm", at("14:00")),
        ("14:05:59", at("14:05:59")),
        ("2026-05-06 09:00", at("09:00", days=2)),
        ("-1h", at("13:00")),
        ("−1h", at("13:00")),
        ("+1h30m", at("15:30")),
        ("+1d 2h", at("16:00", days=1)),
        ("+90 sec", at("14:01:30")),
    ],
)
def test_what_a_typed_time_means(text: str, expected: datetime) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "25:00",
        "14:60",
        "2460",
        "13:05 pm",
        "0:30 pm",
        "14",
        "2",
        "+7",
        "+7x",
        "7m",
        "2026-02-30 10:00",
        "2026-13-01 10:00",
        "14:05 CET",
        "14:5",
        "12345",
        "+99999999999999999h",
        "-999999999d",
        "١٤:٠٥",
        "14:05 14:06",
    ],
)
def test_anything_else_gets_a_sentence_and_a_remedy(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read(text)
    assert caught.value.message
    assert caught.value.remedy


def test_clock_times_are_those_of_the_zone() -> None:
    assert read("14:05", BERLIN) == at("12:05")
    assert read("14:05 UTC", BERLIN) == at("14:05")


def test_the_result_is_always_in_utc() -> None:
    assert read("14:05", BERLIN).tzinfo is UTC
    assert read_typed_time("+1h", day=TODAY, zone=BERLIN, relative_to=DAY.astimezone(BERLIN)).tzinfo is UTC


def test_a_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(UserError, match="The clock skips 02:30 on 2026-03-29 in Europe/Berlin"):
        read("02:30", BERLIN, date(2026, 3, 29))
    assert read("02:30 UTC", BERLIN, date(2026, 3, 29)) == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)


def test_a_time_that_comes_twice_is_the_first_of_the_two() -> None:
    assert read("02:30", BERLIN, date(2026, 10, 25)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_a_shift_needs_a_time_to_count_from() -> None:
    with pytest.raises(UserError, match="counts from another time"):
        read_typed_time("+7m", day=TODAY, zone=BERLIN, relative_to=None)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_traceback(day: date) -> None:
    for zone in (ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")):
        for text in ("00:00", "23:59"):
            try:
                read(text, zone, day)
            except UserError as error:
                assert "calendar" in error.message  # noqa: PT017 - whether it fails depends on the side of the globe


@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001
def test_a_time_written_out_is_read_back(local: datetime) -> None:
    try:
        found = read(f"{local:%Y-%m-%d %H:%M:%S}", BERLIN)
    except UserError as error:
        assert "skips" in error.message  # noqa: PT017 - one hour each spring
    else:
        assert found.astimezone(BERLIN).replace(tzinfo=None, fold=0) == local.replace(microsecond=0)


@given(st.integers(0, 10_000), st.sampled_from("smhd"))
def test_forth_and_back_is_where_it_began(amount: int, unit: str) -> None:
    there = read(f"+{amount}{unit}")
    assert read_typed_time(f"-{amount}{unit}", day=TODAY, zone=BERLIN, relative_to=there) == at("14:00")
    assert there - at("14:00") >= timedelta(0)


@given(st.text(max_size=20))
def test_no_text_is_a_traceback(text: str) -> None:
    try:
        assert read(text).tzinfo is UTC
    except UserError as error:
        assert error.remedy  # noqa: PT017
