"""The sources of a review: when they tell of, correcting the clock of one, withdrawing one."""

from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from secondstory.model.changes import Changes, Label
from secondstory.model.errors import UserError
from secondstory.model.imported import NO_TIME
from secondstory.model.instants import instant_at
from secondstory.model.records import Answer, Event, Evidence, Moment, Note, Source
from secondstory.model.snapshot import Snapshot
from secondstory.model.timeline_file import FORMAT as OWN
from secondstory.services.editing import describe
from secondstory.services.import_updates import OF_THE_SOURCE, OF_THE_TIME
from secondstory.services.library import Library
from secondstory.storage.shifting import is_timed_by_hand, shift_untouched, span_of, touched_events
from secondstory.storage.unit_of_work import UnitOfWork
from secondstory.storage.withdrawing import Updated, stood_for, updates_of

_LAST = datetime.max.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime.min.replace(tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)


def spans(snapshot: Snapshot) -> dict[int, tuple[datetime, datetime]]:
    """The first and the last time of each source in the timeline, by its id; not of one without a dated event."""
    events, found = snapshot.events, dict[int, tuple[int, int]]()
    until = events.columns.until
    for event_id, source_id, time in zip(events.ids, events.sources, events.times, strict=True):
        if source_id and time != NO_TIME:
            end = until.get(event_id, time)
            first, last = found.get(source_id, (time, end))
            found[source_id] = (first, max(last, end))  # the events come in their order
    return {source_id: (instant_at(first), instant_at(last)) for source_id, (first, last) in found.items()}


def told_by(snapshot: Snapshot, source_id: int) -> Sequence[int]:
    """The ids of the events of a source as it told them, those among them that were merged into others too."""
    events = snapshot.all_events
    ids = array("q")
    for piece in events.pieces:
        if piece.source_id == source_id:
            ids.extend(piece.ids)
    ids.extend(sorted(event_id for event_id in events.alone if events.rows[event_id].source_id == source_id))
    return ids


def first_told(snapshot: Snapshot) -> dict[int, int]:
    """The id of the first event that each source told, by the id of the source."""
    events, found = snapshot.all_events, dict[int, int]()
    for piece in events.pieces:
        found.setdefault(piece.source_id, piece.first_id)
    for event_id in sorted(events.alone):
        found.setdefault(events.rows[event_id].source_id or 0, event_id)
    found.pop(0, None)  # what was made by hand
    return found


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


def withdraw(library: Library, source_id: int) -> Changes:
    """Take an import out of its review, as one act: the events and unread rows of the source are not seen any more.

    Nothing is deleted, so undo brings all of it back. Duplicates for which its events stood stand for themselves, what
    it brought up to date is again as it was unless somebody edited it since, and nothing points at its events any more.
    Raises `UserError` where it was withdrawn already.
    """
    with library.unit(Label("Withdraw the import of {what}")) as unit:
        source = unit.get(Source, source_id)
        if source.withdrawn:
            raise UserError("This import was withdrawn already.", "Look at the list of sources again.")
        unit.review_id = source.review_id
        unit.label = Label("Withdraw the import of {what}", {"what": describe(source)})
        _let_stand(unit, source.id)
        for updated in updates_of(unit.connection, source.id):
            _take_back(unit, updated, source)
        _let_go(unit, source)
        unit.change(source, withdrawn=True)
    return unit.changes


def _let_stand(unit: UnitOfWork, source_id: int) -> None:
    """Of the duplicates of an event that goes, the first stands for the others from now on."""
    heirs: dict[int, int] = {}
    for event in unit.some_events(stood_for(unit.connection, source_id)):
        if event.merged_into is not None:
            heir = heirs.setdefault(event.merged_into, event.id)
            unit.change(event, merged_into=None if heir == event.id else heir)


def _take_back(unit: UnitOfWork, updated: Updated, source: Source) -> None:
    """Give an event the values that the other files of an import told, or else those that it had before.

    What somebody edited, before the import or since, stays as it is.
    """
    event = unit.find(Event, updated.after.id)
    if event is None:
        return
    sources: dict[int | None, Source] = {row.id: row for row in unit.all(Source, review_id=source.review_id)}
    standing = [v for v in updated.versions if v.source_id in sources and not sources[v.source_id].withdrawn]
    # Our own exports tell roles in the place of names, so that they say what changed and not how the event was.
    left = [v for v in standing if v.source_id != source.id and sources[v.source_id].format != OWN]
    told = unit.get(Event, left[-1].id) if left else updated.before
    kept = {
        name
        for name in OF_THE_SOURCE
        if getattr(updated.after, name) != getattr(updated.versions[-1], name)
        or getattr(event, name) != getattr(standing[-1], name)
    }
    if not kept.isdisjoint(OF_THE_TIME):
        kept.update(OF_THE_TIME)
    unit.change(event, **{name: getattr(told, name) for name in OF_THE_SOURCE if name not in kept})


def _let_go(unit: UnitOfWork, source: Source) -> None:
    """What points at an event of a source that goes: moments keep their time and notes their words, the rest goes."""
    in_review = {"review_id": source.review_id}
    loose: list[Moment | Note] = [*unit.all(Moment, **in_review), *unit.all(Note, **in_review)]
    bound: list[Answer | Evidence] = [*unit.all(Answer, **in_review), *unit.all(Evidence, **in_review)]
    pointed_at = {row.event_id for row in (*loose, *bound) if row.event_id is not None}
    own = {event.id for event in unit.some_events(sorted(pointed_at)) if event.source_id == source.id}
    for row in loose:
        if row.event_id in own:
            step = {"step": row.step or "timeline"} if isinstance(row, Note) else {}
            unit.change(row, event_id=None, **step)
    for going in bound:
        if going.event_id in own:
            unit.remove(going)
