"""The groups of systemic and external causes that people choose from."""

import tomllib
from dataclasses import dataclass
from functools import cache

from secondstory.model.enums import CauseLabel
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Group:
    """A kind of cause: its stored key, its side, and what people read about it."""

    key: str
    label: CauseLabel
    title: str
    covers: str
    keywords: tuple[str, ...] = ()


@cache
def _all() -> tuple[Group, ...]:
    rows = tomllib.loads(resource_text("taxonomy/groups.toml"))["groups"]
    return tuple(
        Group(row["key"], CauseLabel(row["label"]), row["title"], row["covers"], tuple(row["keywords"].split()))
        for row in rows
    )


def groups(label: CauseLabel | None = None) -> tuple[Group, ...]:
    """The groups of a label (systemic or external), or all of them, in the order in which they are shown."""
    return tuple(group for group in _all() if label is None or group.label is label)


def best_group(text: str, label: CauseLabel) -> str:
    """The key of the group whose words a text uses most, or nothing where it uses none of them."""
    words = text.lower().replace("'s", "").replace(",", " ").replace(".", " ").split()
    best, most = "", 0
    for group in groups(label):
        hits = sum(any(word.startswith(key) for key in group.keywords) for word in words)
        if hits > most:
            best, most = group.key, hits
    return best
