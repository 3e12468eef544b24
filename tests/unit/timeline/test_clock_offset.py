"""How far a clock was off, as people type it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.errors import UserError
from secondstory.timeline.clock_offset import format_offset, read_offset


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("-3m", -180),
        ("−3 min", -180),
        ("+90s", 90),
        ("90 s", 90),
        ("1h 02m", 3720),
        ("00:03:00", 180),
        ("-1:30", -5400),
        ("3 min fast", -180),
        ("3 minutes ahead", -180),
        ("2 min slow", 120),
        ("00:00:01.5 behind", 1.5),
        ("250 ms fast", -0.25),
        ("0,5 s", 0.5),
        ("", 0),
    ],
)
def test_what_people_type(typed: str, seconds: float) -> None:
    assert read_offset(typed).total_seconds() == seconds


@pytest.mark.parametrize("typed", ["soon", "3", "3 parsecs", "-3 min fast", "fast", "400 d", "1:2:3:4", "+-3m"])
def test_what_is_no_offset_is_said(typed: str) -> None:
    with pytest.raises(UserError) as told:
        read_offset(typed)
    assert "3 min fast" in told.value.remedy


@given(st.integers(-366 * 86_400_000, 366 * 86_400_000))
def test_what_is_told_is_understood(milliseconds: int) -> None:
    offset = timedelta(milliseconds=milliseconds)
    assert read_offset(format_offset(offset)) == offset


def test_an_offset_is_told_in_whole_units() -> None:
    told = [format_offset(timedelta(seconds=seconds)) for seconds in (-180, 3720, 0.25, 90_061, 0)]
    assert told == ["−3 min", "+1 h 2 min", "+0.25 s", "+1 d 1 h 1 min 1 s", "0 s"]
