"""Times in fields of a record, such as ``resolved_at``: which of them are events, by rules that are data."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.importers.documents.events import Time
from secondstory.importers.rules import rules
from secondstory.model.enums import EventKind


@dataclass(frozen=True, slots=True)
class TimeField:
    """A field that holds a time: the part of the record that it stands for, what to call it, and its kind."""

    field: str
    part: str
    title: str
    kind: EventKind

    def of(self, record: Any) -> Time:
        """The time that a decoded record has in this field; None where it is empty or zero, which means not set."""
        time: Time = getattr(record, self.field)
        return None if time in (None, "", "0", 0) else time


@cache
def time_fields(rules_name: str) -> tuple[TimeField, ...]:
    """The fields that the rules of a format list as ``[[time]]``, in their order."""
    return tuple(
        TimeField(entry["field"], entry["part"], entry["title"], EventKind(entry["kind"]))
        for entry in rules(rules_name)["time"]
    )


def stages(rules_name: str, record: Any) -> list[tuple[TimeField, Time]]:
    """The fields of `time_fields` that a decoded record has, each with its time."""
    return [(stage, time) for stage in time_fields(rules_name) if (time := stage.of(record)) is not None]
