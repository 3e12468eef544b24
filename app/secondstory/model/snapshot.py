"""A review as it stands at one instant: immutable, complete, and free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import TypeVar
from zoneinfo import ZoneInfo

from secondstory.model.changes import Change, Changes
from secondstory.model.enums import ActionStatus, MomentKind, UnreadState
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

R = TypeVar("R", bound=Record)
ORDER = attrgetter("occurred_at", "occurred_until", "position", "merged_into", "source_id", "review_id")
EVENT_VIEWS = ("all_events", "events")


@dataclass(frozen=True)
class Snapshot:
    """One review and all its rows, by type and id; the sorted views are worked out once, when asked for."""

    review: Review
    tables: Mapping[type[Record], Mapping[int, Record]] = field(default_factory=dict)

    @cached_property
    def all_events(self) -> Events:
        """All events by id, merged ones included."""
        events = self.tables.get(Event, {})
        return events if isinstance(events, Events) else Events(events)  # type: ignore[arg-type]  # a table of events

    def all(self, kind: type[R]) -> tuple[R, ...]:
        """Every row of a type, oldest first."""
        rows = self.tables.get(kind, {})
        return tuple(rows[key] for key in sorted(rows))  # type: ignore[misc]  # the table of a type holds that type

    def get(self, kind: type[R], row_id: int | None) -> R | None:
        """The row of that id, or nothing."""
        return self.tables.get(kind, {}).get(row_id or 0)  # type: ignore[return-value]  # as above

    def with_changes(self, changes: Changes) -> "Snapshot":
        """The snapshot after the changes. Rows of other reviews are passed over; bulk changes need a new reading."""
        review = self.review
        changed: dict[type[Record], dict[int, Record | None]] = {}
        for change in changes.rows:
            row = change.record
            if isinstance(row, Review):
                review = row if row.id == review.id else review
            elif getattr(row, "review_id", review.id) == review.id:
                changed.setdefault(type(row), {})[row.id] = change.after
        tables = {**self.tables, **{kind: _with(self.tables.get(kind, {}), rows) for kind, rows in changed.items()}}
        after = replace(self, review=review, tables=tables)
        if Event not in changed:
            after.__dict__.update({name: self.__dict__[name] for name in EVENT_VIEWS if name in self.__dict__})
        elif "events" in self.__dict__ and not any(_moves(change) for change in changes.rows):
            # Sorting a long timeline again takes a hundred times as long as looking for what changed in it.
            after.__dict__["events"] = self.events.with_rows(after.all_events, changed[Event])
        return after

    @property
    def zone(self) -> ZoneInfo:
        """The time zone that the review is told in."""
        return ZoneInfo(self.review.timezone)

    @cached_property
    def events(self) -> EventList:
        """All events that stand for themselves, hidden ones included, in the order of the timeline."""
        return timeline_order(self.all_events)

    @property
    def shown_events(self) -> EventList:
        """The events that are not hidden, in the order of the timeline."""
        return self.events.shown

    @property
    def key_events(self) -> EventList:
        """The shown events that the group marked as key."""
        return self.shown_events.key

    def duplicates_of(self, event_id: int) -> tuple[Event, ...]:
        """The events that were merged into this one."""
        return tuple(e for e in self.all_events.merged if e.merged_into == event_id)

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
        places = sorted(place for event_id in wanted if (place := self.events.place_of(event_id)) is not None)
        return tuple(self.events[place] for place in places)

    def causes_of(self, action_id: int) -> tuple[Cause, ...]:
        """The causes that an action changes."""
        wanted = {link.cause_id for link in self.all(ActionCause) if link.action_id == action_id}
        return tuple(c for c in self.causes if c.id in wanted)

    def actions_of(self, cause_id: int) -> tuple[Action, ...]:
        """The actions that change a cause."""
        wanted = {link.action_id for link in self.all(ActionCause) if link.cause_id == cause_id}
        return tuple(a for a in self.actions if a.id in wanted)


def _with(table: Mapping[int, Record], rows: Mapping[int, Record | None]) -> Mapping[int, Record]:
    """A table with other rows, or without those that are nothing."""
    if isinstance(table, Events):
        return table.changed(rows)
    return {row_id: row for row_id, row in {**table, **rows}.items() if row is not None}


def _moves(change: Change) -> bool:
    """Whether a change may give the timeline another event, or another order."""
    before, after = change.before, change.after
    if not isinstance(change.record, Event):
        return False
    if not (isinstance(before, Event) and isinstance(after, Event)):
        return True
    return ORDER(before) != ORDER(after)
