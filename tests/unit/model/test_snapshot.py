"""A snapshot takes changes in as if it had been read anew."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.changes import Change, Changes, Label
from secondstory.model.enums import Precision
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from support.reviews import DAY, event, snapshot

EDITS = ("title", "hidden", "time", "unknown", "merge", "remove", "add")


def edited(before: Event, edit: str, number: int) -> tuple[Event | None, Event | None]:
    """An event before and after one edit."""
    after: Event | None
    match edit:
        case "title":
            after = replace(before, title=f"Edited {number}")
        case "hidden":
            after = replace(before, hidden=not before.hidden)
        case "time":
            at = DAY + timedelta(minutes=number)
            after = replace(before, occurred_at=at, occurred_until=None, precision=Precision.EXACT)
        case "unknown":
            after = replace(before, occurred_at=None, occurred_until=None, precision=Precision.UNKNOWN)
        case "merge":
            after = replace(before, merged_into=1 if before.id != 1 else None)
        case "remove":
            after = None
        case _:
            return None, replace(before, id=1000 + number)
    return before, after


@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 400)), max_size=12))
def test_the_timeline_after_changes_is_that_of_a_new_snapshot(edits: list[tuple[str, int]]) -> None:
    current = snapshot(events=[event(f"14:{minute:02}", f"Event {minute}") for minute in (5, 1, 9, 9, 3)])
    assert len(current.events) == 5  # sorted once, so that there is an order to keep
    for edit, number in edits:
        events = current.all(Event)
        if not events or (edit == "add" and current.get(Event, 1000 + number)):
            continue
        change = Change(*edited(events[number % len(events)], edit, number))
        current = current.with_changes(Changes(Label("Edit"), 1, (change,)))
        assert current.events == Snapshot(current.review, current.tables).events


def test_a_change_of_something_else_leaves_the_sorted_events_as_they_are() -> None:
    before = snapshot(events=(event("14:07", "Error rate", id=1), event("14:09", "Paged", id=2, hidden=True)))
    events, shown = before.events, before.shown_events
    change = Change(before.review, replace(before.review, title="Slow orders"))
    after = before.with_changes(Changes(Label("Edit"), 1, (change,)))
    assert after.review.title == "Slow orders"
    assert after.events is events
    assert after.shown_events is shown


def test_events_without_a_time_stand_behind_those_of_their_own_source() -> None:
    told = [
        event("14:30", "a2", id=1, source_id=1, position=2.0),
        event(None, "a1", id=2, source_id=1, position=1.0),
        event("14:10", "b1", id=3, source_id=2, position=1.0),
        event(None, "b2", id=4, source_id=2, position=2.0),
        event(None, "c1", id=5, source_id=3, position=1.0),
    ]
    assert [each.title for each in snapshot(events=told).events] == ["b1", "b2", "a1", "a2", "c1"]
