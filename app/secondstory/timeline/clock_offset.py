"""How far a source's clock was off: read as people type it, and told in words."""

import re
from datetime import datetime, timedelta

from secondstory.model.draft import Draft
from secondstory.model.drafts import Drafts
from secondstory.model.errors import UserError
from secondstory.model.imported import NO_TIME
from secondstory.model.instants import FIRST, LAST, MICROSECOND
from secondstory.timeline.units import UNITS

REMEDY = "Type how far the clock was off, such as 3 min fast, 90 s slow, +1h 2m or -00:03:00."
LARGEST = timedelta(days=366)
OUTSIDE = "The clock of the source could not be corrected here: the time would leave the calendar."

_SIGNS = {"+": 1, "-": -1, "−": -1}
_WAYS = {"fast": -1, "ahead": -1, "slow": 1, "behind": 1}
"""What is added to the times of a clock that was so: one that was ahead showed times that are too late."""
_CLOCK = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?", re.ASCII)
_PARTS = re.compile(r"(?:\d{1,9}(?:[.,]\d{1,3})?\s*[a-z]+\s*)+", re.ASCII)
_PART = re.compile(r"(\d{1,9}(?:[.,]\d{1,3})?)\s*([a-z]+)", re.ASCII)


def read_offset(text: str) -> timedelta:
    """What is to be added to the times of a clock, as somebody typed it; nothing for an empty text.

    ``3 min fast`` is −3 minutes; with a sign it is what is added; a time without either is added.

    Raises:
        UserError: where the text is no such time, or longer than a year.
    """
    typed = " ".join(text.lower().split())
    if not typed:
        return timedelta(0)
    body, _, way = typed.rpartition(" ")
    direction = _WAYS.get(way)
    body = body if direction is not None else typed
    sign = _SIGNS.get(body[:1])
    if sign is not None:
        body = body[1:].lstrip()
    if (direction is not None and sign is not None) or (span := _span(body)) is None:
        raise UserError(f"“{text.strip()}” does not say how far a clock was off.", REMEDY)
    if span > LARGEST:
        raise UserError("A clock that was off by more than a year can't be corrected.", REMEDY)
    return span * (direction or sign or 1)


def _span(text: str) -> timedelta | None:
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds, rest = clock.groups()
        return timedelta(
            hours=int(hours),
            minutes=int(minutes),
            seconds=int(seconds or 0),
            milliseconds=int((rest or "0").ljust(3, "0")),
        )
    if not _PARTS.fullmatch(text):
        return None
    span = timedelta(0)
    for number, name in _PART.findall(text):
        if name not in UNITS:
            return None
        span += UNITS[name] * float(number.replace(",", "."))
    return span


def format_offset(offset: timedelta) -> str:
    """What is added, exactly and with its sign: ``+1 h 2 min``, ``−3 min``, ``−0.25 s``; ``0 s`` where it is nothing.

    `read_offset` understands it.
    """
    if not offset:
        return "0 s"
    whole, micros = divmod(abs(offset) // timedelta(microseconds=1), 1_000_000)
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    tail = f"{seconds}.{micros // 1000:03}".rstrip("0").rstrip(".") if micros // 1000 else str(seconds)
    parts = [f"{value} {unit}" for value, unit in ((days, "d"), (hours, "h"), (minutes, "min")) if value]
    if tail != "0":
        parts.append(f"{tail} s")
    return ("−" if offset < timedelta(0) else "+") + " ".join(parts)


def moved(at: datetime | None, offset: timedelta) -> datetime | None:
    """A time with that added; nothing where there is no time, or where it would leave the calendar."""
    try:
        return at + offset if at is not None else None
    except OverflowError:
        return None


def correct(draft: Draft, offset: timedelta) -> None:
    """Correct the times of a draft, as far as the calendar goes."""
    one = Drafts.of([draft])
    correct_all(one, offset)
    corrected = one.one(0)
    draft.occurred_at, draft.occurred_until = corrected.occurred_at, corrected.occurred_until
    draft.remark = corrected.remark


def correct_all(drafts: Drafts, offset: timedelta) -> None:
    """Correct the times of drafts, as far as the calendar goes; where it ends, the draft says so."""
    added, outside = offset // MICROSECOND, list[int]()
    for place, time in enumerate(drafts.times):
        until = drafts.until.get(place, NO_TIME)
        times = [told + added for told in (time, until) if told != NO_TIME]
        if times and (min(times) < FIRST or max(times) > LAST):
            outside.append(place)
            continue
        if time != NO_TIME:
            drafts.times[place] = time + added
        if until != NO_TIME:
            drafts.until[place] = until + added
    if outside:
        drafts.remark = list(drafts.each("remark"))
        for place in outside:
            drafts.remark[place] = drafts.remark[place] or OUTSIDE
