"""Durations between the six moments of one review, each by its written definition."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from secondstory.model.changes import Label
from secondstory.model.enums import MomentKind, ReviewKind
from secondstory.model.names import name_of
from secondstory.model.snapshot import Snapshot
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class DurationKind:
    """How one duration is measured. ``harm`` says that it does not apply where no harm came about."""

    key: str
    name: str
    definition: str
    start: MomentKind
    end: MomentKind
    harm: bool


@dataclass(frozen=True, slots=True)
class Duration:
    """One duration of one review. ``span`` is empty where it is unknown or does not apply; the note says which."""

    kind: DurationKind
    span: timedelta | None
    note_label: Label | None = None

    @property
    def key(self) -> str:
        """Which duration it is, for example ``detect``."""
        return self.kind.key

    @property
    def name(self) -> str:
        """What people call it, for example ``Time to detect``."""
        return self.kind.name

    @property
    def start(self) -> MomentKind:
        """The moment it is measured from."""
        return self.kind.start

    @property
    def end(self) -> MomentKind:
        """The moment it is measured to."""
        return self.kind.end

    @property
    def note(self) -> str:
        """What must be said beside the figure, in English; often empty."""
        return str(self.note_label) if self.note_label else ""


@cache
def duration_kinds() -> tuple[DurationKind, ...]:
    """Every duration that is measured, in the order in which it is shown."""
    return tuple(
        DurationKind(
            entry["key"],
            entry["name"],
            entry["definition"],
            MomentKind(entry["start"]),
            MomentKind(entry["end"]),
            entry["harm"],
        )
        for entry in _table()["duration"]
    )


def durations(snapshot: Snapshot) -> tuple[Duration, ...]:
    """Every duration of a review, the unknown ones included."""
    return tuple(_measure(kind, snapshot) for kind in duration_kinds())


def _measure(kind: DurationKind, snapshot: Snapshot) -> Duration:
    if kind.harm and snapshot.review.kind is ReviewKind.NEAR_MISS:
        return Duration(kind, None, _note("not-applicable"))
    start, end = snapshot.moment_at(kind.start), snapshot.moment_at(kind.end)
    if start is None or end is None:
        missing = kind.start if start is None else kind.end
        key = "unknown" if missing in snapshot.moments else "not-set"
        return Duration(kind, None, _note(key, moment=name_of(missing)))
    if end >= start:
        return Duration(kind, end - start)
    if (kind.start, kind.end) == (MomentKind.STARTED, MomentKind.DETECTED):
        return Duration(kind, timedelta(0), _note("before-harm"))
    return Duration(kind, None, _note("reversed", start=name_of(kind.start), end=name_of(kind.end)))


def _note(key: str, **params: str) -> Label:
    return Label(_table()["notes"][key], params)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("metrics/durations.toml"))
