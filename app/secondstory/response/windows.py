"""Response windows kept, missed or not measurable, with the events that show it."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime, timedelta

from secondstory.model.changes import Label
from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.instants import microseconds
from secondstory.model.names import name_of
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.response.defaults import Target, rules, targets
from secondstory.timeline.kinds import events_of


@dataclass(frozen=True, slots=True)
class WindowResult:
    """One window of one review. ``kept`` is empty where it cannot be measured; the note says what is missing.

    ``unknown`` says that it never will be: the group has agreed that a moment it needs is unknown.
    """

    target: str
    name: str
    minutes: int
    start: datetime | None = None
    end: datetime | None = None
    start_event: Event | None = None
    end_event: Event | None = None
    note_label: Label | None = None
    unknown: bool = False

    @property
    def took(self) -> timedelta | None:
        """How long it took, where both ends are known and in order."""
        if self.start is None or self.end is None or self.end < self.start:
            return None
        return self.end - self.start

    @property
    def kept(self) -> bool | None:
        """Whether it took no longer than allowed; nothing where it cannot be measured."""
        return None if self.took is None else self.took <= timedelta(minutes=self.minutes)

    @property
    def note(self) -> str:
        """What is missing for a measurement, in English; often empty."""
        return str(self.note_label) if self.note_label else ""


def window_results(snapshot: Snapshot) -> tuple[WindowResult, ...]:
    """Every response window, measured against the timeline."""
    return tuple(_measure(target, snapshot) for target in targets())


def minutes_for(snapshot: Snapshot, target: str) -> int:
    """The minutes allowed at the severity of the review: its own, else those for all severities, else the default."""
    stored = {_folded(w.severity): w.minutes for w in snapshot.windows if w.target == target}
    severity = _folded(snapshot.review.severity)
    default = next(t.minutes for t in targets() if t.key == target)
    return stored.get(severity, stored.get("", default))


def _measure(target: Target, snapshot: Snapshot) -> WindowResult:
    minutes = minutes_for(snapshot, target.key)
    start = snapshot.moment_at(target.start)
    if start is None:
        missing, unknown = _missing(target.start, snapshot), target.start in snapshot.moments
        return WindowResult(target.key, target.name, minutes, note_label=missing, unknown=unknown)
    start_event = _shown_by(target.start, start, target.from_shows, snapshot)
    end, end_event = _end(target, start, snapshot)
    note = _note_on(target, start, end, snapshot)
    unknown = end is None and target.end in snapshot.moments
    return WindowResult(target.key, target.name, minutes, start, end, start_event, end_event, note, unknown)


def _note_on(target: Target, start: datetime, end: datetime | None, snapshot: Snapshot) -> Label | None:
    if end is None:
        return _note("no-end") if target.or_kind else _missing(target.end, snapshot)
    return _note("reversed", start=name_of(target.start), end=name_of(target.end)) if end < start else None


def _end(target: Target, start: datetime, snapshot: Snapshot) -> tuple[datetime | None, Event | None]:
    """When a window ended: at its moment, or at the first event that may stand for it, whichever came first."""
    moment = snapshot.moment_at(target.end)
    first = _first_from(start, target.or_kind, snapshot) if target.or_kind else None
    if first and first.occurred_at and (moment is None or not start <= moment <= first.occurred_at):
        return first.occurred_at, first
    return moment, _shown_by(target.end, moment, target.to_shows, snapshot) if moment else None


def _first_from(start: datetime, kind: EventKind, snapshot: Snapshot) -> Event | None:
    return next((e for e in events_of(snapshot, kind) if e.occurred_at and e.occurred_at >= start), None)


def _shown_by(kind: MomentKind, at: datetime, shows: tuple[EventKind, ...], snapshot: Snapshot) -> Event | None:
    """The event that shows a moment: the one it was set by, else the nearest of a fitting kind close to it."""
    moment = snapshot.moments[kind]
    if own := snapshot.get(Event, moment.event_id):
        return own
    near = timedelta(minutes=rules()["near_minutes"])
    fitting = snapshot.shown_events.of_kind(*shows).dated
    after = bisect_left(fitting.times, microseconds(at))
    before = bisect_left(fitting.times, fitting.times[after - 1]) if after else 0  # of several at one time, the first
    distances = [(abs(e.occurred_at - at), e) for e in (*fitting[before:][:1], *fitting[after:][:1]) if e.occurred_at]
    close = [(distance, e) for distance, e in distances if distance <= near]
    return min(close, key=lambda item: item[0])[1] if close else None


def _missing(kind: MomentKind, snapshot: Snapshot) -> Label:
    return _note("unknown" if kind in snapshot.moments else "not-set", moment=name_of(kind))


def _note(key: str, **params: str) -> Label:
    return Label(rules()["notes"][key], params)


def _folded(severity: str) -> str:
    """A severity without the differences of typing: ``SEV-1``, ``sev 1`` and ``Sev1`` are one."""
    return "".join(letter for letter in severity.casefold() if letter.isalnum())
