"""A review as it stands at one instant: immutable, complete, and free of the database."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from operator import attrgetter
from typing import TypeVar
from zoneinfo import ZoneInfo

from secondstory.model.changes import Change, Changes
from secondstory.model.enums import ActionStatus, MomentKind, UnreadState
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

R = TypeVar("R", bound=Record)
ORDER = attrgetter("occurred_at", "position", "merged_into", "source_id", "review_id")
EVENT_VIEWS = ("events", "shown_events", "key_events")
FAR_FUTURE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Snapshot:
    """One review and all its rows, by type and id; the sorted views are worked out once, when asked for."""

    review: Review
    tables: Mapping[type[Record], Mapping[int, Record]] = field(default_factory=dict)

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every row of a type, oldest first."""
        rows = self.tables.get(kind, {})
        return tuple(rows[key] for key in sorted(rows))  # type: ignore[misc]  # the table of a type holds that type

    def get(self, kind: type[R], row_id: int | None) -> R | None:
        """The row of that id, or nothing."""
        return self.tables.get(kind, {}).get(row_id or 0)  # type: ignore[return-value]  # as above

    def with_changes(self, changes: Changes) -> "Snapshot":
        """The snapshot after the changes. Rows of other reviews are passed over; bulk changes need a new reading."""
        tables = dict(self.tables)
        review = self.review
        for change in changes.rows:
            row = change.record
            if isinstance(row, Review):
                review = row if row.id == review.id else review
                continue
            if getattr(row, "review_id", review.id) != review.id:
                continue
            rows = dict(tables.get(type(row), {}))
            if change.after is None:
                rows.pop(row.id, None)
            else:
                rows[row.id] = row
            tables[type(row)] = rows
        changed = replace(self, review=review, tables=tables)
        if not any(isinstance(change.record, Event) for change in changes.rows):
            changed.__dict__.update({name: self.__dict__[name] for name in EVENT_VIEWS if name in self.__dict__})
        elif "events" in self.__dict__ and not any(_moves(change) for change in changes.rows):
            # Sorting a long timeline again takes a hundred times as long as looking for what changed in it.
            events = changed.tables.get(Event, {})
            changed.__dict__["events"] = tuple(events[event.id] for event in self.events)
        return changed

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the review is told in."""
        return ZoneInfo(self.review.timezone)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """All events that stand for themselves, hidden ones included, in the order of the timeline."""
        return tuple(sort_events(e for e in self.all(Event) if e.merged_into is None))

    @cached_property
    def shown_events(self) -> tuple[Event, ...]:
        """The events that are not hidden, in the order of the timeline."""
        return tuple(e for e in self.events if not e.hidden)

    @cached_property
    def key_events(self) -> tuple[Event, ...]:
        """The shown events that the group marked as key."""
        return tuple(e for e in self.shown_events if e.key)

    def duplicates_of(self, event_id: int) -> tuple[Event, ...]:
        """The events that were merged into this one."""
        return tuple(e for e in self.all(Event) if e.merged_into == event_id)

    @cached_property
    def moments(self) -> dict[MomentKind, Moment]:
        """The moments that were set or marked unknown."""
        return {m.kind: m for m in self.all(Moment)}

    def moment_at(self, kind: MomentKind) -> datetime | None:
        """When a moment was, where that is known."""
        moment = self.moments.get(kind)
        return moment.at if moment else None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The imported files whose events are in the timeline."""
        return tuple(s for s in self.all(Source) if not s.withdrawn)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The rows that still wait for somebody to look at them."""
        active = {s.id for s in self.sources}
        return tuple(u for u in self.all(Unread) if u.state is UnreadState.OPEN and u.source_id in active)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """Who takes part, in the order they were added."""
        return self.all(Participant)

    @property
    def impacts(self) -> tuple[Impact, ...]:
        """The rows of the Impact step."""
        return self.all(Impact)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The contributing conditions, in the order they were named."""
        return self.all(Cause)

    @property
    def learnings(self) -> tuple[Learning, ...]:
        """The rows of the Learnings step."""
        return tuple(sorted(self.all(Learning), key=attrgetter("position", "id")))

    @property
    def ideas(self) -> tuple[Idea, ...]:
        """What was parked."""
        return self.all(Idea)

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions, those that are not done included."""
        return self.all(Action)

    @property
    def kept_actions(self) -> tuple[Action, ...]:
        """The actions that the group means to do."""
        return tuple(a for a in self.actions if a.status is not ActionStatus.NOT_DOING)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was answered to prompts."""
        return self.all(Note)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """What was answered to checks."""
        return self.all(Answer)

    @property
    def kept_wordings(self) -> tuple[KeptWording, ...]:
        """The phrases that somebody chose to keep."""
        return self.all(KeptWording)

    @property
    def windows(self) -> tuple[ResponseWindow, ...]:
        """The response windows of the playbook."""
        return self.all(ResponseWindow)

    @property
    def glossary(self) -> tuple[GlossaryTerm, ...]:
        """The words of the playbook, by the alphabet."""
        return tuple(sorted(self.all(GlossaryTerm), key=lambda t: t.term.casefold()))

    @property
    def roles(self) -> tuple[RoleDescription, ...]:
        """The roles of the playbook."""
        return self.all(RoleDescription)

    def evidence_of(self, cause_id: int) -> tuple[Event, ...]:
        """The events that support a cause, in the order of the timeline."""
        wanted = {e.event_id for e in self.all(Evidence) if e.cause_id == cause_id}
        return tuple(e for e in self.events if e.id in wanted)

    def causes_of(self, action_id: int) -> tuple[Cause, ...]:
        """The causes that an action changes."""
        wanted = {link.cause_id for link in self.all(ActionCause) if link.action_id == action_id}
        return tuple(c for c in self.causes if c.id in wanted)

    def actions_of(self, cause_id: int) -> tuple[Action, ...]:
        """The actions that change a cause."""
        wanted = {link.action_id for link in self.all(ActionCause) if link.cause_id == cause_id}
        return tuple(a for a in self.actions if a.id in wanted)


def _moves(change: Change) -> bool:
    """Whether a change may give the timeline another event, or another order."""
    before, after = change.before, change.after
    if not isinstance(change.record, Event):
        return False
    if not (isinstance(before, Event) and isinstance(after, Event)):
        return True
    return ORDER(before) != ORDER(after)


def sort_events(events: Iterable[Event]) -> list[Event]:
    """Events in the order of the timeline.

    Dated events stand by time, then by position. An event without a time stands where its source told it: right
    behind the last dated event before it in the same source, or first where there is none.
    """
    told = sorted(events, key=attrgetter("id"))
    told.sort(key=attrgetter("position"))  # sorts are stable, and keys that are no tuples cost a third
    anchors = _anchors(told)
    return [told[place] for place in sorted(range(len(told)), key=anchors.__getitem__)]


def _anchors(told: Sequence[Event]) -> list[datetime]:
    """The time by which each event is placed: its own, else that of its source before it."""
    times = list(map(attrgetter("occurred_at"), told))
    if None not in times:
        return times
    latest: dict[int | None, datetime] = {}
    for event, at in zip(reversed(told), reversed(times), strict=True):
        if at is not None:
            latest[event.source_id] = at  # ends as the first known time of each source
    for place, event in enumerate(told):
        latest[event.source_id] = times[place] = times[place] or latest.get(event.source_id, FAR_FUTURE)
    return times
