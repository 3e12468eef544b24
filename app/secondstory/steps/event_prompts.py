"""Second-story questions that follow the selected event."""

import tomllib
from collections.abc import Mapping
from functools import cache

from secondstory.model.enums import EventKind
from secondstory_resources import resource_text


def prompts_for(kind: EventKind) -> tuple[str, ...]:
    """Two or three questions that fit a kind of event; answers are kept as notes beside the event."""
    return _table()[kind]


@cache
def _table() -> Mapping[EventKind, tuple[str, ...]]:
    table = tomllib.loads(resource_text("steps/event-prompts.toml"))
    return {EventKind(key): tuple(prompts) for key, prompts in table.items()}
