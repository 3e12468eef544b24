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
