"""Where two tellings of one event say something else."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from secondstory.model.enums import EventKind
from secondstory.model.records import Event

_MINUTE = timedelta(seconds=59, microseconds=999_999)
_TELLS_SECONDS = re.compile(r"\d:\d\d:\d\d|\d{9}", re.ASCII)
"""A clock with seconds, or a number of them since 1970."""


class Aspect(StrEnum):
    """What two tellings can differ in."""

    TIME = "time"
    KIND = "kind"
    ROLE = "role"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Conflict:
    """An aspect in which another telling differs, and the fields of an event that would say the same as it does."""

    aspect: Aspect
    values: Mapping[str, Any]


def conflicts(shown: Event, other: Event) -> tuple[Conflict, ...]:
    """Where another telling of an event says something else, not merely less.

    A vaguer time agrees with an exact one that lies in it: ``14:02`` with ``14:02:10``. A note, an unknown time and an
    empty role say nothing that could be contradicted.
    """
    found = []
    if not _times_agree(shown, other):
        times = ("occurred_at", "occurred_until", "precision")
        found.append(Conflict(Aspect.TIME, {name: getattr(other, name) for name in times}))
    if other.kind is not shown.kind and EventKind.NOTE not in (other.kind, shown.kind):
        found.append(Conflict(Aspect.KIND, {"kind": other.kind}))
    if other.role and shown.role and _plain(other.role) != _plain(shown.role):
        found.append(Conflict(Aspect.ROLE, {"role": other.role}))
    if _plain(other.title) != _plain(shown.title) and _plain(other.title):
        found.append(Conflict(Aspect.TEXT, {"title": other.title, "body": other.body}))
    return tuple(found)


def _times_agree(one: Event, other: Event) -> bool:
    spans = [_span(event, event.occurred_at) for event in (one, other) if event.occurred_at]
    return len(spans) < 2 or (spans[0][0] <= spans[1][1] and spans[1][0] <= spans[0][1])


def _span(event: Event, at: datetime) -> tuple[datetime, datetime]:
    """From when to when an event may have been: a time that is written without seconds is somewhere in its minute."""
    last = event.occurred_until or at
    if at.second or at.microsecond or last.second or last.microsecond or _TELLS_SECONDS.search(event.time_as_written):
        return at, last
    return at, last + _MINUTE if last <= datetime.max.replace(tzinfo=last.tzinfo) - _MINUTE else last


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
