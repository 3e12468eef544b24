"""The sources of a review: correcting the clock of one."""

from datetime import UTC, datetime, timedelta

from secondstory.model.changes import Changes, Label
from secondstory.model.errors import UserError
from secondstory.model.records import Event, Moment, Source
from secondstory.services.editing import describe
from secondstory.services.library import Library
from secondstory.storage.shifting import is_timed_by_hand, shift_untouched, span_of, touched_events
from secondstory.storage.unit_of_work import UnitOfWork

_LAST = datetime.max.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime.min.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)


def correct_clock(library: Library, source_id: int, offset: timedelta, reason: str) -> Changes:
    """Add this to the times of a source as it wrote them, instead of what was added before; one act, however many.

    Times that a person set stay, and so does what was written. Moments that an event of the source shows move with it.
    Raises `UserError` where a time would leave the calendar.
    """
    with library.unit(Label("Correct the clock of {what}")) as unit:
        source = unit.get(Source, source_id)
        unit.review_id = source.review_id
        unit.label = Label("Correct the clock of {what}", {"what": describe(source)})
        step = offset - timedelta(seconds=source.clock_offset)
        _check_calendar(unit, source, step)
        if step:
            touched = touched_events(unit.connection, source.id)
            by_hand = {event_id for event_id in touched if is_timed_by_hand(unit.connection, event_id)}
            _move_moments(unit, source, step, by_hand)
            for event_id in set(touched) - by_hand:
                _move(unit, unit.get(Event, event_id), step)
            shift_untouched(unit.connection, source.id, step)
        unit.change(source, clock_offset=offset.total_seconds(), clock_reason=reason.strip())
    return unit.changes


def _check_calendar(unit: UnitOfWork, source: Source, step: timedelta) -> None:
    span = span_of(unit.connection, source.id)
    if span is not None and not (span[0] + step >= _FIRST and span[1] + step <= _LAST):
        raise UserError("A time of this source would leave the calendar.", "Correct its clock by less.")


def _move_moments(unit: UnitOfWork, source: Source, step: timedelta, by_hand: set[int]) -> None:
    """Move the moments that stand at the time of an event that will move."""
    for moment in unit.all(Moment, review_id=source.review_id):
        event = unit.find(Event, moment.event_id) if moment.event_id else None
        moves = event is not None and event.source_id == source.id and event.id not in by_hand
        if event is not None and moves and moment.at is not None and moment.at == event.occurred_at:
            unit.change(moment, at=moment.at + step)


def _move(unit: UnitOfWork, event: Event, step: timedelta) -> None:
    if event.occurred_at is not None:
        until = event.occurred_until
        unit.change(event, occurred_at=event.occurred_at + step, occurred_until=until + step if until else None)
