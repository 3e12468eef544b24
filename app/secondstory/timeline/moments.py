"""A first guess at the six moments, for somebody to confirm."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import Event
from secondstory.model.snapshot import sort_events
from secondstory.timeline.cues import cue_pattern
from secondstory_resources import resource_text

_ORDER = (
    MomentKind.DETECTED,
    MomentKind.STARTED,
    MomentKind.ACKNOWLEDGED,
    MomentKind.DECLARED,
    MomentKind.MITIGATED,
    MomentKind.RESOLVED,
)
"""Detected is found first: where no event tells of harm, the last change before it is taken for the start."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which events can stand for a moment, and whether the first or the last of them does."""

    kinds: frozenset[EventKind]
    cues: re.Pattern[str] | None
    last: bool
    before: tuple[MomentKind, ...]

    def fits(self, event: Event) -> bool:
        """Whether the kind and the words of an event speak for the moment."""
        return event.kind in self.kinds and (self.cues is None or self.cues.search(event.title) is not None)


def suggest_moments(events: Iterable[Event]) -> dict[MomentKind, Event]:
    """The events that probably mark the moments; a moment that nothing speaks for is left out."""
    dated = [e for e in sort_events(events) if e.occurred_at and not e.hidden and e.merged_into is None]
    found: dict[MomentKind, Event] = {}
    for kind in _ORDER:
        if event := _suggest(kind, dated, found):
            found[kind] = event
    return {kind: found[kind] for kind in MomentKind if kind in found}


def _suggest(kind: MomentKind, dated: Sequence[Event], found: Mapping[MomentKind, Event]) -> Event | None:
    rules, not_before = _rules()[kind]
    for rule in rules:
        candidates = _candidates(dated, found, not_before, rule.before)
        fitting = (e for e in (reversed(candidates) if rule.last else candidates) if rule.fits(e))
        if event := next(fitting, None):
            return event
    return None


def _candidates(
    dated: Sequence[Event],
    found: Mapping[MomentKind, Event],
    not_before: tuple[MomentKind, ...],
    before: tuple[MomentKind, ...],
) -> Sequence[Event]:
    """The events from some moments on and up to another; none where a rule ends at a moment that was not found."""
    if any(kind not in found for kind in before):
        return ()
    begin = max((dated.index(found[kind]) for kind in not_before if kind in found), default=0)
    return dated[begin : min((dated.index(found[kind]) for kind in before), default=len(dated))]


@cache
def _rules() -> Mapping[MomentKind, tuple[tuple[_Rule, ...], tuple[MomentKind, ...]]]:
    tables = tomllib.loads(resource_text("timeline/moments.toml"))
    return {
        MomentKind(key): (tuple(_rule(entry) for entry in table["rules"]), _moments(table.get("not_before", ())))
        for key, table in tables.items()
    }


def _rule(entry: Mapping[str, Any]) -> _Rule:
    cues = entry.get("cues")
    return _Rule(
        kinds=frozenset(EventKind(kind) for kind in entry.get("kinds", EventKind)),
        cues=cue_pattern(cues) if cues else None,
        last=entry.get("pick") == "last",
        before=_moments(entry.get("before", ())),
    )


def _moments(keys: Iterable[str]) -> tuple[MomentKind, ...]:
    return tuple(MomentKind(key) for key in keys)
