"""Ticks, zooming and stacking of the timeline."""

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory_ui.widgets.timeline_data import FIRST, LAST, instant, microseconds
from secondstory_ui.widgets.timeline_scale import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    SHORTEST,
    Scale,
    main_stretch,
    padded,
    stack_rows,
    ticks,
)

NOON = microseconds(datetime(2026, 11, 12, 12, tzinfo=UTC))
FAR = (-1e19, 1e19)
"""Limits that no view of these tests meets: where one does, it is pushed inside and the instant moves."""
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Apia")
spans = st.integers(SHORTEST, 400 * 365 * DAY)
starts = st.integers(microseconds(datetime(1800, 1, 1, tzinfo=UTC)), microseconds(datetime(2500, 1, 1, tzinfo=UTC)))


def scale(start: str, end: str, width: float = 1000) -> Scale:
    first, last = (microseconds(datetime.fromisoformat(text)) for text in (start, end))
    return Scale(first, last, width)


def clocks(view: Scale, zone: str, apart: float = 80) -> list[str]:
    return [f"{tick.local:%H:%M}" for tick in ticks(view, ZoneInfo(zone), apart)]


def test_three_hours_are_ticked_every_quarter_or_half() -> None:
    view = scale("2026-11-12T14:00+00:00", "2026-11-12T17:00+00:00")
    assert clocks(view, "UTC") == [f"{m // 60:02}:{m % 60:02}" for m in range(14 * 60, 17 * 60 + 1, 15)]


def test_ticks_are_round_in_a_zone_that_is_not_whole_hours_from_utc() -> None:
    view = scale("2026-11-12T00:00+00:00", "2026-11-12T12:00+00:00")
    assert all(clock.endswith(":00") for clock in clocks(view, "Asia/Kathmandu"))


def test_the_hour_that_summer_time_skips_has_no_tick() -> None:
    view = scale("2026-03-29T00:00+01:00", "2026-03-29T06:00+02:00", 600)
    shown = clocks(view, "Europe/Berlin")
    assert "02:00" not in shown
    assert {"01:00", "03:00", "04:00"} <= set(shown)


def test_the_hour_that_winter_time_repeats_is_ticked_twice() -> None:
    view = scale("2026-10-25T00:00+02:00", "2026-10-25T05:00+01:00", 500)
    assert clocks(view, "Europe/Berlin").count("02:00") == 2


def test_midnight_of_the_zone_is_marked() -> None:
    view = scale("2026-11-12T00:00+00:00", "2026-11-13T23:00+00:00")
    nights = [tick.local for tick in ticks(view, ZoneInfo("America/New_York"), 80) if tick.midnight]
    assert [f"{night:%Y-%m-%d %H:%M}" for night in nights] == ["2026-11-12 00:00", "2026-11-13 00:00"]


@given(starts, spans, st.sampled_from(ZONES), st.floats(100, 3000))
def test_ticks_rise_stay_in_view_and_keep_their_distance(start: int, span: int, zone: str, width: float) -> None:
    view = Scale(start, start + span, width)
    found = ticks(view, ZoneInfo(zone), 80)
    times = [tick.time for tick in found]
    assert all(view.start <= time <= view.end for time in times)
    # A change of the clock may bring two ticks closer by an hour or two; months are not all of 30 days.
    assert all(
        (b - a) / view.per_pixel >= 60 or b - a >= 28 * DAY or view.per_pixel > MINUTE for a, b in pairwise(times)
    )
    assert all(b > a for a, b in pairwise(times))
    assert len(found) <= width / 30 + 2


@given(starts, spans, st.floats(0.01, 100), st.floats(0, 1))
def test_zooming_keeps_the_instant_under_the_pointer(start: int, span: int, factor: float, share: float) -> None:
    view = Scale(start, start + span, 1000)
    x = share * 1000
    zoomed = view.zoomed(factor, x, FAR)
    assert abs(zoomed.at(x) - view.at(x)) <= max(zoomed.per_pixel, 1) * 0.01 + abs(view.start) * 1e-12


@given(starts, spans, st.floats(-1e18, 1e18), st.floats(0.001, 1000))
def test_nothing_leads_out_of_the_limits(start: int, span: int, by: float, factor: float) -> None:
    limits = padded(start, start + span)
    view = Scale(*limits, 800).moved(by, limits).zoomed(factor, 300, limits)
    assert limits[0] <= view.start <= view.end <= limits[1] + 100  # microseconds, as fine as a float far from 1970
    assert view.span >= SHORTEST * 0.99


def test_the_ends_of_the_calendar_are_no_trouble() -> None:
    for zone in ZONES:
        assert ticks(Scale(FIRST, LAST, 1200), ZoneInfo(zone), 80)
        assert ticks(Scale(LAST - HOUR, LAST, 1200), ZoneInfo(zone), 80) is not None
        assert ticks(Scale(FIRST, FIRST + HOUR, 1200), ZoneInfo(zone), 80) is not None
    assert instant(LAST + 10**18) == datetime.max.replace(tzinfo=UTC)


def test_the_story_leaves_out_a_report_of_a_week_later() -> None:
    story = [NOON + n * 10 * MINUTE for n in range(30)]
    assert main_stretch([*story, NOON + 8 * DAY]) == (story[0], story[-1])
    assert main_stretch([NOON - 90 * DAY, *story, NOON + 8 * DAY]) == (story[0], story[-1])


def test_an_even_story_is_shown_whole() -> None:
    times = [NOON + n * HOUR for n in range(10)]
    assert main_stretch(times) == (times[0], times[-1])
    assert main_stretch([]) == (0, 0)


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 200)), max_size=12))
def test_stacked_labels_never_overlap(labels: list[tuple[float, float]]) -> None:
    rows = stack_rows(labels, 8)
    for (one, row), (other, other_row) in combinations(zip(labels, rows, strict=True), 2):
        if row == other_row:
            assert one[0] + one[1] + 8 <= other[0] + 1e-6 or other[0] + other[1] + 8 <= one[0] + 1e-6


@pytest.mark.parametrize("span", [SECOND, MINUTE, HOUR, DAY, 30 * DAY, 3650 * DAY])
def test_every_span_has_ticks(span: int) -> None:
    assert len(ticks(Scale(NOON, NOON + span, 1200), UTC, 84)) >= 2 or span == SECOND


def test_microseconds_and_instants_are_each_other_undone() -> None:
    at = datetime(2026, 11, 12, 14, 7, 11, 123456, tzinfo=UTC)
    assert instant(microseconds(at)) == at
    assert microseconds(at + timedelta(microseconds=1)) - microseconds(at) == 1
