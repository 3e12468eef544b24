"""The response windows that a new library starts with, and how each is measured."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import ResponseWindow
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a response should have done in time, and how the timeline shows it.

    ``or_kind`` lets the first event of that kind end the window too; ``from_shows`` and ``to_shows`` are the kinds
    of events that can stand as evidence for the two ends.
    """

    key: str
    name: str
    definition: str
    minutes: int
    start: MomentKind
    end: MomentKind
    or_kind: EventKind | None
    from_shows: tuple[EventKind, ...]
    to_shows: tuple[EventKind, ...]


@cache
def targets() -> tuple[Target, ...]:
    """Every response target, in the order in which a response meets them."""
    return tuple(_target(entry) for entry in rules()["target"])


def default_windows() -> tuple[ResponseWindow, ...]:
    """One window for each target that holds for every severity; not stored yet, so without ids."""
    return tuple(ResponseWindow(target=target.key, minutes=target.minutes) for target in targets())


@cache
def rules() -> Mapping[str, Any]:
    """The file that says how response windows are measured."""
    return tomllib.loads(resource_text("response/windows.toml"))


def _target(entry: Mapping[str, Any]) -> Target:
    return Target(
        key=entry["key"],
        name=entry["name"],
        definition=entry["definition"],
        minutes=entry["minutes"],
        start=MomentKind(entry["from"]),
        end=MomentKind(entry["to"]),
        or_kind=EventKind(entry["or_kind"]) if "or_kind" in entry else None,
        from_shows=tuple(EventKind(kind) for kind in entry["from_shows"]),
        to_shows=tuple(EventKind(kind) for kind in entry["to_shows"]),
    )
