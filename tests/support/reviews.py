"""Small reviews for tests: `snapshot(events=[event("14:05", "Alert fired")])` and friends.

Everything happens on 2026-05-04 in UTC unless a test says otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.event_list import EventList, timeline_order
from secondstory.model.events import Events
from secondstory.model.records import (
    Action,
    ActionCause,
    Answer,
    Cause,
    Event,
    Evidence,
    GlossaryTerm,
    Idea,
    Impact,
    KeptWording,
    Learning,
    Moment,
    Note,
    Participant,
    Record,
    ResponseWindow,
    Review,
    RoleDescription,
    Source,
    Unread,
)
from secondstory.model.snapshot import Snapshot

R = TypeVar("R", bound=Record)
DAY = datetime(2026, 5, 4, tzinfo=UTC)


def at(clock: str, days: int = 0) -> datetime:
    """The instant of ``14:05`` or ``14:05:30`` on the day of the tests, or some days after it."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return DAY + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds[0] if seconds else 0)


def review(**values: Any) -> Review:
    """A review with the id 1."""
    return Review(**{"id": 1, "ref": "R-1", "title": "Card payments stopped", "created_at": DAY} | values)


def event(clock: str | datetime | None, title: str, kind: EventKind = EventKind.NOTE, **values: Any) -> Event:
    """An event at a clock time of the day; its time is unknown where the clock is None."""
    when = at(clock) if isinstance(clock, str) else clock
    values.setdefault("precision", Precision.UNKNOWN if when is None else Precision.EXACT)
    return Event(review_id=1, occurred_at=when, title=title, kind=kind, **values)


def moment(kind: MomentKind, clock: str | datetime | None, **values: Any) -> Moment:
    """A moment at a clock time of the day, or agreed to be unknown."""
    return Moment(review_id=1, kind=kind, at=at(clock) if isinstance(clock, str) else clock, **values)


def moments(**clocks: str | None) -> list[Moment]:
    """Several moments at once, for example ``moments(started="14:00", detected="14:05")``."""
    return [moment(MomentKind(kind), clock) for kind, clock in clocks.items()]


def action(text: str = "Add an alert for an empty import", **values: Any) -> Action:
    """An action, open and not scored."""
    return Action(**{"review_id": 1, "uid": f"uid-{text}", "text": text, "created_at": DAY} | values)


def cause(text: str = "The queue has no upper bound", **values: Any) -> Cause:
    """A cause that nobody has classified yet."""
    return Cause(review_id=1, text=text, **values)


def timeline(events: Iterable[Event]) -> EventList:
    """Events in the order of the timeline; those without an id get their place, counted from 1."""
    return timeline_order(Events(_with_ids(events)))


def snapshot(
    review: Review | None = None,
    *,
    events: Iterable[Event] = (),
    moments: Iterable[Moment] = (),
    sources: Iterable[Source] = (),
    unread: Iterable[Unread] = (),
    participants: Iterable[Participant] = (),
    impacts: Iterable[Impact] = (),
    causes: Iterable[Cause] = (),
    evidence: Iterable[Evidence] = (),
    learnings: Iterable[Learning] = (),
    ideas: Iterable[Idea] = (),
    actions: Iterable[Action] = (),
    links: Iterable[ActionCause] = (),
    notes: Iterable[Note] = (),
    answers: Iterable[Answer] = (),
    kept_wordings: Iterable[KeptWording] = (),
    windows: Iterable[ResponseWindow] = (),
    glossary: Iterable[GlossaryTerm] = (),
    roles: Iterable[RoleDescription] = (),
) -> Snapshot:
    """A snapshot of these rows. A row without an id gets its place in its list, counted from 1."""
    tables: dict[type[Record], Iterable[Record]] = {
        Event: events,
        Moment: moments,
        Source: sources,
        Unread: unread,
        Participant: participants,
        Impact: impacts,
        Cause: causes,
        Evidence: evidence,
        Learning: learnings,
        Idea: ideas,
        Action: actions,
        ActionCause: links,
        Note: notes,
        Answer: answers,
        KeptWording: kept_wordings,
        ResponseWindow: windows,
        GlossaryTerm: glossary,
        RoleDescription: roles,
    }
    return Snapshot(review or _default_review(), {kind: _with_ids(rows) for kind, rows in tables.items() if rows})


def _default_review() -> Review:
    return review()


def _with_ids(rows: Iterable[R]) -> dict[int, R]:
    numbered = (row if row.id else replace(row, id=place) for place, row in enumerate(rows, 1))
    return {row.id: row for row in numbered}
