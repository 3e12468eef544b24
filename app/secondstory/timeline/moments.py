"""A first guess at the six moments, for somebody to confirm."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.event_list import EventList
from secondstory.model.records import Event
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
        """Whether the words of an event speak for the moment."""
        return self.cues is None or self.cues.search(event.title) is not None


def suggest_moments(events: EventList) -> dict[MomentKind, Event]:
    """The events of a timeline that probably mark the moments; a moment that nothing speaks for is left out."""
    dated = events.shown.dated
    found: dict[MomentKind, Event] = {}
    for kind in _ORDER:
        if event := _suggest(kind, dated, found):
            found[kind] = event
    return {kind: found[kind] for kind in MomentKind if kind in found}


def _suggest(kind: MomentKind, dated: EventList, found: Mapping[MomentKind, Event]) -> Event | None:
    rules, not_before = _rules()[kind]
    for rule in rules:
        candidates = _candidates(dated, found, not_before, rule.before).of_kind(*rule.kinds)
        fitting = (e for e in (reversed(candidates) if rule.last else candidates) if rule.fits(e))
        if event := next(fitting, None):
            return event
    return None


def _candidates(
    dated: EventList,
    found: Mapping[MomentKind, Event],
    not_before: tuple[MomentKind, ...],
    before: tuple[MomentKind, ...],
) -> EventList:
    """The events from some moments on and up to another; none where a rule ends at a moment that was not found."""
    if any(kind not in found for kind in before):
        return EventList()
    places = {kind: dated.ids.index(event.id) for kind, event in found.items()}
    begin = max((places[kind] for kind in not_before if kind in places), default=0)
    return dated[begin : min((places[kind] for kind in before), default=len(dated))]


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
