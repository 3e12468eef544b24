"""Imported events are packed in pieces and come out as they went in."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.draft import Draft
from secondstory.model.drafts import Drafts
from secondstory.model.imported import NO_TIME, OF_TEXTS, SORTS, sort_place, times_as_bytes, times_of_bytes
from secondstory.model.records import Event
from support.strategies import drafts


def event_of(draft: Draft, number: int) -> Event:
    """The event that the draft at a place becomes."""
    told = {name: getattr(draft, name) for name in OF_TEXTS}
    return Event(
        id=100 + number,
        version=1,
        review_id=7,
        source_id=3,
        position=20.0 + number,
        occurred_at=draft.occurred_at,
        occurred_until=draft.occurred_until,
        precision=draft.precision,
        kind=draft.kind,
        key=draft.key,
        **told,
    )


@given(st.lists(drafts(), min_size=1, max_size=6))
def test_events_come_out_of_a_piece_as_they_went_in(told: list[Draft]) -> None:
    piece = Drafts.of(told).packed(100, 7, 3, 20)
    expected = [event_of(draft, number) for number, draft in enumerate(told)]
    assert piece.unpacked() == expected
    assert piece.some([*piece.ids, 99]) == expected
    assert [event for event_id in piece.ids for event in piece.some([event_id])] == expected
    assert list(piece.told("title", "tags")) == [(event.title, event.tags) for event in expected]
    assert [SORTS[place] for place in piece.sorts] == [(e.kind, e.precision, e.key) for e in expected]
    assert list(piece.sorts) == [sort_place(event) for event in expected]
    assert times_of_bytes(times_as_bytes(piece.times)) == piece.times


@given(st.lists(drafts(), min_size=1, max_size=6), st.timedeltas(timedelta(days=-9), timedelta(days=9)))
def test_a_corrected_clock_moves_the_times_that_are_known(told: list[Draft], by: timedelta) -> None:
    before = Drafts.of(told).packed(100, 7, 3, 20)
    piece = replace(before, moved=by // timedelta(microseconds=1))
    for was, event in zip(before.unpacked(), piece.unpacked(), strict=True):
        assert event.occurred_at == (was.occurred_at + by if was.occurred_at else None)
        assert event.occurred_until == (was.occurred_until + by if was.occurred_until else None)
        assert event.time_as_written == was.time_as_written
    assert [time == NO_TIME for time in piece.corrected_times] == [draft.occurred_at is None for draft in told]
    times = [at for event in piece.unpacked() for at in (event.occurred_at, event.occurred_until) if at]
    assert (piece.span is None) == (not times)
