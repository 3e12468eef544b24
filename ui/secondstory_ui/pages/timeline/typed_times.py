"""Times of events as people type them: with their honesty, and over a stretch."""

import re
from datetime import datetime
from typing import Any

from secondstory.model.enums import Precision
from secondstory.model.records import Event
from secondstory.timeline.clock import in_zone
from secondstory.timeline.typed_time import read_typed_time
from secondstory_ui.page import StepPage
from secondstory_ui.times import beginning_of

_ABOUT = re.compile(r"^\s*(?:~|≈|about\b|ca\.?(?=[\s\d]))\s*", re.IGNORECASE)
_STRETCH = re.compile(r"\s*[–—]\s*|\s+(?:-|to)\s+")
_UNKNOWN = frozenset({"", "?", "unknown"})


def typed_values(page: StepPage, text: str, event: Event | None, before: Event | None) -> dict[str, Any]:
    """The values of an event's time that a typed text means.

    ``14:05`` is of the day of the event, else of the event before it; ``+7m`` counts from the event before it.
    ``~14:05`` is approximate, ``14:05–14:20`` lasts, ``?`` or nothing is unknown. Raises `UserError`.
    """
    if text.strip().casefold() in _UNKNOWN:
        return {"occurred_at": None}
    plain = _ABOUT.sub("", text)
    start, *end = _STRETCH.split(plain.strip(), maxsplit=1)
    near = before.occurred_at if before else None
    own = event.occurred_at if event else None
    at = _read(page, start, near=near, day=own or near)
    values: dict[str, Any] = {"occurred_at": at}
    if end:
        values["occurred_until"] = _read(page, end[0], near=at, day=at)
    if plain != text:
        values["precision"] = Precision.APPROXIMATE
    return values


def _read(page: StepPage, text: str, *, near: datetime | None, day: datetime | None) -> datetime:
    zone = page.snapshot.zone
    start = beginning_of(page)
    return read_typed_time(text, day=in_zone(day or start, zone).date(), zone=zone, relative_to=near or start)
