"""Events in the order of the timeline, of which most are packed."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.draft import Draft
from secondstory.model.drafts import Drafts
from secondstory.model.enums import EventKind, Precision
from secondstory.model.event_list import EventList, places_of_ones, timeline_order
from secondstory.model.events import Events
from secondstory.model.imported import NO_TIME, SORTS, Piece
from secondstory.model.instants import microseconds
from secondstory.model.records import Event
from support.reviews import DAY, event, timeline

KINDS = (EventKind.ALERT, EventKind.NOTE)


def draft(minute: int | None, kind: EventKind, lasting: int, key: bool) -> Draft:
    at = None if minute is None else DAY + timedelta(minutes=minute)
    return Draft(
        occurred_at=at,
        occurred_until=at + timedelta(minutes=lasting) if at and lasting else None,
        precision=Precision.UNKNOWN if at is None else Precision.EXACT,
        time_as_written="",
        zone_assumed="",
        kind=kind,
        role="",
        actor="",
        title=f"Minute {minute}",
        body="",
        tags=(),
        locator="",
        raw="",
        key=key,
    )


drafts = st.builds(
    draft, st.none() | st.integers(0, 30), st.sampled_from(KINDS), st.sampled_from([0, 0, 5]), st.booleans()
)


@st.composite
def reviews(draw: st.DrawFn) -> Events:
    """Pieces of up to two sources, some of whose events were edited, hidden or merged, and events made by hand."""
    pieces: list[Piece] = []
    first = draw(st.integers(1, 50))
    for source, told in enumerate(draw(st.lists(st.lists(drafts, min_size=1, max_size=5), max_size=4))):
        pieces.append(Drafts.of(told).packed(first, 1, 1 + source % 2, 5 * source))
        first += len(told) + draw(st.integers(0, 3))
    rows = {}
    packed_events = [event for piece in pieces for event in piece.unpacked()]
    for chosen in draw(st.lists(st.sampled_from(packed_events), unique_by=lambda e: e.id)) if packed_events else ():
        edits: list[dict[str, Any]] = [
            {"title": "Edited"},
            {"hidden": True},
            {"merged_into": packed_events[0].id},
            {"position": 2.5},
            {"key": True},
            {"occurred_at": DAY, "occurred_until": None, "precision": Precision.RECALLED},
        ]
        rows[chosen.id] = replace(chosen, version=2, **draw(st.sampled_from(edits)))
    for number in range(draw(st.integers(0, 2))):
        rows[1000 + number] = event(DAY + timedelta(minutes=draw(st.integers(0, 30))), "By hand", id=1000 + number)
    return Events(rows, pieces)


def unpacked(events: Events) -> Events:
    """The same events, each a row of its own."""
    return Events({event_id: events[event_id] for event_id in events})


@given(reviews())
def test_packed_events_stand_where_rows_of_them_would(events: Events) -> None:
    listed, expected = timeline_order(events), timeline_order(unpacked(events))
    assert list(listed) == list(expected)
    assert listed == expected
    assert len(events) == len(set(events)) == len(unpacked(events))


@given(reviews())
def test_columns_say_of_events_what_they_say_themselves(events: Events) -> None:
    listed = timeline_order(events)
    assert list(listed.ids) == [each.id for each in listed]
    assert list(listed.times) == [microseconds(e.occurred_at) if e.occurred_at else NO_TIME for e in listed]
    assert list(listed.sources) == [each.source_id or 0 for each in listed]
    assert [SORTS[place] for place in listed.sorts] == [(e.kind, e.precision, e.key) for e in listed]
    assert list(listed.hidden) == [each.hidden for each in listed]
    ends = {each.id: microseconds(each.occurred_until) for each in listed if each.occurred_until}
    assert {event_id: end for event_id, end in listed.columns.until.items() if event_id in listed.ids} == ends
    assert sorted(listed.told("title", "role")) == sorted((each.title, each.role) for each in listed)


@given(reviews())
def test_parts_of_a_list_hold_what_their_names_say(events: Events) -> None:
    listed = timeline_order(events)
    assert list(listed.shown) == [each for each in listed if not each.hidden]
    assert list(listed.key) == [each for each in listed if each.key]
    assert list(listed.dated) == [each for each in listed if each.occurred_at]
    assert list(listed.by_hand) == [each for each in listed if each.source_id is None]
    alerts = [each for each in listed.shown if each.kind is EventKind.ALERT]
    assert list(listed.shown.of_kind(EventKind.ALERT)) == alerts
    assert listed.shown.has_kind(EventKind.ALERT) == bool(alerts)
    assert listed.first_time == next((each.occurred_at for each in listed if each.occurred_at), None)
    assert list(listed[1:3].without(0, 1)) == list(listed)[2:3]


@given(reviews())
def test_each_event_is_found_at_its_place(events: Events) -> None:
    for part in (timeline_order(events), timeline_order(events).shown, timeline_order(events).dated):
        assert [part.place_of(each.id) for each in part] == list(range(len(part)))
        assert all(each in part for each in part)
        gone = set(events) - set(part.ids)
        assert not any(part.place_of(event_id) is not None for event_id in gone)
    assert 999 not in events
    assert events.get(999) is None


@given(reviews())
def test_what_two_states_of_a_review_differ_in_is_found(events: Events) -> None:
    edited = {event_id: replace(events[event_id], title="Other") for event_id in list(events)[::2]}
    assert events.changed(edited).differing(events) == set(edited)
    assert unpacked(events).differing(events) == set()


@given(st.binary(max_size=60).map(lambda data: bytes(byte & 1 for byte in data)) | st.just(bytes(100) + b"\1"))
def test_ones_are_found_however_few_they_are(column: bytes) -> None:
    assert list(places_of_ones(column)) == [place for place, byte in enumerate(column) if byte]


def test_a_list_equals_any_sequence_of_its_events() -> None:
    first, second = event("14:05", "Paged", id=1), event("14:07", "Answered", id=2)
    assert timeline([second, first]) == (first, second)
    assert timeline([first]) != (first, second)
    assert EventList.of([second, first]) == [second, first]
    assert EventList() == ()


def test_a_list_of_one_source_is_not_sorted_again() -> None:
    piece = Drafts.of([draft(minute, EventKind.NOTE, 0, False) for minute in (1, 2, 2, 9)]).packed(1, 1, 1, 0)
    listed = timeline_order(Events({}, [piece]))
    assert isinstance(listed.places, range)
    assert all(one.id < other.id for one, other in pairwise(listed))


def test_events_that_were_looked_at_are_kept_and_not_made_again() -> None:
    piece = Drafts.of([draft(1, EventKind.NOTE, 0, False)]).packed(1, 1, 1, 0)
    events = Events({}, [piece])
    assert events[1] is events[1]
    assert isinstance(events[1], Event)
