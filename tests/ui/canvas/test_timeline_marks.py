"""Which marks the lanes of a timeline show."""

from array import array
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import EventKind, Precision
from secondstory.model.records import Event
from secondstory_ui.theme.theme import load_theme
from secondstory_ui.widgets.timeline_data import KINDS, TimelineData, timeline_data
from secondstory_ui.widgets.timeline_marks import all_marks, key_rows, nearest_row
from secondstory_ui.widgets.timeline_scale import Scale
from secondstory_ui.widgets.timeline_shapes import grid_line
from support.reviews import timeline

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
ALERT, NOTE = KINDS.index(EventKind.ALERT), KINDS.index(EventKind.NOTE)


def columns(rows: list[tuple[int, int]], key: bytes = b"") -> TimelineData:
    rows = sorted(rows)
    return TimelineData(
        ids=array("q", range(1, len(rows) + 1)),
        times=array("q", (time for time, _ in rows)),
        kinds=bytes(kind for _, kind in rows),
        precisions=bytes(len(rows)),
        key=key or bytes(len(rows)),
        hidden=bytes(len(rows)),
    )


def test_events_come_in_any_order_and_are_shown_by_time() -> None:
    later = Event(id=1, review_id=1, title="b", occurred_at=NOON + timedelta(minutes=5), kind=EventKind.NOTE)
    first = Event(id=2, review_id=1, title="a", occurred_at=NOON, kind=EventKind.ALERT, key=True)
    unknown = Event(id=3, review_id=1, title="c", precision=Precision.UNKNOWN)
    data = timeline_data(timeline([later, unknown, first]))
    assert list(data.ids) == [2, 1]
    assert data.undated == 1
    assert [KINDS[place] for place in data.lanes] == [EventKind.ALERT, EventKind.NOTE]
    assert data.words(2).title == "a"
    assert data.row_of(1) == 1
    assert data.row_of(3) is None


@given(st.lists(st.tuples(st.integers(0, 10**7), st.sampled_from([0, 3, 10])), min_size=1, max_size=400))
def test_every_event_in_view_is_counted_once(rows: list[tuple[int, int]]) -> None:
    data = columns(rows)
    scale = Scale(-1.0, 10**7 + 1.0, 300)
    for lane, marks in zip(data.lanes, all_marks(data, scale), strict=True):
        shown = sum(len(mark.rows) for mark in marks.marks) + sum(count for _, count in marks.columns)
        assert shown == sum(kind == lane for _, kind in rows)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 3)), max_size=1500), st.integers(0, 1500))
def test_counting_from_blocks_is_counting(rows: list[tuple[int, int]], row: int) -> None:
    data = columns(rows)
    row = min(row, len(rows))
    for number, lane in enumerate(data.lanes):
        assert data.count_before(number, row) == data.kinds[:row].count(lane)
        assert data.counts_before(number, [row]) == [data.kinds[:row].count(lane)]


def test_four_events_of_one_minute_are_one_mark_from_afar_and_four_from_near() -> None:
    data = columns([(n * 10_000_000, ALERT) for n in range(4)])
    afar = all_marks(data, Scale(0, 86_400_000_000, 1000))[0].marks
    near = all_marks(data, Scale(0, 60_000_000, 1000))[0].marks
    assert [mark.rows for mark in afar] == [(0, 1, 2, 3)]
    assert [mark.rows for mark in near] == [(0,), (1,), (2,), (3,)]


def test_a_crowded_lane_shows_columns_and_the_others_still_show_marks() -> None:
    data = columns([(n * 1000, ALERT) for n in range(5000)] + [(2_000_000, NOTE)])
    alerts, notes = all_marks(data, Scale(0, 5_000_000, 1000))
    assert alerts.columns
    assert not alerts.marks
    assert [mark.rows for mark in notes.marks] == [(data.kinds.index(NOTE),)]


def test_marks_do_not_change_while_panning() -> None:
    data = columns([(n * 7_000_000, ALERT) for n in range(200)])
    here = {mark.rows for mark in all_marks(data, Scale(300_000_000, 900_000_000, 500))[0].marks}
    moved = {mark.rows for mark in all_marks(data, Scale(303_000_000, 903_000_000, 500))[0].marks}
    inside = {rows for rows in here if all(320e6 < data.times[row] < 880e6 for row in rows)}
    assert inside <= moved


def test_key_events_are_found_in_a_crowd() -> None:
    rows = [(n * 1000, ALERT) for n in range(5000)]
    key = bytearray(5000)
    key[1234] = 1
    assert key_rows(columns(rows, bytes(key)), Scale(0, 5_000_000, 1000)) == [1234]


def test_the_nearest_event_is_looked_for_in_its_own_lane() -> None:
    data = columns([(0, ALERT), (100, NOTE), (300, ALERT)])
    assert nearest_row(data, data.lanes.index(ALERT), 110) == 0
    assert nearest_row(data, data.lanes.index(ALERT), 200) in (0, 2)
    assert nearest_row(data, data.lanes.index(NOTE), 10_000) == 1


def test_a_part_of_a_timeline_keeps_the_ends_of_its_lasting_events() -> None:
    events = [
        Event(
            id=number,
            review_id=1,
            title=f"Event {number}",
            occurred_at=NOON + timedelta(minutes=number),
            occurred_until=NOON + timedelta(minutes=number + 30) if number % 2 else None,
            kind=EventKind.ALERT if number < 3 else EventKind.NOTE,
        )
        for number in (1, 2, 3, 4)
    ]
    part = timeline_data(timeline(events)).only(bytes([0, 1, 1, 0]))
    assert part == replace(timeline_data(timeline(events[1:3])), words=part.words, narrowed=True)
    assert part.until == {1: part.times[1] + 30 * 60_000_000}
    assert part.words(3).title == "Event 3"


def test_a_grid_strikes_through_no_words_where_borders_are_as_bright_as_they() -> None:
    assert [grid_line(load_theme(name)).alphaF() == 1 for name in ("light", "dark", "high_contrast")] == [
        True,
        True,
        False,
    ]
