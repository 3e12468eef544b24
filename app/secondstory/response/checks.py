"""The ten checks on how help and information moved."""

import tomllib
from dataclasses import dataclass
from functools import cache

from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Check:
    """One check. Its answer is the `Answer` whose question is this key and which belongs to no event."""

    key: str
    group: str
    text: str


@cache
def checks() -> tuple[Check, ...]:
    """E1 to E5 on escalation, then C1 to C5 on communication."""
    entries = tomllib.loads(resource_text("response/checks.toml"))["check"]
    return tuple(Check(entry["key"], entry["group"], entry["text"]) for entry in entries)
