"""The rhythm of communications: gaps, silences and promised times."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from itertools import pairwise
from statistics import median

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import in_zone
from secondstory.timeline.cues import cue_pattern, text_of
from secondstory.timeline.kinds import events_of
from secondstory_resources import resource_text

_NUMBERS = {"a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0, "half": 0.5, "half a": 0.5, "half an": 0.5}
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))? ?([ap])?", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Silence:
    """A time in which nobody was told anything."""

    start: datetime
    end: datetime

    @property
    def span(self) -> timedelta:
        """How long it lasted."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Cadence:
    """The gaps between consecutive communications while the incident was open, in their order.

    ``first_lag`` runs from detection to the first communication; it is empty where either is unknown.
    """

    gaps: tuple[timedelta, ...]
    median: timedelta | None
    longest: timedelta | None
    first_lag: timedelta | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A communication that stated when the next one would come.

    ``kept`` is empty where the incident was over before it fell due.
    """

    event: Event
    due: datetime
    kept: bool | None


def longest_silence(snapshot: Snapshot) -> Silence | None:
    """The longest time without a communication, from detected (else started) to resolved (else the last of them).

    Of equal silences the first. Nothing where the beginning or the end is unknown.
    """
    start = _opened(snapshot)
    if start is None:
        return None
    times = [at for at in _times(snapshot) if at >= start]
    resolved = snapshot.moment_at(MomentKind.RESOLVED)
    end = resolved or (times[-1] if times else None)
    if end is None or end <= start:
        return None
    stops = [start, *(at for at in times if at < end), end]
    return max((Silence(a, b) for a, b in pairwise(stops)), key=lambda silence: silence.span)


def cadence(snapshot: Snapshot) -> Cadence:
    """How regularly people were told, from detected (else started) to resolved."""
    start, end = _opened(snapshot), snapshot.moment_at(MomentKind.RESOLVED)
    times = [at for at in _times(snapshot) if (start is None or at >= start) and (end is None or at <= end)]
    gaps = tuple(b - a for a, b in pairwise(times))
    detected = snapshot.moment_at(MomentKind.DETECTED)
    first = next((at for at in times if detected and at >= detected), None)
    lag = first - detected if first and detected else None
    middle = timedelta(seconds=median(gap.total_seconds() for gap in gaps)) if gaps else None
    return Cadence(gaps, middle, max(gaps, default=None), lag)


def promises(snapshot: Snapshot) -> tuple[Promise, ...]:
    """The communications that promised a time for the next one, and whether it came by then."""
    told = [e for e in events_of(snapshot, EventKind.COMMUNICATION) if e.occurred_at]
    found = []
    for place, event in enumerate(told):
        due = promised_next(event, snapshot.zone)
        if due is not None:
            later = told[place + 1] if place + 1 < len(told) else None
            found.append(Promise(event, due, _is_kept(due, later, snapshot)))
    return tuple(found)


def promised_next(event: Event, zone: tzinfo) -> datetime | None:
    """When the text of an update says that the next one will come; clock times are read in the zone unless in UTC.

    Nothing where it does not say, or names a time that no calendar has.
    """
    try:
        return _promised(text_of(event), event.occurred_at, zone) if event.occurred_at else None
    except OverflowError:
        return None


def _promised(text: str, at: datetime, zone: tzinfo) -> datetime | None:
    for name in ("after", "every"):
        if found := _promises()[name].search(text):
            return at + _span(found["amount"], found["unit"])
    if found := _promises()["clock"].search(text):
        return _next_clock(found["clock"], at, UTC if found["zone"] else zone)
    return None


def _is_kept(due: datetime, later: Event | None, snapshot: Snapshot) -> bool | None:
    if later is not None and later.occurred_at is not None and later.occurred_at <= due:
        return True
    resolved = snapshot.moment_at(MomentKind.RESOLVED)
    return None if resolved is not None and resolved <= due else False


def _span(amount: str | None, unit: str) -> timedelta:
    folded = (amount or "one").casefold()
    number = _NUMBERS[folded] if folded in _NUMBERS else float(folded)
    return timedelta(hours=number) if unit.casefold().startswith("h") else timedelta(minutes=number)


def _next_clock(clock: str, after: datetime, zone: tzinfo) -> datetime | None:
    """The next time the clock shows this after an instant; nothing where it is no time of day."""
    found = _CLOCK.match(clock)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59:
        return None
    local = in_zone(after, zone)
    due = local.replace(hour=hour, minute=minute, second=0, microsecond=0)
    return (due if due > local else due + timedelta(days=1)).astimezone(UTC)


def _opened(snapshot: Snapshot) -> datetime | None:
    return snapshot.moment_at(MomentKind.DETECTED) or snapshot.moment_at(MomentKind.STARTED)


def _times(snapshot: Snapshot) -> list[datetime]:
    return [e.occurred_at for e in events_of(snapshot, EventKind.COMMUNICATION) if e.occurred_at]


@cache
def _promises() -> Mapping[str, re.Pattern[str]]:
    table = tomllib.loads(resource_text("response/questions.toml"))["promise"]
    return {name: cue_pattern([pattern]) for name, pattern in table.items()}
