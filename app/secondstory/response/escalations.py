"""Escalations and handoffs that the timeline shows. More of them is not worse: early calls for help are healthy."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import Any

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.event_texts import find_telling
from secondstory.model.progress import Progress, Work, finish
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.cues import cue_pattern, text_of
from secondstory.timeline.kinds import events_of
from secondstory_resources import resource_text

A_STEP = 200
"""So many events are searched in one step."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """An event in which more help was brought in. ``kind`` is a key, ``name`` what people read for it."""

    event: Event
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Handoff:
    """An event in which somebody else took the next step. ``back`` is true where it returned to an earlier party."""

    event: Event
    to: str
    back: bool


def escalations(snapshot: Snapshot) -> tuple[Escalation, ...]:
    """The escalations of the timeline, sorted by what their text tells."""
    return tuple(_sorted(event) for event in events_of(snapshot, EventKind.ESCALATION))


def time_to_first_escalation(snapshot: Snapshot) -> timedelta | None:
    """From acknowledgement to the first escalation with a time; negative where help came before anybody took it on."""
    acknowledged = snapshot.moment_at(MomentKind.ACKNOWLEDGED)
    first = next((e.event.occurred_at for e in escalations(snapshot) if e.event.occurred_at), None)
    return first - acknowledged if first and acknowledged else None


def handoffs(snapshot: Snapshot) -> tuple[Handoff, ...]:
    """The handoffs of the timeline, in its order."""
    return finish(find_handoffs(snapshot))


def find_handoffs(snapshot: Snapshot) -> Work[tuple[Handoff, ...]]:
    """The same in small steps, for a timeline of very many events."""
    found: list[Handoff] = []
    seen: set[str] = set()
    # Searching for the cues takes far longer than looking whether a word of one is there at all.
    likely = yield from find_telling(snapshot.shown_events, _may_hand_over, "title", "body")
    for number, event in enumerate(likely):
        if number % A_STEP == 0:
            yield Progress(number, len(likely), "")
        match = _first_match(text_of(event))
        if match is None:
            continue
        to = (match.groupdict().get("to") or "").strip()
        found.append(Handoff(event, to, to.casefold() in seen))
        if to:
            seen.add(to.casefold())
    return tuple(found)


def _may_hand_over(title: str, body: str) -> bool:
    text = f"{title} {body}".casefold()
    return any(word in text for word in _handoff_words())


def _sorted(event: Event) -> Escalation:
    text = text_of(event)
    for key, name, cues in _kinds():
        if cues is None or cues.search(text):
            return Escalation(event, key, name)
    raise AssertionError("the last kind takes every escalation")


def _first_match(text: str) -> re.Match[str] | None:
    matches = (pattern.search(text) for pattern in _handoff_patterns())
    return next((match for match in matches if match), None)


@cache
def _kinds() -> tuple[tuple[str, str, re.Pattern[str] | None], ...]:
    return tuple(
        (entry["key"], entry["name"], cue_pattern(entry["cues"]) if entry["cues"] else None)
        for entry in _table()["kind"]
    )


@cache
def _handoff_words() -> tuple[str, ...]:
    return tuple(_table()["handoffs"]["words"])


@cache
def _handoff_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(cue_pattern([cue]) for cue in _table()["handoffs"]["cues"])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("response/escalations.toml"))
